import { names, nil } from './vocabulary/index.js';
import type { BootConfig, Fpage, IpcResult, Receive, Send, Sigma } from './vocabulary/index.js';

/**
 * A thread by number: slot + (nth - 1) * slots, where slot = task * lthreads + lthread and nth counts the threads ever made
 * there from 1. The number of a thread that is gone equals the number of no thread that lives.
 */
export type Tid = number;
/** No thread, as pager, source or destination. */
export const NOBODY: Tid = -1;
/** The source of an open receive. */
export const ANY: Tid = -2;
/** Who runs when no thread does. */
export const IDLE: Tid = -3;

/** What a thread will show when it runs next: the outcome of its last instruction. */
export type Pending =
  | {
      readonly is: 'ipc';
      readonly phase: IpcResult['phase'];
      readonly cause: IpcResult['cause'];
      readonly from: Tid;
      readonly words: readonly number[] | null;
    }
  | { readonly is: 'id_nearest'; readonly nearest: Tid }
  | { readonly is: 'task_new'; readonly made: Tid }
  | { readonly is: 'lthread_ex_regs' }
  | { readonly is: 'loaded'; readonly value: number }
  | { readonly is: 'stored' };

/** Where a thread stands in the chart of IPC states. A queued sender carries its message and the rest of its call. */
export type Phase =
  | { readonly is: 'ready' }
  | { readonly is: 'sending'; readonly to: Tid; readonly message: Message; readonly then: Receive | null }
  | { readonly is: 'receiving'; readonly from: Tid; readonly window: Fpage | null }
  | { readonly is: 'halted' };
export type Message = Pick<Send, 'words' | 'items'>;

/** A load (`store` null) or a store that faulted and is to be tried again. */
export interface Access {
  readonly address: number;
  readonly store: number | null;
}

export interface Thread {
  readonly id: Tid;
  readonly task: number;
  readonly pager: Tid;
  readonly ip: number;
  readonly phase: Phase;
  readonly pending: Pending | null;
  readonly fault: Access | null;
  /** The count of turns when the thread last became ready, or last had the processor. */
  readonly since: number;
  /** The number of the last turn that the round robin gave it; 0 if none. */
  readonly turn: number;
}

/** A task number that nobody has taken. */
export const NO_TASK = -1;
/** The chief of task 0, which nobody made. */
export const NO_CHIEF = -2;

/** A state of the whole system: plain data, copied on write; a part that does not change is the same object. */
export interface State {
  readonly world: BootConfig;
  readonly sigma: Sigma;
  /** By frame: its words from 0 on; words past the end are 0. */
  readonly frames: readonly (readonly number[])[];
  /** By slot. */
  readonly threads: readonly (Thread | null)[];
  /** By task: the task that made it, NO_CHIEF or NO_TASK. */
  readonly chiefs: readonly number[];
  readonly running: Tid;
  /** Who may run because of a rendez-vous of this step; empty between steps. */
  readonly met: readonly Tid[];
  /** How many turns the round robin has given so far. */
  readonly turns: number;
}

const NONE: readonly never[] = [];
export const READY: Phase = { is: 'ready' };
export const HALTED: Phase = { is: 'halted' };

// The only makers of states and threads: a full literal each, so that every record has one shape.
const state = (
  world: BootConfig,
  sigma: Sigma,
  frames: State['frames'],
  threads: State['threads'],
  chiefs: readonly number[],
  running: Tid,
  met: readonly Tid[],
  turns: number,
): State => ({ world, sigma, frames, threads, chiefs, running, met, turns });
const thread = (
  id: Tid,
  task: number,
  pager: Tid,
  ip: number,
  phase: Phase,
  pending: Pending | null,
  fault: Access | null,
  since: number,
  turn: number,
): Thread => ({ id, task, pager, ip, phase, pending, fault, since, turn });

/** A copy of `list` with `x` at `index`. */
export const put = <T>(list: readonly T[], index: number, x: T): readonly T[] => {
  const copy = list.slice();
  copy[index] = x;
  return copy;
};

export const withSigma = (s: State, sigma: Sigma): State =>
  sigma === s.sigma ? s : state(s.world, sigma, s.frames, s.threads, s.chiefs, s.running, s.met, s.turns);
export const withFrames = (s: State, frames: State['frames']): State =>
  state(s.world, s.sigma, frames, s.threads, s.chiefs, s.running, s.met, s.turns);
