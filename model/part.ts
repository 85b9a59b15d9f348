import type { State } from '../spec/index.js';
import type { BootConfig } from '../spec/vocabulary/index.js';
import { sameNumbers, sameThread } from './same.js';

/** The parts of a state that a rule reads and writes, a view shows, and a difference is about. `at` is a place, a slot (of a queue, its receiver's), a frame, a task; 0 of the clock. */
export interface Part {
  readonly kind: 'page' | 'thread' | 'frame' | 'task' | 'line' | 'queue' | 'clock';
  readonly at: number;
}

/** Whether two parts are the same. */
export const samePart = (a: Part, b: Part): boolean => a.kind === b.kind && a.at === b.at;

/** A part of the system for people: `page 3 of task 1`. */
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
    case 'queue':
      return `queue of thread ${String(Math.floor(at / lthreads))}.${String(at % lthreads)}`;
    case 'clock':
      return 'clock';
  }
};

/** Who waits to send to whom: by slot of a sender, the receiver; -1 where none waits. */
const waitsFor = (t: State['threads'][number]): number => (t?.phase.is === 'sending' ? t.phase.to : -1);
/** The queues that a sender left or joined, by the slots of their receivers. */
const changedQueues = (before: State, after: State): readonly number[] => {
  const slots = after.threads.length;
  return [
    ...new Set(
      after.threads.flatMap((t, at) => {
        const was = before.threads[at] ?? null;
        const [from, to] = [waitsFor(was), waitsFor(t)];
        return from === to && was?.id === t?.id ? [] : [from, to].filter((id) => id >= 0).map((id) => id % slots);
      }),
    ),
  ];
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
  if (before.threads !== after.threads)
    for (const at of changedQueues(before, after)) parts.push({ kind: 'queue', at });
  if (before.clockMs !== after.clockMs) parts.push({ kind: 'clock', at: 0 });
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
