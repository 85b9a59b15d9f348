import type { Seen, Stimulus, ThreadId, TimeoutMs } from '../../vocabulary/index.js';
import type { WholeThread, WholeView } from './property.js';

// What an observer remembers of the threads that wait: the call that each made, and when its phase began.

type Ipc = Extract<Stimulus, { do: 'ipc' }>;
/** A thread that waits: in which call, null if the kernel waits in its name, and since when. */
export interface Wait {
  readonly thread: ThreadId;
  readonly phase: 'sending' | 'receiving';
  readonly call: Ipc | null;
  readonly startMs: number;
}
export type Waits = readonly Wait[];

const isOf = (thread: Seen['running'], wait: { readonly thread: ThreadId }): boolean =>
  thread !== 'idle' && thread[0] === wait.thread[0] && thread[1] === wait.thread[1] && thread[2] === wait.thread[2];
export const waitOf = (waits: Waits, thread: ThreadId): Wait | undefined => waits.find((wait) => isOf(thread, wait));

/** The timeout of the phase in which the thread waits. */
export const timeoutOf = ({ call, phase }: Wait): TimeoutMs =>
  (phase === 'sending' ? call?.send : call?.receive)?.timeoutMs ?? 'never';

/** The first moment, in ms of the clock, at which the wait may end by itself; Infinity if it does not. */
export const endMs = (wait: Wait): number => {
  const timeoutMs = timeoutOf(wait);
  return timeoutMs === 'never' ? Infinity : wait.startMs + timeoutMs;
};

/** The waits after a step in which `running` was to execute `stimulus`. */
export const waitsAfter = (
  waits: Waits,
  running: Seen['running'],
  stimulus: Stimulus,
  { clockMs, threads }: WholeView,
): Waits => {
  const waitNow = (t: WholeThread): readonly Wait[] => {
    const phase = t.phase.is;
    if (phase !== 'sending' && phase !== 'receiving') return [];
    const old = waitOf(waits, t.thread);
    if (old?.phase === phase && !isOf(running, old)) return [old];
    if (t.fault !== null) return [{ thread: t.thread, phase, call: null, startMs: clockMs }];
    const own = isOf(running, t) && stimulus.do === 'ipc' ? stimulus : (old?.call ?? null);
    return [{ thread: t.thread, phase, call: own, startMs: clockMs }];
  };
  return threads.flatMap(waitNow);
};

/** Whether it is known of the thread that it waits, if its view says so: no timeout of its own can have fired. */
export const isDecided = (waits: Waits, thread: ThreadId): boolean => {
  const wait = waitOf(waits, thread);
  return wait === undefined || timeoutOf(wait) === 'never';
};
