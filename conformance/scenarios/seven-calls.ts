import type { Stimulus } from '../../spec/vocabulary/index.js';
import type { Step } from './runtime/scenario.js';

/** The seven system calls, and why each must be in the kernel: "only accept a concept in the kernel if it cannot be implemented above" (L.41). */
export const SEVEN_CALLS = {
  ipc: 'Spaces cannot reach each other: only who is in all of them can carry a message, or a page, from one to another, and tell who sent it.',
  id_nearest: 'Who one is, only who keeps the ids can say: what a thread says of itself, nobody has to believe.',
  fpage_unmap:
    'To take a page back needs nothing of those who have it, who may not want to give it: page tables are the kernel’s alone.',
  thread_switch:
    'To give the processor up without a message, to one thread or to all, changes who runs: the kernel decides that.',
  thread_schedule:
    'A policy above needs a lever: priorities and slices act at each tick, when no thread runs that could.',
  lthread_ex_regs:
    'To begin a thread, or to fetch one out of its wait, changes registers and queues that only the kernel has.',
  task_new: 'A space with its first thread cannot be made from within: before it there is nobody there.',
} as const;
export type SystemCall = keyof typeof SEVEN_CALLS;

const isCall = (name: Stimulus['do']): name is SystemCall => Object.hasOwn(SEVEN_CALLS, name);

/** How often each of the seven was called. */
export const callsOf = (steps: readonly Pick<Step, 'stimulus'>[]): Readonly<Partial<Record<SystemCall, number>>> => {
  const counts: Partial<Record<SystemCall, number>> = {};
  for (const { stimulus } of steps) if (isCall(stimulus.do)) counts[stimulus.do] = (counts[stimulus.do] ?? 0) + 1;
  return counts;
};
