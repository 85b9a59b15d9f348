import { Unspecified } from '../../model/index.js';
import * as L4 from '../../spec/index.js';
import type { Phase, Rule, Rules, State, Thread, Tid, Work } from '../../spec/index.js';
import { WHOLE_SPACE, renderThread } from '../../spec/vocabulary/index.js';
import type { BootConfig, IpcResult, KernelFactory, Receive, Send, TimeoutMs } from '../../spec/vocabulary/index.js';
import { kernelBehind, telling } from './door.js';

/** The name of a thread, as reports print it: '1.0' is thread 0 of task 1. No thread is called 'nobody' or 'any'. */
export type ThreadName = string;

/** The send phase of a call. Its words are the kernel's to deliver; the pages of its items are moved by the model. */
export interface SendPhase {
  /** Perhaps the name of no thread, or the caller's own. */
  readonly to: ThreadName;
  readonly words: readonly number[];
  readonly hasItems: boolean;
  readonly timeoutMs: TimeoutMs;
}

/** The receive phase of a call. */
export interface ReceivePhase {
  /** One thread: a closed receive. 'any': an open one. 'nobody', or the caller itself: a sleep. */
  readonly from: ThreadName;
  /** Without a window the receiver takes no items: the message is cut. */
  readonly hasWindow: boolean;
  readonly timeoutMs: TimeoutMs;
}

/** A call with a send phase, and perhaps a receive phase after it. */
export interface SendingCall {
  readonly send: SendPhase;
  readonly receive: ReceivePhase | undefined;
  /** The kernel makes the call in the thread's name, for a page fault (L.74). Its message answers no other thread's fault: two such calls never meet. */
  readonly isFault: boolean;
}
/** What a thread asks for at once (L.45): a send, a receive, or one and then the other. */
export type Call = SendingCall | { readonly send: undefined; readonly receive: ReceivePhase; readonly isFault: false };

/** The end of a thread's call, in this phase: the thread is ready. A receiver is told who sent which words. */
export interface EndEvent {
  readonly is: 'end';
  readonly thread: ThreadName;
  readonly phase: IpcResult['phase'];
  readonly cause: IpcResult['cause'];
  readonly message?: { readonly from: ThreadName; readonly words: readonly number[] };
}
/** One thing that a call brought about, for the caller or for another thread. */
export type IpcEvent =
  | EndEvent
  /** The thread waits from now on. */
  | { readonly is: 'wait'; readonly thread: ThreadName }
  /** A rendez-vous: the pages that `from` sends go to `to`. How the two calls end, or go on, is for other events to say. */
  | { readonly is: 'meet'; readonly from: ThreadName; readonly to: ThreadName };

/**
 * The door for a first kernel of IPC (L.45-58): who waits for whom, who meets whom, who is told what. The rest of the kernel is played by
 * the model, which makes threads, lets accesses fault, moves pages and chooses who runs.
 */
export interface Ipc {
  /** The machine starts afresh, without a thread. Called for each program. */
  boot(config: BootConfig): void;
  /** There is a new thread, which waits for nobody. The first of a program is '0.0'. */
  create(thread: ThreadName): void;
  /** Everything that happens because `caller`, which does not wait, makes this call; in order. */
  ipc(caller: ThreadName, call: Call): readonly IpcEvent[];
}

const nameIn = (s: State, thread: Tid): ThreadName =>
  thread === L4.NOBODY ? 'nobody' : thread === L4.ANY ? 'any' : renderThread(L4.nameOf(s, thread));

/** A call as the model knows it, with the items and the window that the kernel behind the door does not see. */
type Asked = Pick<Work<'ipc'>, 'send' | 'receive'>;

const sendOf = (s: State, { to, words, items, timeoutMs }: Send): SendPhase => ({
  to: nameIn(s, L4.numberOf(s, to)),
  words,
  hasItems: items.length > 0,
  timeoutMs,
});
const receiveOf = (s: State, { from, window, timeoutMs }: Receive): ReceivePhase => ({
  from: nameIn(s, L4.sourceNumberOf(s, from)),
  hasWindow: window !== undefined,
  timeoutMs,
});
/** The call as the kernel behind the door sees it; false where it has no phase, of which the specification says nothing. */
const callOf = (s: State, { send, receive }: Asked, isFault: boolean): Call | false => {
  if (send !== undefined) return { send: sendOf(s, send), receive: receive && receiveOf(s, receive), isFault };
  return receive !== undefined && { send, receive: receiveOf(s, receive), isFault: false };
};

