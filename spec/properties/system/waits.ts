import type { Seen, Stimulus, ThreadId, TimeoutMs } from '../../vocabulary/index.js';
import { isAlike } from './names.js';
import type { WholeThread, WholeView } from './property.js';

// What an observer remembers of the threads that wait: the call that each made, and when its phase began.

type Ipc = Extract<Stimulus, { do: 'ipc' }>;
/** A thread that waits: in which call, null if the kernel waits in its name, and since when. */
export interface Wait {
  readonly thread: ThreadId;
  readonly phase: 'sending' | 'receiving';
  readonly call: Ipc | null;
  readonly startMs: number;
  readonly timeoutMs: TimeoutMs;
  /** Waits that began in one step have one number, and a greater one than those that were there. */
  readonly order: number;
  /** What of its own the thread waits to have answered; null if it waits in a call. */
  readonly fault: WholeThread['fault'];
}
export type Waits = readonly Wait[];

const isOf = (thread: Seen['running'], wait: { readonly thread: ThreadId }): boolean =>
  thread !== 'idle' && thread[0] === wait.thread[0] && thread[1] === wait.thread[1] && thread[2] === wait.thread[2];
export const waitOf = (waits: Waits, thread: ThreadId): Wait | undefined => waits.find((wait) => isOf(thread, wait));

/** The first moment, in ms of the clock, at which the wait may end by itself; Infinity if it does not. */
export const endMs = ({ startMs, timeoutMs }: Wait): number => (timeoutMs === 'never' ? Infinity : startMs + timeoutMs);

/** What an observer knows of a thread that waits: the call in which it is, and how long it may wait for a page that a copy needs. */
export interface Reasons {
  readonly callOf: (thread: ThreadId) => Ipc | undefined;
  readonly pageTimeoutOf: (thread: ThreadId) => TimeoutMs;
}
/** The waits after a step in which `running` was to execute an instruction. */
export const waitsAfter = (
  waits: Waits,
  running: Seen['running'],
  { callOf, pageTimeoutOf }: Reasons,
  { clockMs, threads }: WholeView,
): Waits => {
  const order = 1 + Math.max(0, ...waits.map((wait) => wait.order));
  const waitNow = (t: WholeThread): readonly Wait[] => {
    const phase = t.phase.is;
    if (phase !== 'sending' && phase !== 'receiving') return [];
    const old = waitOf(waits, t.thread);
    if (old?.phase === phase && !isOf(running, old) && isAlike(old.fault, t.fault)) return [old];
    const { thread, fault } = t;
    const call = fault === null ? (callOf(thread) ?? null) : null;
    const ownMs = (phase === 'sending' ? call?.send : call?.receive)?.timeoutMs ?? 'never';
    const timeoutMs = fault !== null && 'missing' in fault ? pageTimeoutOf(thread) : ownMs;
    return [{ thread, phase, call, startMs: clockMs, timeoutMs, order, fault }];
  };
  return threads.flatMap(waitNow);
};

/** Whether it is known of the thread that it waits, if its view says so: no timeout of its own can have fired. */
export const isDecided = (waits: Waits, thread: ThreadId): boolean => {
  const wait = waitOf(waits, thread);
  return wait === undefined || wait.timeoutMs === 'never';
};
