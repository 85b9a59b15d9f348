import type { Message, Pending, Reception, Room, State, Tid } from './state.js';
import type {
  During,
  Fpage,
  Item,
  Place,
  Profile,
  Receive,
  Send,
  SliceMs,
  Source,
  ThreadId,
  TimeoutMs,
} from './vocabulary/index.js';

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
  task_new: {
    readonly thread: Tid;
    readonly task: number;
    readonly pager: ThreadId | 'nobody';
    readonly ip: number;
    readonly mcp: number | undefined;
  };
  thread_schedule: {
    readonly thread: Tid;
    readonly of: ThreadId | 'nobody';
    readonly priority: number | undefined;
    readonly sliceMs: SliceMs | undefined;
  };
  lthread_ex_regs: {
    readonly thread: Tid;
    readonly lthread: number;
    readonly ip: number | undefined;
    readonly pager: ThreadId | 'nobody' | undefined;
    readonly handler: ThreadId | 'nobody' | undefined;
  };
  load: { readonly thread: Tid; readonly address: number };
  store: { readonly thread: Tid; readonly address: number; readonly value: number };
  /** `thread` raises an exception. */
  trap: { readonly thread: Tid; readonly vector: number };
  /** `left` ms of a tick are still to pass; `elapsed` have passed. In the middle of a copy, `copying` is who had met in this step before; else null. */
  tick: Elapsing;
  /** The hardware raises a line, perhaps in the middle of a copy. */
  interrupt: { readonly line: number; readonly isCopying: boolean };
  /** An event is announced for the next copy. */
  during: { readonly k: number; readonly event: During['event'] };
  /** In the middle of a copy the slice of the running thread comes to its end. */
  slice_end: object;
  /** A stimulus came while the machine idled. */
  ignored: object;
  /** `from` sends to `to`; then its call goes on with `then`. */
  send: {
    readonly from: Tid;
    readonly to: Tid;
    readonly message: Message;
    readonly timeoutMs: TimeoutMs;
    readonly then: Reception | null;
  };
  /** `thread` is to receive from `from`: a thread, a line, ANY or NOBODY. */
  receive: { readonly thread: Tid; readonly from: Tid; readonly room: Room; readonly timeoutMs: TimeoutMs };
  /** Sender and receiver have met. */
  transfer: {
    readonly from: Tid;
    readonly to: Tid;
    readonly message: Message;
    readonly room: Room;
    readonly then: Reception | null;
  };
  /** `from`, a sender, is to copy the rest of its message. `isPoint`: it is between two steps, and an event may come before the next. */
  copy: { readonly from: Tid; readonly isPoint: boolean };
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
  sent: { readonly from: Tid; readonly to: Tid; readonly then: Reception | null };
  /** A phase of an IPC ends without a transfer. */
  fail: {
    readonly thread: Tid;
    readonly phase: 'send' | 'receive';
    readonly cause: 'nonExistent' | 'timeout' | 'cancelled';
  };
  demap: { readonly place: Place; readonly own: boolean; readonly readOnly: boolean };
  /** The access of `thread` is not allowed. */
  fault: { readonly thread: Tid; readonly address: number; readonly store: number | null };
  /** A task goes, with all that it owns. */
  delete: { readonly task: number };
  /** A thread goes. */
  kill: { readonly thread: Tid };
  /** `thread` waits for `gone`, which is no more. */
  bereave: { readonly thread: Tid; readonly gone: Tid };
  /** The instruction pointer of `thread` is a new one: what it was about to do or to show is forgotten. */
  redirect: { readonly thread: Tid };
  /** The clock has moved: the timeout of `thread` is looked at. */
  expire: { readonly thread: Tid };
  /** The timeout of `thread` fires. */
  fire: { readonly thread: Tid };
  /** The timeouts of this ms have been looked at: has somebody woken who is to run at once? */
  alarm: Elapsing;
  /** Nobody has: has the slice of the running thread come to its end? */
  slice: Elapsing;
  /** The kernel's work is done; `ran` is the thread whose instruction it was. */
  dispatch: { readonly ran: Tid };
  /** The round robin is asked. */
  pick: object;
  /** `thread` gets the processor. */
  resume: { readonly thread: Tid };
}
/** What of a tick has passed and is still to pass, in ms; and who copies meanwhile. */
export interface Elapsing {
  readonly left: number;
  readonly elapsed: number;
  readonly copying: readonly Tid[] | null;
}
/** A kind of work. */
export type Kind = keyof WorkOf;
/** A piece of work, of one kind or of any. */
export type Work<K extends Kind = Kind> = { [P in K]: { readonly do: P } & WorkOf[P] }[K];