export const withChief = (s: State, task: number, chief: number): State =>
  state(s.world, s.sigma, s.frames, s.threads, put(s.chiefs, task, chief), s.running, s.met, s.turns);
/** `a` may run because of a rendez-vous; `b` too, unless it is the thread that ran into it. */
export const withMet = (s: State, a: Tid, b: Tid): State =>
  state(
    s.world,
    s.sigma,
    s.frames,
    s.threads,
    s.chiefs,
    s.running,
    b === s.running ? [a, ...s.met] : [a, b, ...s.met],
    s.turns,
  );
export const forgetMet = (s: State): State =>
  s.met.length === 0 ? s : state(s.world, s.sigma, s.frames, s.threads, s.chiefs, s.running, NONE, s.turns);

const slots = (world: BootConfig): number => world.tasks * world.lthreads;
const withThread = (s: State, t: Thread): State =>
  state(s.world, s.sigma, s.frames, put(s.threads, t.id % slots(s.world), t), s.chiefs, s.running, s.met, s.turns);

/** The thread of that number, or undefined if it does not exist. */
export const findThread = (s: State, id: Tid): Thread | undefined => {
  if (id < 0) return undefined;
  const found = s.threads[id % slots(s.world)];
  return found?.id === id ? found : undefined;
};
export const exists = (s: State, id: Tid): boolean => findThread(s, id) !== undefined;
/** The thread of that number, which the caller knows to exist. */
export const threadOf = (s: State, id: Tid): Thread => {
  const found = findThread(s, id);
  if (found === undefined) throw new RangeError(`no thread has number ${String(id)}`);
  return found;
};

/** The thread becomes ready, and will show `pending` when it runs. */
export const makeReady = (s: State, id: Tid, pending: Pending | null): State => {
  const t = threadOf(s, id);
  const since = t.phase.is === 'ready' ? t.since : s.turns;
  return withThread(s, thread(id, t.task, t.pager, t.ip, READY, pending, t.fault, since, t.turn));
};
/** The thread leaves the processor: it waits, or is halted. */
export const enterPhase = (s: State, id: Tid, phase: Phase): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.pager, t.ip, phase, t.pending, t.fault, t.since, t.turn));
};
export const withFault = (s: State, id: Tid, fault: Access | null): State => {
  const t = threadOf(s, id);
  return withThread(s, thread(id, t.task, t.pager, t.ip, t.phase, t.pending, fault, t.since, t.turn));
};
/** The round robin gives the thread its turn. */
export const takeTurn = (s: State, id: Tid): State => {
  const t = threadOf(s, id);
  const turns = s.turns + 1;
  const threads = put(
    s.threads,
    id % slots(s.world),
    thread(id, t.task, t.pager, t.ip, t.phase, t.pending, t.fault, t.since, turns),
  );
  return state(s.world, s.sigma, s.frames, threads, s.chiefs, s.running, s.met, turns);
};
/** The thread has the processor and shows what was pending; or, with IDLE, nobody has it. */
export const run = (s: State, id: Tid): State => {
  const t = findThread(s, id);
  const threads =
    t === undefined || (t.pending === null && t.since === s.turns)
      ? s.threads
      : put(s.threads, id % slots(s.world), thread(id, t.task, t.pager, t.ip, t.phase, null, t.fault, s.turns, t.turn));
  return state(s.world, s.sigma, s.frames, threads, s.chiefs, id, NONE, s.turns);
};
/** A thread is made at slot `slot`, ready. */
export const makeThread = (s: State, slot: number, pager: Tid, ip: number): State =>
  withThread(s, thread(slot, Math.floor(slot / s.world.lthreads), pager, ip, READY, null, null, s.turns, 0));

/** The state after boot (DESIGN 3): sigma-zero is the identity below `frames`; thread 0.0 runs. */
export const boot = (world: BootConfig): State => {
  const threads: (Thread | null)[] = Array.from({ length: slots(world) }, () => null);
  threads[0] = thread(0, 0, NOBODY, 0, READY, null, null, 0, 0);
  return state(
    world,
    Array.from({ length: world.tasks * world.pages }, (_, place) =>
      place < Math.min(world.frames, world.pages) ? names(place, true) : nil,
    ),
    Array.from({ length: world.frames }, (_, frame) => [frame]),
    threads,
    Array.from({ length: world.tasks }, (_, task) => (task === 0 ? NO_CHIEF : NO_TASK)),
    0,
    NONE,
    0,
  );
};
