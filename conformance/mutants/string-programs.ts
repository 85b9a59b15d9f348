import type { Piece, Program, Receive, Send, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { WHOLE_SPACE } from '../../spec/vocabulary/index.js';

// Short programs on which wrong rules of messages in memory show that random programs and small scopes miss.

const boss: ThreadId = [0, 0];
const taker: ThreadId = [1, 0];
const pager: ThreadId = [2, 0];
const PAGE = 4096;

const to = (thread: ThreadId): Stimulus => ({ do: 'thread_switch', to: thread });
const takes = (offered: Partial<Receive> = {}): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', timeoutMs: 'never', ...offered },
});
const map = (thread: ThreadId, page: number, write = true): Send => ({
  to: thread,
  words: [],
  items: [{ kind: 'map', fpage: { base: page, sizeLog2: 0 }, offset: page, write }],
  timeoutMs: 'never',
});
const sends = (sent: Partial<Send>, receive?: Receive): Stimulus => {
  const send: Send = { to: taker, words: [], items: [], timeoutMs: 'never', ...sent };
  return receive === undefined ? { do: 'ipc', send } : { do: 'ipc', send, receive };
};
/** Bytes that differ from one another, from 1 on, at the beginning of page 0 of the sender. */
const writes: readonly Stimulus[] = [0, 4, 8, 12, 16, 20].map((address) => ({
  do: 'store',
  address,
  value: 0x0403_0201 + address * 0x0101_0101,
}));
const piece = (address: number, bytes: number): Piece => ({ address, bytes });
const more = (address: number, bytes: number): Piece => ({ address, bytes, continues: true });

/** 1.0, whose pager is 2.0, has page 2 and waits with what it offers; 2.0 has page 3, and waits. 0.0 sends. */
const program = (offered: Partial<Receive>, ...stimuli: readonly Stimulus[]): Program => ({
  boot: { frames: 4, pages: 4, tasks: 3, lthreads: 2 },
  stimuli: [
    { do: 'task_new', task: 2, pager: boss, ip: 0 },
    to(pager),
    takes({ window: WHOLE_SPACE }),
    { do: 'ipc', send: map(pager, 3) },
    takes(),
    { do: 'task_new', task: 1, pager, ip: 0 },
    to(taker),
    takes({ window: WHOLE_SPACE }),
    { do: 'ipc', send: map(taker, 2) },
    takes(offered),
    to(boss),
    ...writes,
    ...stimuli,
  ],
});

/** Words and strings of several pieces, into buffers of several pieces, all of them there. */
const pieces = program(
  {
    buffer: { address: 2 * PAGE + 64, words: 2 },
    strings: [piece(2 * PAGE, 4), more(2 * PAGE + 32, 5), piece(2 * PAGE + 100, 9)],
  },
  sends({ buffer: { address: 16, words: 2 }, strings: [piece(0, 3), more(5, 6), piece(12, 2)] }),
);
/** The words have room, and the page for the string does not come. */
const wordsFirst = program(
  { buffer: { address: 2 * PAGE, words: 2 }, strings: [piece(PAGE, 8)] },
  sends({ buffer: { address: 0, words: 2 }, strings: [piece(8, 8)] }),
);
/** The page for the end of a string comes; the copy goes on, and the sender waits for an answer. */
const pageComes = program(
  { strings: [piece(3 * PAGE - 4, 8)] },
  sends({ words: [7], strings: [piece(0, 8)] }, { from: taker, timeoutMs: 'never' }),
  sends({ items: map(taker, 3).items }, { from: 'any', timeoutMs: 'never' }),
  to(boss),
);
/** The page does not come in time. */
const pageIsLate = program(
  { strings: [piece(3 * PAGE - 4, 8)] },
  sends({ strings: [piece(0, 8)], faultTimeoutMs: 3 }),
  { do: 'tick', ms: 20 },
  { do: 'tick', ms: 20 },
  to(taker),
);
const item = map(taker, 1).items;
/** A string comes with a page, for which there is no window, or is one. */
const noWindow = program(
  { strings: [piece(2 * PAGE, 8)] },
  sends({ strings: [piece(0, 8)], items: item }, { from: taker, timeoutMs: 'never' }),
);
const window = program(
  { strings: [piece(2 * PAGE, 8)], window: WHOLE_SPACE },
  sends({ strings: [piece(0, 8)], items: item }),
);
/** The first of two strings is too long. */
const tooLong = program(
  { strings: [piece(2 * PAGE, 4), piece(2 * PAGE + 8, 8)] },
  sends({ strings: [piece(0, 8), piece(8, 8)] }, { from: taker, timeoutMs: 'never' }),
);

