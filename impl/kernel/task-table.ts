import type { Nucleus } from './nucleus.js';

/** The record of a task: word offsets. */
export const TaskRecord = {
  /** Physical address of its page directory, 0 where no task is. */
  directory: 0,
  /** The task that made it, which alone may make it anew (L.72, F:3.5). */
  chief: 1,
  /** The highest priority that its threads may give. */
  mcp: 2,
} as const;
export const TASK_WORDS = 4;

/** Task 0 has no chief. */
export const NO_CHIEF = 0xffff_ffff;

export const taskRecord = ({ layout }: Nucleus, task: number): number => layout.taskTable + task * TASK_WORDS * 4;

/** Physical address of the page directory of a task, or 0 where no task is. */
export const directoryOf = (k: Nucleus, task: number): number =>
  k.memory.read(taskRecord(k, task), TaskRecord.directory);

export const chiefOf = (k: Nucleus, task: number): number => k.memory.read(taskRecord(k, task), TaskRecord.chief);

export const mcpOf = (k: Nucleus, task: number): number => k.memory.read(taskRecord(k, task), TaskRecord.mcp);
