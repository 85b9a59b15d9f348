import type { Seen, Stimulus } from '../../vocabulary/index.js';
import { isSame } from './names.js';
import type { SystemMoment, WholeView } from './property.js';
import { turnIn } from './turns.js';

// What an observer remembers of the slice of the thread that runs.

/** How long the running thread has had the processor since its turn; null if it got it otherwise than by a turn. */
export type Tenure = {
  /** Milliseconds since its turn. */
  readonly ms: number;
  /** Of these, those up to now throughout which a thread of its priority was ready. */
  readonly contendedMs: number;
} | null;

/** Whether a thread of the priority of the running one was ready before a step and is ready after it. */
const isContended = (before: WholeView, after: WholeView, running: Seen['running']): boolean => {
  const runner = after.threads.find(({ thread }) => isSame(thread, running));
  return after.threads.some(
    ({ thread, phase, priority }) =>
      phase.is === 'ready' &&
      !isSame(thread, running) &&
      priority === runner?.priority &&
      before.threads.some((t) => isSame(t.thread, thread) && t.phase.is === 'ready' && t.priority === priority),
  );
};

export const tenureAfter = (before: SystemMoment, stimulus: Stimulus, seen: Seen, view: WholeView): Tenure => {
  if (turnIn(before, stimulus, seen, view) !== undefined) return { ms: 0, contendedMs: 0 };
  if (stimulus.do === 'thread_schedule' || stimulus.do === 'thread_switch') return null;
  if (before.tenure === null || !isSame(seen.running, before.running)) return null;
  if (stimulus.do !== 'tick') return before.tenure;
  const elapsed = seen.elapsedMs ?? 0;
  return {
    ms: before.tenure.ms + elapsed,
    contendedMs: isContended(before.view, view, seen.running) ? before.tenure.contendedMs + elapsed : 0,
  };
};