const mate: ThreadId = [0, 1];
/** The registers of the sender are exchanged while the receiver waits for a page. */
const exchanged = program(
  { strings: [piece(3 * PAGE - 4, 8)] },
  { do: 'lthread_ex_regs', lthread: 1 },
  sends({ strings: [piece(0, 8)] }),
  to(mate),
  { do: 'lthread_ex_regs', lthread: 0 },
);
/** An interrupt comes in the middle of a copy, on a line that nobody has, while another line has its handler. */
const interrupted: Program = {
  boot: { frames: 2, pages: 2, tasks: 1, lthreads: 2, lines: 2 },
  stimuli: [
    { do: 'ipc', receive: { from: { line: 1 }, timeoutMs: 0 } },
    { do: 'lthread_ex_regs', lthread: 1 },
    to(mate),
    takes({ strings: [piece(PAGE, 4), more(PAGE + 8, 4)] }),
    to(boss),
    { do: 'during', k: 1, event: { do: 'interrupt', line: 0 } },
    sends({ to: mate, strings: [piece(0, 8)] }),
  ],
};
/** A message that is too long for its buffer, with a page for which there is a window. */
const longWithItem = program(
  { strings: [piece(2 * PAGE, 4)], window: WHOLE_SPACE },
  sends({ strings: [piece(0, 8)], items: item }),
);

/** 2.0 sends to 1.0 a string, and then stores where it lay; 1.0 loads what it received. */
const storesAfterwards: Program = {
  boot: { frames: 4, pages: 4, tasks: 3, lthreads: 1 },
  stimuli: [
    { do: 'task_new', task: 2, pager: boss, ip: 0 },
    to(pager),
    takes({ window: WHOLE_SPACE }),
    { do: 'ipc', send: map(pager, 3) },
    to(boss),
    { do: 'task_new', task: 1, pager: boss, ip: 0 },
    to(taker),
    takes({ window: WHOLE_SPACE }),
    to(boss),
    { do: 'ipc', send: map(taker, 2) },
    takes({ strings: [piece(2 * PAGE, PAGE)] }),
    to(pager),
    { do: 'store', address: 3 * PAGE, value: 5 },
    sends({ strings: [piece(3 * PAGE, PAGE)] }),
    to(pager),
    { do: 'store', address: 3 * PAGE, value: 9 },
    to(taker),
    { do: 'load', address: 2 * PAGE },
  ],
};

/** The page of the receiver may only be read. */
const readOnly: Program = {
  boot: { frames: 4, pages: 4, tasks: 2, lthreads: 1 },
  stimuli: [
    { do: 'task_new', task: 1, pager: boss, ip: 0 },
    to(taker),
    takes({ window: WHOLE_SPACE }),
    { do: 'ipc', send: map(taker, 2, false) },
    takes({ strings: [piece(2 * PAGE, 8)] }),
    ...writes,
    sends({ strings: [piece(0, 8)] }),
  ],
};

export const wrongStringPrograms: readonly Program[] = [
  storesAfterwards,
  pieces,
  wordsFirst,
  pageComes,
  pageIsLate,
  noWindow,
  window,
  tooLong,
  longWithItem,
  exchanged,
  interrupted,
  interrupted,
  interrupted,
  readOnly,
];
