import type { Seen, Stimulus, ThreadId } from '../../vocabulary/index.js';

// What an observer remembers of the threads that were ever made, for an id that names one of them names no other.

/** By task, by number within the task: how many threads were ever made there. */
export type Births = readonly (readonly number[])[];

export const birthsAt = (births: Births, [task, lthread]: ThreadId): number => births[task]?.[lthread] ?? 0;

/** The thread that a step says it made, or undefined. */
export const madeIn = (running: Seen['running'], stimulus: Stimulus, { result }: Seen): ThreadId | undefined => {
  if (result?.call === 'task_new' && result.made !== 'nobody') return result.made;
  const isCreated = result?.call === 'lthread_ex_regs' && result.old === 'created';
  return isCreated && running !== 'idle' && stimulus.do === 'lthread_ex_regs'
    ? [running[0], stimulus.lthread]
    : undefined;
};

export const birthsAfter = (births: Births, running: Seen['running'], stimulus: Stimulus, seen: Seen): Births => {
  const made = madeIn(running, stimulus, seen);
  if (made === undefined) return births;
  const [task, lthread] = made;
  return Array.from({ length: Math.max(births.length, task + 1) }, (_, t) => {
    const counts = births[t] ?? [];
    if (t !== task) return counts;
    return Array.from(
      { length: Math.max(counts.length, lthread + 1) },
      (_, l) => (counts[l] ?? 0) + (l === lthread ? 1 : 0),
    );
  });
};
