import type { Message, Room } from './ipc/message.js';
import type { Plan } from './strings/plan.js';
import type { Doing, During, InMemory, IpcResult, Sigma, TimeoutMs } from './vocabulary/index.js';

export type { Message, Room } from './ipc/message.js';

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
/** Interrupt line 0 as a partner; line n is n below. */
const LINE_0: Tid = -16;
/** An interrupt line as a partner. */
export const lineId = (line: number): Tid => LINE_0 - line;
/** The line of that number, or -1 if it is none. */
export const lineOf = (id: Tid): number => (id <= LINE_0 ? LINE_0 - id : -1);

/** The machine of a state, and what its kernel promises. */
export interface World {
  readonly frames: number;
  readonly pages: number;
  readonly tasks: number;
  readonly lthreads: number;
  readonly lines: number;
  /** A timeout of tau may fire as late as this after tau. */
  readonly latenessMs: number;
}

/** What a thread will show when it runs next: the outcome of its last instruction. */
export type Pending =
  | {
      readonly is: 'ipc';
      readonly phase: IpcResult['phase'];
      readonly cause: IpcResult['cause'];
      readonly from: Tid;
      readonly words: readonly number[] | null;
      /** What of the message came in memory; null if nothing did. */
      readonly inMemory: InMemory | null;
    }
  | { readonly is: 'id_nearest'; readonly nearest: Tid }
  | { readonly is: 'task_new'; readonly made: Tid }
  /** `old` is null where the thread was created. */
  | { readonly is: 'lthread_ex_regs'; readonly old: Registers | null }
  /** `old` is null where the call was refused. */
  | { readonly is: 'thread_schedule'; readonly old: Share | null; readonly doing: Doing }
  | { readonly is: 'loaded'; readonly value: number }
  | { readonly is: 'stored' };

/** When a wait ends by itself: `due` is its first lawful moment, in ms of the clock; FOREVER if it does not. */
export type Due = number;
/** A wait that does not end by itself. */
export const FOREVER: Due = -1;
/**
 * Whether a timeout that may have fired has (L.59): SETTLED if it has not, else the count of turns at the last tick. Such a thread is
 * undecided: it waits, or has fired at the last tick or before, and nothing that showed can tell.
 */
export type Undecided = number;
/** It is settled that the timeout has not fired. */
export const SETTLED: Undecided = -1;

/** The receive phase that follows a send phase; whom it names is settled when the call is made. */
export interface Reception {
  readonly from: Tid;
  readonly room: Room;
  readonly timeoutMs: TimeoutMs;
}

/** Where a thread stands in the chart of IPC states. A queued sender carries its message and the rest of its call. */
export type Phase =
  | { readonly is: 'ready' }
  | {
      readonly is: 'sending';
      readonly to: Tid;
      readonly message: Message;
      readonly then: Reception | null;
      readonly due: Due;
      readonly undecided: Undecided;
      /** Its place among the senders, the lowest first, where a dialect takes them in order; else 0. */
      readonly place: number;
    }
  | {
      readonly is: 'receiving';
      readonly from: Tid;
      readonly room: Room;
      readonly due: Due;
      readonly undecided: Undecided;
    }
  /** In the middle of a transfer, which `transfer` of the thread says. */
  | { readonly is: 'transferring' }
  | { readonly is: 'halted' };
/** A phase in which a thread waits, perhaps with a timeout. */
export type Waiting = Extract<Phase, { due: Due }>;

/** A transfer whose copy has begun, as its sender has it, who executes the copy: what is copied where, and how many steps of the plan are done. */
export interface Copying {
  readonly role: 'sender';
  readonly partner: Tid;
  readonly message: Message;
  readonly room: Room;
  readonly then: Reception | null;
  readonly plan: Plan;
  readonly done: number;
  /** Whose page was missing for the next step and has been asked for since; null if nobody's. */
  readonly paged: Role | null;
}
/** The same transfer, as its receiver has it. */
export interface Copied {
  readonly role: 'receiver';
  readonly partner: Tid;
}
/** From the first copy step to the end of both IPCs, also while one of the two waits for its pager. */
export type Transfer = Copying | Copied;
/** On which side of a transfer a thread is. */
export type Role = 'sender' | 'receiver';

/**
 * What a thread raised, and what its pager or handler is told: an access that faulted and is tried again, a page that is missing for a copy,
 * or an exception.
 */
export type Fault =
  | { readonly is: 'access'; readonly address: number; readonly store: number | null }
  | { readonly is: 'copy'; readonly address: number; readonly write: boolean }
  | { readonly is: 'trap'; readonly vector: number };

/** What lthread_ex_regs exchanges. */
export interface Registers {
  readonly ip: number;
  readonly pager: Tid;
  /** Who is told of the thread's exceptions. */
  readonly handler: Tid;
}
/** A thread's share of the processor: what thread_schedule sets. */
export interface Share {
  readonly priority: number;
  /** Milliseconds; ENDLESS if its slice has no end. */
  readonly sliceMs: number;
}
/** A slice without an end. */
export const ENDLESS = -1;