/** A fault is a call to the pager, with the address, whether it was a write, and the instruction pointer. */
const faultCall = (s: State, { thread, address, store }: Work<'fault'>): Asked => {
  const { pager: number, ip } = L4.threadOf(s, thread).registers;
  const pager = number === L4.NOBODY ? 'nobody' : L4.nameOf(s, number);
  return {
    send: { to: pager, words: [address + (store === null ? 0 : 2), ip], items: [], timeoutMs: 'never' },
    receive: { from: pager, window: WHOLE_SPACE, timeoutMs: 'never' },
  };
};

/** For whom a thread waits is known behind the door alone. */
const WAITS: Phase = L4.receiving(L4.NOBODY, L4.FAULT_ROOM, L4.FOREVER);

/** How the calls of a program go, by what the kernel behind the door says of each. */
const playing = (ipc: Ipc): ((s: State, thread: Tid, asked: Asked) => readonly [State, ...Work<'item'>[]]) => {
  const lastOf = new Map<Tid, Asked>();
  const threadIn = (s: State, name: ThreadName): Thread => {
    const found = s.threads.find((t) => t !== null && nameIn(s, t.id) === name);
    if (!found) throw new Error(`the kernel speaks of a thread ${name}, and there is none`);
    return found;
  };
  /** After a fault nothing shows: its thread tries the access again or, where no answer came, is halted. */
  const end = (s: State, { id, fault }: Thread, { phase, cause, message }: EndEvent): State => {
    const from = message === undefined ? L4.NOBODY : threadIn(s, message.from).id;
    if (fault === null)
      return L4.makeReady(s, id, { is: 'ipc', phase, cause, from, words: message?.words ?? null, inMemory: null });
    if (phase === 'receive' && cause === 'ok') return L4.makeReady(s, id, null);
    return L4.enterPhase(s, id, L4.HALTED);
  };
  const itemsOf = (from: Thread, to: Thread): readonly Work<'item'>[] => {
    const window = lastOf.get(to.id)?.receive?.window;
    const items = lastOf.get(from.id)?.send?.items ?? [];
    return window === undefined
      ? []
      : items.map((item) => ({ do: 'item', from: from.task, to: to.task, item, window }));
  };
  return (s, thread, asked) => {
    const call = callOf(s, asked, L4.threadOf(s, thread).fault !== null);
    if (call === false) throw new Unspecified({ do: 'ipc', thread, send: undefined, receive: undefined });
    lastOf.set(thread, asked);
    const items: Work<'item'>[] = [];
    const after = ipc.ipc(nameIn(s, thread), call).reduce((state, event) => {
      if (event.is === 'end') return end(state, threadIn(state, event.thread), event);
      if (event.is === 'wait') return L4.enterPhase(state, threadIn(state, event.thread).id, WAITS);
      const [from, to] = [threadIn(state, event.from), threadIn(state, event.to)];
      items.push(...itemsOf(from, to));
      return L4.withMet(state, to.id, from.id);
    }, s);
    return [after, ...items];
  };
};

const tableOf = (ipc: Ipc): Rules => {
  const play = playing(ipc);
  const call: Rule<'ipc'> = {
    ...L4.reference.ipc[0],
    when: () => true,
    then: (s, work) => L4.next(...play(s, work.thread, work), { do: 'dispatch', ran: work.thread }),
  };
  const fault: Rule<'fault'> = {
    ...L4.reference.fault[0],
    then: (s, work) => {
      const { thread, address, store } = work;
      return L4.next(...play(L4.withFault(s, thread, { is: 'access', address, store }), thread, faultCall(s, work)));
    },
  };
  const taskNew = L4.reference.task_new.map((rule) =>
    rule.name === 'tasks/create'
      ? telling(rule, (s, { task }) => {
          ipc.create(nameIn(s, task * s.world.lthreads));
        })
      : rule,
  );
  const exRegs = L4.reference.lthread_ex_regs.map((rule) =>
    rule.name === 'tasks/create-thread'
      ? telling(rule, (s, { thread, lthread }) => {
          ipc.create(nameIn(s, L4.threadOf(s, thread).task * s.world.lthreads + lthread));
        })
      : rule,
  );
  let table = L4.withFamily(L4.reference, 'ipc', [call]);
  table = L4.withFamily(table, 'fault', [fault]);
  table = L4.withFamily(table, 'task_new', taskNew as unknown as Rules['task_new']);
  return L4.withFamily(table, 'lthread_ex_regs', exRegs as unknown as Rules['lthread_ex_regs']);
};

/** A kernel of which only the IPC is the user's. It claims `ipc`, and is judged like any other. */
export const ipcDoor =
  (name: string, make: () => Ipc): KernelFactory =>
  () => {
    const ipc = make();
    return kernelBehind(name, 'ipc', tableOf(ipc), (config) => {
      ipc.boot(config);
      ipc.create('0.0');
    });
  };
