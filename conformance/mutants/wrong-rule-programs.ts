import type { Program, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { WHOLE_SPACE } from '../../spec/vocabulary/index.js';
import { departurePrograms } from './departure-programs.js';

// Short programs on which wrong rules show that random programs and small scopes miss.

const boss: ThreadId = [0, 0];
const program = (boot: Partial<Program['boot']>, ...stimuli: readonly Stimulus[]): Program => ({
  boot: { frames: 2, pages: 2, tasks: 3, lthreads: 2, ...boot },
  stimuli,
});
const make = (task: number): Stimulus => ({ do: 'task_new', task, pager: boss, ip: 0 });
const to = (thread: ThreadId): Stimulus => ({ do: 'thread_switch', to: thread });
const takes: Stimulus = { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } };
const map = (thread: ThreadId, base = 0): Stimulus => ({
  do: 'ipc',
  send: {
    to: thread,
    words: [],
    items: [{ kind: 'map', fpage: { base, sizeLog2: 0 }, offset: base, write: true }],
    timeoutMs: 0,
  },
});
const sleep = (timeoutMs: number): Stimulus => ({ do: 'ipc', receive: { from: 'nobody', timeoutMs } });
const share = (of: ThreadId, priority: number): Stimulus => ({ do: 'thread_schedule', of, priority });

/** Two threads that page each other. */
const eachOther = program(
  {},
  make(1),
  { do: 'lthread_ex_regs', lthread: 0, pager: [1, 0] },
  to([1, 0]),
  { do: 'load', address: 0 },
  takes,
  { do: 'load', address: 8192 },
);
/** A task goes that has pages, has given them on, and has two threads. */
const owner = program(
  {},
  make(1),
  make(2),
  to([1, 0]),
  { do: 'lthread_ex_regs', lthread: 1 },
  takes,
  to([2, 0]),
  takes,
  map([1, 0]),
  map([2, 0]),
  to(boss),
  make(1),
);
/** Two threads of different priorities wake at one moment. */
const both = program(
  {},
  make(1),
  make(2),
  share([1, 0], 120),
  share([2, 0], 140),
  to([1, 0]),
  sleep(4),
  to([2, 0]),
  sleep(4),
  { do: 'tick', ms: 20 },
);
/** One of equal priority wakes. */
const equal = program({}, make(1), to([1, 0]), sleep(4), { do: 'tick', ms: 20 });
/** A thread with a line gives it up. */
const detaches = program(
  { lines: 1 },
  { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 0 } },
  { do: 'tick', ms: 3 },
  { do: 'ipc', receive: { from: 'nobody', timeoutMs: 0 } },
);
const takesAt = (base: number): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', window: { base, sizeLog2: 0 }, timeoutMs: 'never' },
});
/** A page is mapped on and on to pages of other numbers, and loaded from. */
const chain = program(
  {},
  make(1),
  make(2),
  to([1, 0]),
  takesAt(1),
  to([2, 0]),
  takesAt(1),
  map([1, 0]),
  map([2, 0], 1),
  {
    do: 'load',
    address: 4096,
  },
);
/** Of two pages a window of one page takes the second. */
const second = program({}, make(1), to([1, 0]), takesAt(0), {
  do: 'ipc',
  send: {
    to: [1, 0],
    words: [],
    items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 1 }, offset: 1, write: true }],
    timeoutMs: 0,
  },
});
const attach: Stimulus = { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 0 } };
/** The owner of a line goes with its task. */
const orphan = program({ lines: 1 }, make(1), to([1, 0]), attach, to(boss), make(1));
/** A line and a sender wait for one thread, which takes one of them and then the other. */
const lineAndSender = program(
  { lines: 1 },
  attach,
  make(1),
  to([1, 0]),
  { do: 'ipc', send: { to: boss, words: [1], items: [], timeoutMs: 'never' } },
  { do: 'interrupt', line: 0 },
  takes,
  takes,
);
const tells = (word: number): Stimulus => ({
  do: 'ipc',
  send: { to: boss, words: [word], items: [], timeoutMs: 'never' },
});
/** Two threads wait to send, and either may be taken first. */
const eitherOfTwo = program({}, make(1), make(2), to([1, 0]), tells(1), to([2, 0]), tells(2), to(boss), takes);
/** A result waits for its thread while a task goes. */
const kept = program(
  {},
  make(1),
  make(2),
  to([1, 0]),
  { do: 'ipc', send: { to: boss, words: [1], items: [], timeoutMs: 'never' } },
  takes,
  make(2),
);

