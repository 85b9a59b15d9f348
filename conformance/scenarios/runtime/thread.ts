import type {
  During,
  IpcResult,
  Item,
  LthreadExRegsResult,
  Receive,
  Result,
  Seen,
  Send,
  Stimulus,
  ThreadId,
  ThreadScheduleResult,
} from '../../../spec/vocabulary/index.js';

// A user-level thread, and the seven calls as it makes them: what a user's library of L4 is.

/** What a thread executes: a call, an access, a trap, a millisecond of computing; and what a device does: it raises its line. */
export type Instruction = Exclude<Stimulus, During>;
/** What the machine hands a thread before it asks for the next instruction. */
export type Shown = Pick<Seen, 'result' | 'loaded' | 'stored'>;
/** A thread: it yields one instruction after the other, and is handed what each of them shows. */
export type Thread<T = void> = Generator<Instruction, T, Shown>;

/** The result of the call that was made: with any other the kernel has given a thread what is another's. */
const resultOf = <C extends Result['call']>({ result }: Shown, call: C): Extract<Result, { call: C }> => {
  if (result?.call !== call) throw new Error(`a thread made ${call} and was handed ${result?.call ?? 'no result'}`);
  return result as Extract<Result, { call: C }>;
};

/** The word at an address. */
export function* load(address: number): Thread<number> {
  const { loaded } = yield { do: 'load', address };
  if (loaded === undefined) throw new Error(`a load from ${String(address)} brought no word`);
  return loaded;
}
export function* store(address: number, value: number): Thread {
  yield { do: 'store', address, value };
}
/** Raises an exception, which is a message to the thread's handler (L.20): it goes on when that answers. */
export function* trap(vector: number): Thread {
  yield { do: 'trap', vector };
}
/** So many ms of computing, one after the other: others may run in between. */
export function* compute(ms: number): Thread {
  for (let passed = 0; passed < ms; passed++) yield { do: 'tick', ms: 1 };
}

/** A message as a program has it: words beyond those that came are 0. A call that failed has a `cause` other than `ok`. */
export interface Message {
  readonly phase: IpcResult['phase'];
  readonly cause: IpcResult['cause'];
  readonly from: NonNullable<IpcResult['from']> | 'nobody';
  readonly words: readonly [number, number];
  /** How many strings came. */
  readonly strings: number;
}
const messageOf = ({ phase, cause, from, words: [first = 0, second = 0] = [], inMemory }: IpcResult): Message => ({
  phase,
  cause,
  from: from ?? 'nobody',
  words: [first, second],
  strings: inMemory?.strings ?? 0,
});

/** What is sent beside words. */
export type Enclosed = Partial<Pick<Send, 'items' | 'strings' | 'timeoutMs' | 'faultTimeoutMs'>>;
/** Where what comes is taken. */
export type Room = Partial<Pick<Receive, 'window' | 'strings' | 'timeoutMs' | 'faultTimeoutMs'>>;
const sending = (to: Send['to'], words: readonly number[], enclosed: Enclosed): Send => ({
  to,
  words,
  items: [],
  timeoutMs: 'never',
  ...enclosed,
});
const receiving = (from: Receive['from'], room: Room): Receive => ({ from, timeoutMs: 'never', ...room });

function* ipc(send: Send | undefined, receive: Receive | undefined): Thread<Message> {
  return messageOf(resultOf(yield { do: 'ipc', send, receive }, 'ipc'));
}
export const send = (to: Send['to'], words: readonly number[], enclosed: Enclosed = {}): Thread<Message> =>
  ipc(sending(to, words, enclosed), undefined);
export const receive = (from: Receive['from'], room: Room = {}): Thread<Message> =>
  ipc(undefined, receiving(from, room));