/** A thread: who it is, where it stands, and its registers. */
export interface Thread {
  readonly id: Tid;
  readonly task: number;
  readonly registers: Registers;
  readonly share: Share;
  readonly phase: Phase;
  readonly pending: Pending | null;
  readonly fault: Fault | null;
  readonly transfer: Transfer | null;
  /** The count of turns when the thread last became ready, or last had the processor. */
  readonly since: number;
  /** The number of the last turn that the round robin gave it; 0 if none. */
  readonly turn: number;
}

/** A task number: who made the task, and the highest priority that it may give. `chief` is NO_TASK where no task is. */
export interface Task {
  readonly chief: number;
  readonly mcp: number;
}
/** The chief of a number under which no task is. */
export const NO_TASK = -1;
/** The chief of task 0, which nobody made. */
export const NO_CHIEF = -2;

/** An interrupt line: the thread that attached to it, or NOBODY, and whether it was raised and not yet delivered. */
export interface LineState {
  readonly owner: Tid;
  readonly raised: boolean;
}

/** What is left of the slice of the thread that runs: it ends at some moment from `least` to `most` ms from now; ENDLESS, it does not. */
export interface Slice {
  readonly least: number;
  readonly most: number;
}

/** An event that is to come in the middle of a copy, at the first preemption point from copy step `k` on. */
export type Armed = Pick<During, 'k' | 'event'>;

/** A state of the whole system: plain data, copied on write; a part that does not change is the same object. */
export interface State {
  readonly world: World;
  readonly sigma: Sigma;
  /** By frame: its words from 0 on, each UNDEFINED where it may hold anything; words past the end are 0. */
  readonly frames: readonly (readonly number[])[];
  /** By slot. */
  readonly threads: readonly (Thread | null)[];
  /** By slot: how many threads were ever made there. */
  readonly births: readonly number[];
  /** By task number. */
  readonly tasks: readonly Task[];
  readonly lines: readonly LineState[];
  readonly clockMs: number;
  readonly running: Tid;
  readonly slice: Slice;
  /** Who may run because of a rendez-vous or a wakeup of this step; empty between steps. */
  readonly met: readonly Tid[];
  /** How many turns the round robin has given so far. */
  readonly turns: number;
  /** The event that waits for a copy; null if none does. */
  readonly armed: Armed | null;
}

/** A word of memory that may hold anything. */
export const UNDEFINED = -1;

/** The phase of a thread that is ready. */
export const READY: Phase = { is: 'ready' };
/** The phase of a thread that is halted. */
export const HALTED: Phase = { is: 'halted' };
/** The phase of a thread in the middle of a transfer. */
export const TRANSFERRING: Phase = { is: 'transferring' };

/** How many threads a machine has room for. */
export const slotsOf = ({ tasks, lthreads }: World): number => tasks * lthreads;
/** The slot of a thread, there or gone. */
export const slotOf = ({ world }: State, id: Tid): number => id % slotsOf(world);

/** The thread of that number, or undefined if it does not exist. */
export const findThread = (s: State, id: Tid): Thread | undefined => {
  if (id < 0) return undefined;
  const found = s.threads[id % slotsOf(s.world)];
  return found?.id === id ? found : undefined;
};
/** Whether there is a thread of that number. */
export const exists = (s: State, id: Tid): boolean => findThread(s, id) !== undefined;
/** The thread of that number, which the caller knows to exist. */
export const threadOf = (s: State, id: Tid): Thread => {
  const found = findThread(s, id);
  if (found === undefined) throw new RangeError(`no thread has number ${String(id)}`);
  return found;
};
/** The sender's side of the transfer in which the thread is, and the sender; undefined if it is in none, or the sender is gone. */
export const copierOf = (s: State, t: Thread): (Thread & { readonly transfer: Copying }) | undefined => {
  const sender = t.transfer?.role === 'receiver' ? findThread(s, t.transfer.partner) : t;
  return sender?.transfer?.role === 'sender' ? (sender as Thread & { readonly transfer: Copying }) : undefined;
};
/** Whether the thread can use the processor: it is ready, or it copies, and neither side waits for a pager. */
export const isRunnable = (s: State, t: Thread | null | undefined): boolean => {
  if (t === null || t === undefined) return false;
  if (t.phase.is !== 'transferring') return t.phase.is === 'ready';
  return t.transfer?.role === 'sender' && findThread(s, t.transfer.partner)?.phase.is === 'transferring';
};

/** Its wait, if it waits and its timeout may have fired. */
export const undecidedWait = (t: Thread | null | undefined): Waiting | false =>
  (t?.phase.is === 'sending' || t?.phase.is === 'receiving') && t.phase.undecided !== SETTLED ? t.phase : false;
