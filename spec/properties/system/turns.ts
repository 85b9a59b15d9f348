import type { Seen, Stimulus, ThreadId } from '../../vocabulary/index.js';
import { madeIn } from './births.js';
import { isSame } from './names.js';
import type { SystemMoment, WholeThread, WholeView } from './property.js';

// What an observer remembers of the round robin: who has had a turn since a ready thread became ready or last had the processor.

/** A ready thread that does not run, and those who have had a turn while it was waiting for one. */
export interface PassedOver {
  readonly thread: ThreadId;
  readonly had: readonly ThreadId[];
}

const readyIn = (view: WholeView, thread: Seen['running']): WholeThread | undefined =>
  view.threads.find((t) => isSame(t.thread, thread) && t.phase.is === 'ready');

/**
 * The thread to which the round robin gave the processor, for certain: it was ready before, and the thread that ran yielded, began to wait, or
 * lost the processor in time.
 */
export const turnIn = (
  before: Pick<SystemMoment, 'view' | 'running'>,
  stimulus: Stimulus,
  { running }: Seen,
  after: WholeView,
): ThreadId | undefined => {
  if (running === 'idle' || before.running === 'idle' || readyIn(before.view, running) === undefined) return undefined;
  const ran = readyIn(after, before.running);
  if (stimulus.do === 'thread_switch') {
    const target =
      stimulus.to === 'nobody' ? undefined : before.view.threads.find(({ thread }) => isSame(thread, stimulus.to));
    const isNamed = stimulus.to !== 'nobody' && stimulus.to.length === 3;
    // Of a target that waits it may not be known whether its timeout has fired.
    return stimulus.to === 'nobody' || (!isNamed && target?.phase.is === 'halted') ? running : undefined;
  }
  const leaves = stimulus.do === 'ipc' || stimulus.do === 'tick';
  if (isSame(running, before.running) || !leaves) return undefined;
  return stimulus.do === 'tick' || ran === undefined ? running : undefined;
};

/** Those passed over after a step. */
export const passedOverAfter = (
  before: SystemMoment,
  stimulus: Stimulus,
  seen: Seen,
  view: WholeView,
): readonly PassedOver[] => {
  const turn = turnIn(before, stimulus, seen, view);
  const made = madeIn(before.running, stimulus, seen) ?? 'idle';
  return view.threads.flatMap(({ thread, phase }): readonly PassedOver[] => {
    if (phase.is !== 'ready' || isSame(thread, seen.running)) return [];
    const old = isSame(thread, made) ? undefined : before.passedOver.find((it) => isSame(it.thread, thread));
    const wasReady = isSame(thread, before.running) || readyIn(before.view, thread) !== undefined;
    // A new thread has had no turn, whatever one of its name had.
    const had = (old?.had ?? []).filter((other) => !isSame(other, made));
    if (!wasReady || turn === undefined || isSame(thread, made)) return [{ thread, had }];
    return [{ thread, had: had.some((other) => isSame(other, turn)) ? had : [...had, turn] }];
  });
};