/** What shows at the end of a step: who runs, and what that thread shows. */
export interface Sight {
  readonly running: Tid;
  readonly shows: Pending | null;
  readonly ignored: boolean;
  /** Of a tick, how much of it passed; null of any other stimulus. */
  readonly elapsedMs: number | null;
}

/** What a rule concludes: the next state, the work that now comes first and, at the end of a step, what shows. */
export interface Next {
  readonly state: State;
  readonly work: readonly Work[];
  readonly sight: Sight | null;
  /** How much of a tick has passed where a conclusion ends it; null elsewhere. */
  readonly elapsedMs: number | null;
  /** Nothing of what was still to be done is done: the processor goes to somebody else, in the middle of a copy perhaps. */
  readonly isInstead: boolean;
}
const conclusion = (state: State, work: readonly Work[], elapsedMs: number | null, isInstead: boolean): Next => ({
  state,
  work,
  sight: null,
  elapsedMs,
  isInstead,
});
/** The next state, and the work that now comes first. */
export const next = (state: State, ...work: Work[]): Next => conclusion(state, work, null, false);
/** What comes now comes in place of all that was still to be done. */
export const nextInstead = (state: State, ...work: Work[]): Next => conclusion(state, work, null, true);
/** The tick ends here: so much of it has passed, which shows unless it fell into a copy. Whoever had the processor loses it. */
export const tickEnds = ({ elapsed, copying }: Elapsing, state: State, ...work: Work[]): Next =>
  conclusion(state, work, copying === null ? elapsed : null, true);
/** All of the tick has passed. */
export const tickShows = (elapsedMs: number, it: Next): Next => ({
  state: it.state,
  work: it.work,
  sight: it.sight,
  elapsedMs,
  isInstead: it.isInstead,
});
/** The step ends here. */
export const shows = (state: State, running: Tid, pending: Pending | null, ignored: boolean): Next => ({
  state,
  work: [],
  sight: { running, shows: pending, ignored, elapsedMs: null },
  elapsedMs: null,
  isInstead: false,
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
  /** The rule says what an observer can conclude, not what a kernel does: where a kernel shows its threads there is nothing to conclude. */
  readonly isInference?: true | undefined;
  /** The premise: false, or what it found. */
  when(s: State, work: Work<K>): Found | false;
  /** The conclusion, or its members. */
  then(s: State, work: Work<K>, found: Found): Next | readonly Next[];
}
/** A rule, of the type that its `when` and `then` have. */
export const rule = <K extends Kind, Found>(it: Rule<K, Found>): Rule<K, Found> => it;
/** The rule under its name and with its text, with another premise, or another conclusion. */
export const restated = <K extends Kind>(
  it: Rule<K>,
  when: Rule<K>['when'],
  then: Rule<K>['then'] = (s, w, found) => it.then(s, w, found),
): Rule<K> => ({
  name: it.name,
  profile: it.profile,
  source: it.source,
  says: it.says,
  formula: it.formula,
  on: it.on,
  isInference: it.isInference,
  when,
  then,
});
/** A formula in TeX, as it is written. */
export const tex = String.raw;

/** The rules for one kind of work: on every piece of it the premise of exactly one holds, which the model checks. */
export type Family<K extends Kind = Kind> = readonly [Rule<K>, ...Rule<K>[]];
/** The rules for one kind of work. */
export const family = <K extends Kind>(...rules: [Rule<K>, ...Rule<K>[]]): Family<K> => rules;

/** A family for every kind of work. A dialect, a mutant or a door is such a table. */
export type Rules = { readonly [K in Kind]: Family<K> };