/** A timeout whose time comes when the clock has outgrown 32 bits. */
const fullWord = program({ clockMs: 2 ** 32 - 2 }, sleep(4), { do: 'tick', ms: 1 }, { do: 'tick', ms: 20 });

/** The registers of a thread that has a line are exchanged. */
const lineKept = program({ lines: 1 }, attach, { do: 'lthread_ex_regs', lthread: 1 }, to([0, 1]), {
  do: 'lthread_ex_regs',
  lthread: 0,
});
/** Of two halted threads one has its registers exchanged. */
const bothHalted = program(
  {},
  make(1),
  { do: 'lthread_ex_regs', lthread: 1, pager: 'nobody' },
  to([0, 1]),
  { do: 'load', address: 8192 },
  to([1, 0]),
  { do: 'lthread_ex_regs', lthread: 0, pager: 'nobody' },
  { do: 'load', address: 8192 },
  { do: 'lthread_ex_regs', lthread: 1 },
);
/** A thread of a task that is free is named as a pager. */
const pagerToCome = program({}, { do: 'lthread_ex_regs', lthread: 0, pager: [2, 0] });

/** A thread waits to send to one that goes. */
const queuedToTheGone = program(
  {},
  make(1),
  make(2),
  to([1, 0]),
  { do: 'ipc', send: { to: [2, 0], words: [1], items: [], timeoutMs: 'never' } },
  to(boss),
  make(2),
);
/** A thread waits to hear from one that is halted. */
const fromTheHalted = program(
  {},
  { do: 'lthread_ex_regs', lthread: 1, pager: 'nobody' },
  to([0, 1]),
  { do: 'load', address: 8192 },
  { do: 'ipc', receive: { from: [0, 1], timeoutMs: 'never' } },
);
/** A call that does not wait for its answer. */
const pollsForAnswer = program({}, make(1), to([1, 0]), takes, {
  do: 'ipc',
  send: { to: [1, 0], words: [1], items: [], timeoutMs: 0 },
  receive: { from: [1, 0], timeoutMs: 0 },
});
/** A page is sent to where the space of the receiver has no pages any more. */
const beyond = program({}, make(1), make(2), to([1, 0]), takes, to(boss), {
  do: 'ipc',
  send: {
    to: [1, 0],
    words: [],
    items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 2, write: true }],
    timeoutMs: 0,
  },
});
/** A thread with a slice sends to one without. */
const sliceSends = program({}, make(1), { do: 'thread_schedule', of: boss, sliceMs: 5 }, to([1, 0]), takes, to(boss), {
  do: 'ipc',
  send: { to: [1, 0], words: [1], items: [], timeoutMs: 0 },
});
/** Time passes while a thread waits for ever to hear from one that does not send. */
const waitsForOne = program(
  {},
  make(1),
  to([1, 0]),
  { do: 'ipc', receive: { from: boss, timeoutMs: 'never' } },
  { do: 'tick', ms: 3 },
);

const TRIES = 3;
/** Each more than once, for at each run the choices are others. */
export const wrongRulePrograms: readonly Program[] = [
  eachOther,
  owner,
  both,
  equal,
  detaches,
  kept,
  eitherOfTwo,
  orphan,
  lineAndSender,
  lineAndSender,
  lineAndSender,
  chain,
  second,
  fullWord,
  lineKept,
  bothHalted,
  pagerToCome,
  queuedToTheGone,
  fromTheHalted,
  pollsForAnswer,
  beyond,
  sliceSends,
  waitsForOne,
  ...Object.values(departurePrograms).flat(),
].flatMap((it) => Array.from({ length: TRIES }, () => it));
