import type { Message, Pending, State, Tid } from './state.js';
import type { Fpage, Item, Place, Profile, Receive, Send, Source, ThreadId } from './vocabulary/index.js';

/**
 * The work of a step, by kind. A stimulus is the first piece of work, done by `thread`; each rule consumes one piece and concludes the
 * work that now comes first; the step ends when no work is left. The union, the type of a rule and the table of families
 * are derived from this interface.
 */
export interface WorkOf {
  ipc: { readonly thread: Tid; readonly send: Send | undefined; readonly receive: Receive | undefined };
  id_nearest: { readonly thread: Tid; readonly of: ThreadId | 'nobody' };
  fpage_unmap: { readonly thread: Tid; readonly fpage: Fpage; readonly own: boolean; readonly readOnly: boolean };
  thread_switch: { readonly thread: Tid; readonly to: ThreadId | 'nobody' };
  task_new: { readonly thread: Tid; readonly task: number; readonly pager: ThreadId | 'nobody'; readonly ip: number };
  lthread_ex_regs: {
    readonly thread: Tid;
    readonly lthread: number;
    readonly ip: number;
    readonly pager: ThreadId | 'nobody' | undefined;
  };
  load: { readonly thread: Tid; readonly address: number };
  store: { readonly thread: Tid; readonly address: number; readonly value: number };
  /** A stimulus came while the machine idled. */
  ignored: object;
  /** `from` sends to `to`; then its call goes on with `then`. */
  send: {
    readonly from: Tid;
    readonly to: Tid;
    readonly message: Message;
    readonly poll: boolean;
    readonly then: Receive | null;
  };
  /** `thread` is to receive from `from`: a thread, ANY or NOBODY. */
  receive: { readonly thread: Tid; readonly from: Tid; readonly window: Fpage | null; readonly poll: boolean };
  /** Sender and receiver have met. */
  transfer: {
    readonly from: Tid;
    readonly to: Tid;
    readonly message: Message;
    readonly window: Fpage | null;
    readonly then: Receive | null;
  };
  item: { readonly from: number; readonly to: number; readonly item: Item; readonly window: Fpage };
  /** One page of an item, from a place to page `page` of task `task`. */
  page: {
    readonly grant: boolean;
    readonly source: Place;
    readonly task: number;
    readonly page: number;
    readonly write: boolean;
  };
  /** The target is free: the page is mapped or granted to it. */
  link: { readonly grant: boolean; readonly source: Place; readonly target: Place; readonly write: boolean };
  /** The receiver's side of a transfer ends. */
  deliver: { readonly from: Tid; readonly to: Tid; readonly message: Message };
  /** The sender's side of a transfer ends. */
  sent: { readonly from: Tid; readonly to: Tid; readonly then: Receive | null };
  /** A phase of an IPC ends without a transfer. */
  fail: { readonly thread: Tid; readonly phase: 'send' | 'receive'; readonly cause: 'nonExistent' | 'timeout' };
  demap: { readonly place: Place; readonly own: boolean; readonly readOnly: boolean };
  /** The access of `thread` is not allowed. */
  fault: { readonly thread: Tid; readonly address: number; readonly store: number | null };
  /** The kernel's work is done; `ran` is the thread whose instruction it was. */
  dispatch: { readonly ran: Tid };
  /** The round robin is asked. */
  pick: object;
  /** `thread` gets the processor. */
  resume: { readonly thread: Tid };
}
export type Kind = keyof WorkOf;
export type Work<K extends Kind = Kind> = { [P in K]: { readonly do: P } & WorkOf[P] }[K];

/** What shows at the end of a step: who runs, and what that thread shows. */
export interface Sight {
  readonly running: Tid;
  readonly shows: Pending | null;
  readonly ignored: boolean;
}

/** What a rule concludes: the next state, the work that now comes first and, at the end of a step, what shows. */
export interface Next {
  readonly state: State;
  readonly work: readonly Work[];
  readonly sight: Sight | null;
}
export const next = (state: State, ...work: Work[]): Next => ({ state, work, sight: null });
/** The step ends here. */
export const shows = (state: State, running: Tid, pending: Pending | null, ignored: boolean): Next => ({
  state,
  work: [],
  sight: { running, shows: pending, ignored },
});

/**
 * A named inference rule. `when` is the premise: false, or what it found, which `then`, the conclusion, receives. Every premise
 * says all that it needs; none relies on the order of a family. A conclusion with several members is a choice of the kernel.
 */
export interface Rule<K extends Kind = Kind, Found = unknown> {
  readonly name: string;
  readonly profile: Profile;
  readonly source: readonly Source[];
  readonly says: string;
  readonly formula: string;
  readonly on: K;
  when(s: State, work: Work<K>): Found | false;
  then(s: State, work: Work<K>, found: Found): Next | readonly Next[];
}
export const rule = <K extends Kind, Found>(it: Rule<K, Found>): Rule<K, Found> => it;
/** A formula in TeX, as it is written. */
export const tex = String.raw;

/** The rules for one kind of work: on every piece of it the premise of exactly one holds, which the model checks. */
export type Family<K extends Kind = Kind> = readonly [Rule<K>, ...Rule<K>[]];
export const family = <K extends Kind>(...rules: [Rule<K>, ...Rule<K>[]]): Family<K> => rules;

/** A family for every kind of work. A dialect, a mutant or a door is such a table. */
export type Rules = { readonly [K in Kind]: Family<K> };
