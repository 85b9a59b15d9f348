import { MAX_ITEMS, MAX_STRINGS, MAX_WORDS } from '../../spec/vocabulary/index.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { idWord, lthreadOf, taskOf, type IdWord } from './thread-id.js';

/** Where the fields of messages in memory begin. */
const LONG = 35 + 2 * MAX_WORDS + 2 * MAX_ITEMS;
/** Words of what describes memory: a buffer, a timeout, the count of the pieces, and two words for each. */
const MEMORY_WORDS = 4 + 2 * MAX_STRINGS;
const TRANSFER = LONG + 2 * MEMORY_WORDS;

/**
 * A thread control block: word offsets. The TCBs are an array in which an AND and an ADD find a thread (F:1.2): 1 KiB
 * each, hot fields first.
 */
export const Tcb = {
  /** The id of the thread that lives here, 0 while nobody does. */
  myself: 0,
  /** One of `State`. */
  state: 1,
  /** Polling: the id of the receiver. Waiting: the id awaited, of a thread or line, ANY, or NOBODY for a sleep. */
  partner: 2,
  pager: 3,
  ip: 4,
  /** Links of the ready ring, next and previous (ring.ts). */
  ready: 5,
  /** First of the threads that poll this one, or 0. */
  senders: 7,
  /** Links of the send queue that this thread is in. */
  queue: 8,
  /** One of `Fault`: an access that has faulted and is tried again when the thread runs, or an exception. */
  fault: 10,
  /** Of an exception, its number. */
  faultAddress: 11,
  /** The value of a store; of a page that is missing, 1 if it is to be written. */
  faultValue: 12,
  /** One of `Pending` (pending.ts): what the thread shows when it runs. */
  pending: 13,
  /** The word loaded, the id that a call returns, or the code of an IPC result. */
  pendingValue: 14,
  /** The message received: its sender, 0 for none, and its words. */
  receivedFrom: 15,
  receivedCount: 16,
  receivedWords: 17,
  /** The message to send, which waits here until the partner takes it (message.ts). */
  sendCount: 17 + MAX_WORDS,
  sendWords: 18 + MAX_WORDS,
  itemCount: 18 + 2 * MAX_WORDS,
  items: 19 + 2 * MAX_WORDS,
  /** 1 if a receive phase follows the send phase, and its arguments. */
  receives: 19 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  receiveFrom: 20 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  receiveTimeout: 21 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** Where items may land, an fpage word (fpage.ts), or 0: nowhere. */
  window: 22 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** Who is told of the thread's exceptions. */
  handler: 23 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** The share of the processor: 0 to 255, and ms or ENDLESS (slice.ts). */
  priority: 24 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  slice: 25 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** When the thread lined up last, by the count of all that ever did (ready.ts). */
  since: 26 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** How many threads were ever made in this slot. It outlives them. */
  births: 27 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** Links of a wakeup list, which list it is, counted from 1, and the wakeup time (wakeups.ts). */
  wakeup: 28 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  wakeupList: 30 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  wakeupBase: 31 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  wakeupOffset: 32 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** Two more words of a result. */
  pendingMore: 33 + 2 * MAX_WORDS + 2 * MAX_ITEMS,
  /** What of the message lies in memory, and where the receiver has room for such (long-ipc/memory.ts). */
  sent: LONG,
  room: LONG + MEMORY_WORDS,
  /** One of `Role`: the side of a transfer that is under way; and the id of the other side. */
  role: TRANSFER,
  transferPartner: TRANSFER + 1,
  /** The sender's: how far the copy has come (long-ipc/cursor.ts). */
  cursor: TRANSFER + 2,
  /** The sender's: the side whose page was asked for since the last step; `Role.none` if neither. */
  paged: TRANSFER + 10,
  /** Of the message received: 1 if some of it came in memory, the words there, and the strings. */
  receivedInMemory: TRANSFER + 11,
} as const;
export const TCB_WORDS = 256;

/** The state of a thread, by the names of the 1996 kernel (F:1.4). */
export const State = {
  /** It runs, or could. */
  ready: 1,
  /** In its send phase: it is in the send queue of its partner. */
  polling: 2,
  /** In its receive phase. */
  waiting: 3,
  /** Its fault cannot be served: it runs again when its registers are exchanged. */
  halted: 4,
  /** In the middle of a transfer, on either side. */
  copying: 5,
} as const;

export const Role = { none: 0, sender: 1, receiver: 2 } as const;

/** `missing`: a page that a copy needs; the thread whose page it is asks its pager. */
export const Fault = { none: 0, load: 1, store: 2, trap: 3, missing: 4 } as const;

/** The TCB in which a thread with this id would live. An id past the limits is masked to some other slot. */
export const slotOf = ({ layout }: Nucleus, id: IdWord): TcbAddress => {
  const task = taskOf(id) & ((1 << layout.taskBits) - 1);
  const lthread = lthreadOf(id) & ((1 << layout.lthreadBits) - 1);
  return layout.tcbs + ((task << layout.lthreadBits) | lthread) * (TCB_WORDS * 4);
};

/** The thread of a TCB as people call it, by where the TCB lies and whatever is in it: `thread 1.0`. */
export const calledAt = ({ layout }: Nucleus, tcb: TcbAddress): string => {
  const slot = (tcb - layout.tcbs) / (TCB_WORDS * 4);
  return `thread ${String(slot >>> layout.lthreadBits)}.${String(slot & ((1 << layout.lthreadBits) - 1))}`;
};

/** The TCB of the thread with this id, or 0: one compare tells that it exists, and is the one that is meant (F:1.2). */
export const threadNamed = (k: Nucleus, id: IdWord): TcbAddress => {
  const tcb = slotOf(k, id);
  return id !== 0 && k.memory.read(tcb, Tcb.myself) === id ? tcb : 0;
};

/** The TCB of the thread that is in this slot, or 0. */
export const threadAt = (k: Nucleus, task: number, lthread: number): TcbAddress => {
  const tcb = slotOf(k, idWord(task, lthread));
  return k.memory.read(tcb, Tcb.myself) === 0 ? 0 : tcb;
};

/** All threads, by task and number. */
export const allThreads = (k: Nucleus): readonly TcbAddress[] => {
  const threads: TcbAddress[] = [];
  for (let task = 0; task < k.config.tasks; task++) addThreads(k, task, threads);
  return threads;
};
export const threadsOfTask = (k: Nucleus, task: number): readonly TcbAddress[] => {
  const threads: TcbAddress[] = [];
  addThreads(k, task, threads);
  return threads;
};
const addThreads = (k: Nucleus, task: number, threads: TcbAddress[]): void => {
  for (let lthread = 0; lthread < k.config.lthreads; lthread++) {
    const tcb = threadAt(k, task, lthread);
    if (tcb !== 0) threads.push(tcb);
  }
};

/** The space in which a thread runs. */
export const taskOfThread = ({ memory }: Nucleus, tcb: TcbAddress): number => taskOf(memory.read(tcb, Tcb.myself));