/** Sends, and waits for the answer of the same thread: one call (L.45). */
export const call = (
  to: ThreadId,
  words: readonly number[],
  enclosed: Enclosed = {},
  room: Room = {},
): Thread<Message> => ipc(sending(to, words, enclosed), receiving(to, room));
/** A call that is made again as long as it is cut short on either side: for requests that may come twice. */
export function* insist(
  to: ThreadId,
  words: readonly number[],
  enclosed: Enclosed = {},
  room: Room = {},
): Thread<Message> {
  while (true) {
    const answer = yield* call(to, words, enclosed, room);
    if (answer.cause !== 'cancelled' && answer.cause !== 'aborted') return answer;
  }
}
/** Waits for nobody: ends after so many ms. */
export const sleep = (timeoutMs: number): Thread<Message> => receive('nobody', { timeoutMs });

/** What a server answers with; `later`: it answers by itself, at another time. */
export type Answer = (Pick<Send, 'words'> & Partial<Pick<Send, 'items' | 'strings' | 'faultTimeoutMs'>>) | 'later';
/**
 * Serves for ever: an open receive, an answer, and with each answer the wait for the next request (L.45). A client that does not wait for its
 * answer gets none: no client can make a server wait. What did not arrive is no request.
 */
export function* serve(answer: (request: Message) => Thread<Answer>, room: Room = {}): Thread {
  let request = yield* receive('any', room);
  while (true) {
    const { from } = request;
    const answered = request.cause === 'ok' ? yield* answer(request) : 'later';
    const isAnswered = answered !== 'later' && from !== 'nobody' && !('line' in from);
    request = isAnswered
      ? yield* ipc(sending(from, answered.words, { ...answered, timeoutMs: 0 }), receiving('any', room))
      : yield* receive('any', room);
    if (request.phase === 'send') request = yield* receive('any', room);
  }
}

/** A page to be given: it lands where the hot spot `at` says, in a window of the whole space, or else in the receiver's window. */
export const mapPage = (page: number, at = page, write = true): Item => ({
  kind: 'map',
  fpage: { base: page, sizeLog2: 0 },
  offset: at,
  write,
});
export const grantPage = (page: number, at = page): Item => ({
  kind: 'grant',
  fpage: { base: page, sizeLog2: 0 },
  offset: at,
  write: true,
});
/** A receive window of one page. */
export const windowAt = (page: number) => ({ window: { base: page, sizeLog2: 0 } });

/** Demaps a page: whoever obtained it from here loses it (L.70). */
export function* demap(page: number): Thread {
  yield { do: 'fpage_unmap', fpage: { base: page, sizeLog2: 0 }, own: false, readOnly: false };
}
/** Gives a page up, with all that was derived from it. */
export function* giveUp(page: number): Thread {
  yield { do: 'fpage_unmap', fpage: { base: page, sizeLog2: 0 }, own: true, readOnly: false };
}
/** A new task with its pager; thread 0 of it starts at `ip`. */
export function* createTask(task: number, pager: ThreadId, ip: number, mcp?: number): Thread<ThreadId | 'nobody'> {
  return resultOf(yield { do: 'task_new', task, pager, ip, ...(mcp !== undefined && { mcp }) }, 'task_new').made;
}
/** Deletes a task: its number stays the caller's. */
export function* deleteTask(task: number): Thread {
  resultOf(yield { do: 'task_new', task, pager: 'nobody', ip: 0 }, 'task_new');
}
/** Another thread of the caller's task, or new registers for one; returns the old ones. */
export function* exchangeRegisters(
  lthread: number,
  registers: { readonly ip?: number; readonly pager?: ThreadId; readonly handler?: ThreadId },
): Thread<LthreadExRegsResult['old']> {
  return resultOf(yield { do: 'lthread_ex_regs', lthread, ...registers }, 'lthread_ex_regs').old;
}
export function* schedule(
  of: ThreadId,
  share: { readonly priority?: number; readonly sliceMs?: number },
): Thread<ThreadScheduleResult['old']> {
  return resultOf(yield { do: 'thread_schedule', of, ...share }, 'thread_schedule').old;
}
/** Gives the processor to a thread, or to whoever is next. */
export function* yieldTo(to: ThreadId | 'nobody' = 'nobody'): Thread {
  yield { do: 'thread_switch', to };
}
export function* myself(): Thread<ThreadId | 'nobody'> {
  return resultOf(yield { do: 'id_nearest', of: 'nobody' }, 'id_nearest').nearest;
}
