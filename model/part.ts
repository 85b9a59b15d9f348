import type { State } from '../spec/index.js';
import type { BootConfig } from '../spec/vocabulary/index.js';
import { sameNumbers, sameThread } from './same.js';

/** The parts of a state that a rule reads and writes, a view shows, and a difference is about. `at` is a place, a slot, a frame, a task. */
export interface Part {
  readonly kind: 'page' | 'thread' | 'frame' | 'task' | 'line';
  readonly at: number;
}

export const samePart = (a: Part, b: Part): boolean => a.kind === b.kind && a.at === b.at;

export const renderPart = ({ pages, lthreads }: BootConfig, { kind, at }: Part): string => {
  switch (kind) {
    case 'page':
      return `page ${String(at % pages)} of task ${String(Math.floor(at / pages))}`;
    case 'thread':
      return `thread ${String(Math.floor(at / lthreads))}.${String(at % lthreads)}`;
    case 'frame':
      return `frame ${String(at)}`;
    case 'task':
      return `task ${String(at)}`;
    case 'line':
      return `interrupt line ${String(at)}`;
  }
};

/** The parts in which two states of one machine differ. */
export const changedParts = (before: State, after: State): readonly Part[] => {
  const parts: Part[] = [];
  if (before === after) return parts;
  if (before.sigma !== after.sigma)
    after.sigma.forEach((mapping, at) => mapping !== before.sigma[at] && parts.push({ kind: 'page', at }));
  if (before.threads !== after.threads)
    after.threads.forEach(
      (thread, at) => sameThread(thread, before.threads[at] ?? null) || parts.push({ kind: 'thread', at }),
    );
  if (before.frames !== after.frames)
    after.frames.forEach(
      (words, at) => sameNumbers(words, before.frames[at] ?? []) || parts.push({ kind: 'frame', at }),
    );
  if (before.tasks !== after.tasks)
    after.tasks.forEach((task, at) => task !== before.tasks[at] && parts.push({ kind: 'task', at }));
  if (before.lines !== after.lines)
    after.lines.forEach((line, at) => line !== before.lines[at] && parts.push({ kind: 'line', at }));
  return parts;
};
