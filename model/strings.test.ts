import { expect, test } from 'vitest';
import { boot } from '../spec/index.js';
import type { State } from '../spec/index.js';
import type { Item, Receive, Send, Stimulus } from '../spec/vocabulary/index.js';
import { seenOf, step, stepOnce } from './index.js';

// A tour of messages in memory. Thread 0.0 of sigma-zero sends to 1.0 and 2.0, to which it is pager as well.

const PAGE = 4096;
const machine = { frames: 6, pages: 6, tasks: 3, lthreads: 2, lines: 1 };
const from = (s: State, ...stimuli: readonly Stimulus[]): State => stimuli.reduce((t, x) => stepOnce(t, x).state, s);
const after = (...stimuli: readonly Stimulus[]): State => from(boot(machine), ...stimuli);
const shows = (s: State, x: Stimulus): readonly unknown[] =>
  step(s, x).map((outcome) => seenOf(outcome.state, outcome.sight));

const make = (task: number): Stimulus => ({ do: 'task_new', task, pager: [0, 0], ip: 0 });
const switchTo = (task: number): Stimulus => ({ do: 'thread_switch', to: [task, 0] });
const send = (to: number, more: Partial<Send> = {}, receive?: Receive): Stimulus => ({
  do: 'ipc',
  send: { to: [to, 0], words: [], items: [], timeoutMs: 'never', ...more },
  ...(receive === undefined ? {} : { receive }),
});
const receive = (more: Partial<Receive> = {}): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', window: { base: 0, sizeLog2: 20 }, timeoutMs: 'never', ...more },
});
const page = (base: number, offset: number, write = true): Item => ({
  kind: 'map',
  fpage: { base, sizeLog2: 0 },
  offset,
  write,
});
const store = (address: number, value: number): Stimulus => ({ do: 'store', address, value });
const load = (address: number): Stimulus => ({ do: 'load', address });
const ended = (phase: 'send' | 'receive', cause: string) => ({ result: { call: 'ipc', phase, cause } });

/** 1.0 has frames 3 and 4 as its pages 0 and 1, to write; it is to receive, and 0.0 runs. */
const ready = (room: Partial<Receive>): State =>
  after(
    make(1),
    switchTo(1),
    receive(),
    send(1, { items: [page(3, 0), page(4, 1)] }),
    receive({ from: [0, 0], ...room }),
    store(0, 11),
    store(4, 12),
    store(PAGE, 21),
  );

test('strings/begin: the words beyond the registers and the strings of a message are copied, and the receiver is told how many came', () => {
  const s = ready({ buffer: { address: 8, words: 4 }, strings: [{ address: 0x801, bytes: 8 }] });
  const sent = send(1, { words: [7], buffer: { address: 0, words: 2 }, strings: [{ address: PAGE, bytes: 3 }] });
  const inMemory = { words: 2, strings: 1 };
  expect(shows(s, sent)).toEqual([
    { running: [1, 0], result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [0, 0], words: [7], inMemory } },
  ]);
  const arrived = from(s, sent);
  expect(shows(arrived, load(8))).toEqual([{ running: [1, 0], loaded: 11 }]);
  expect(shows(arrived, load(12))).toEqual([{ running: [1, 0], loaded: 12 }]);
  expect(shows(arrived, load(0x800))).toEqual([{ running: [1, 0], loaded: 21 << 8 }]);
});

test('strings/cut: a message for which there is too little room is cut, no item follows, and both partners are told', () => {
  const s = ready({ strings: [{ address: 0x800, bytes: 4 }] });
  const sent = send(
    1,
    { strings: [{ address: 0, bytes: 8 }], items: [page(5, 2)] },
    { from: 'any', timeoutMs: 'never' },
  );
  expect(shows(s, sent)).toEqual([
    { running: [1, 0], result: { call: 'ipc', phase: 'receive', cause: 'messageCut', from: [0, 0], words: [] } },
  ]);
  const cut = from(s, sent);
  expect(shows(cut, load(0x800))).toEqual([{ running: [1, 0], loaded: 11 }]);
  expect(shows(cut, switchTo(0))).toEqual([{ running: [0, 0], ...ended('send', 'messageCut') }]);
  expect(shows(cut, load(2 * PAGE))).not.toEqual([{ running: [1, 0], loaded: 5 }]);
});

/** 1.0 is to receive two pages, of which it has the first; its pager 2.0 waits, or not. */
const missing = (more: Partial<Send>, ...pagerDoes: readonly Stimulus[]): State =>
  after(
    make(2),
    { do: 'task_new', task: 1, pager: [2, 0], ip: 0 },
    switchTo(1),
    receive(),
    send(1, { items: [page(3, 0)] }),
    receive({ from: [0, 0], strings: [{ address: 0, bytes: 2 * PAGE }] }),
    switchTo(2),
    receive(),
    send(2, { items: [page(4, 0)] }),
    ...pagerDoes,
    switchTo(0),
    store(PAGE, 21),
    send(1, { strings: [{ address: 0, bytes: 2 * PAGE }], ...more }),
  );

test('strings/page-missing: a page that the receiver misses is a fault of the receiver; its pager answers, and the copy goes on', () => {
  const s = missing({}, receive());
  expect(s.running).toBe(4); // 2.0
  expect(s.threads[4]?.pending).toBeNull();
  expect(s.threads[2]?.fault).toEqual({ is: 'copy', address: PAGE, write: true });
  const answer = send(1, { items: [page(0, 1)] });
  expect(shows(s, answer)).toEqual([
    {
      running: [1, 0],
      result: {
        call: 'ipc',
        phase: 'receive',
        cause: 'ok',
        from: [0, 0],
        words: [],
        inMemory: { words: 0, strings: 1 },
      },
    },
  ]);
  expect(shows(from(s, answer), load(PAGE))).toEqual([{ running: [1, 0], loaded: 21 }]);
});

test('strings/page-still-missing: a pager that answers without the page ends the copy for both', () => {
  const s = missing({}, receive());
  const aborted = from(s, send(1));
  expect(aborted.threads.slice(0, 3).map((t) => t?.transfer)).toEqual(
    [null, null, null].map((none, at) => (at === 1 ? undefined : none)),
  );
  expect([aborted.threads[0]?.pending, aborted.threads[2]?.phase.is]).toMatchObject([{ cause: 'aborted' }, 'ready']);
});

test('strings/no-time-for-a-page: a page-fault timeout of 0 ends both IPCs, in the timeout of the sender where the receiver misses a page', () => {
  const s = missing({ faultTimeoutMs: 0 }, receive());
  expect(s.threads[0]?.pending).toMatchObject({ phase: 'send', cause: 'senderFaultTimeout' });
});

test('timeouts/must-fire: a pager that takes too long ends both IPCs', () => {
  const s = missing({ faultTimeoutMs: 3 }, receive());
  expect(s.running).toBe(4);
  const late = from(s, { do: 'tick', ms: 3 });
  expect([late.threads[0]?.pending, late.threads[2]?.pending]).toMatchObject([
    { phase: 'send', cause: 'senderFaultTimeout' },
    { phase: 'receive', cause: 'senderFaultTimeout' },
  ]);
});

test('strings/pager-fails: a page that is missing where nobody is pager aborts both IPCs', () => {
  const s = after(
    { do: 'task_new', task: 1, pager: [1, 1], ip: 0 },
    switchTo(1),
    receive({ strings: [{ address: 0, bytes: 4 }] }),
  );
  expect(shows(s, send(1, { strings: [{ address: 0, bytes: 4 }] }))).toEqual([
    { running: [1, 0], ...ended('receive', 'aborted') },
  ]);
});

/** 1.0 is to receive two pages, both there; 2.0 waits for its line. */
const preempted = (k: number): State =>
  from(
    after(
      make(1),
      make(2),
      switchTo(1),
      receive(),
      send(1, { items: [page(3, 0), page(4, 1)] }),
      receive({ strings: [{ address: 0, bytes: 2 * PAGE }] }),
      switchTo(2),
      { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 0 } },
      { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 'never' } },
      switchTo(0),
    ),
    store(0, 11),
    store(PAGE, 21),
    { do: 'during', k, event: { do: 'interrupt', line: 0 } },
  );
const twoPages = send(1, { strings: [{ address: 0, bytes: 2 * PAGE }] });

test('strings/arrives: an interrupt between two steps gives the processor to its handler, or does not come', () => {
  expect(shows(preempted(1), twoPages)).toMatchObject([
    { running: [2, 0], result: { from: { line: 0 } } },
    { running: [1, 0], result: { from: [0, 0] } },
  ]);
  expect(shows(preempted(2), twoPages)).toMatchObject([{ running: [1, 0], result: { from: [0, 0] } }]);
});

test('strings/go-on: meanwhile the first page is copied and the second is not; when the sender runs again the copy goes on', () => {
  const s = from(preempted(1), twoPages);
  expect(s.frames.slice(3, 5)).toEqual([[11], [4]]);
  expect(s.threads.filter((t) => t?.phase.is === 'transferring').length).toBe(2);
  expect(shows(s, switchTo(0))).toMatchObject([{ running: [1, 0], result: { cause: 'ok', from: [0, 0] } }]);
  expect(from(s, switchTo(0)).frames.slice(3, 5)).toEqual([[11], [21]]);
});

test('strings/partner-deleted: if one side goes in the middle of the copy the other is told that it was aborted; what was copied stays', () => {
  const s = from(preempted(1), twoPages);
  // 0.0 is chief of task 1; it cannot run before the copy is over, so its second thread does it
  const helped = from(preempted(1), { do: 'lthread_ex_regs', lthread: 1, ip: 0 }, twoPages, {
    do: 'thread_switch',
    to: [0, 1],
  });
  const gone = from(helped, { do: 'task_new', task: 1, pager: 'nobody', ip: 0 });
  expect(s.threads[2]).not.toBeNull();
  expect(gone.threads[2]).toBeNull();
  expect(gone.threads[0]?.pending).toMatchObject({ phase: 'send', cause: 'aborted' });
  expect(gone.frames[3]).toEqual([11]);
});

test('strings/abort: an exchange of registers in the middle of the copy ends it for both', () => {
  const s = from(preempted(1), { do: 'lthread_ex_regs', lthread: 1, ip: 0 }, twoPages, {
    do: 'thread_switch',
    to: [0, 1],
  });
  const aborted = from(s, { do: 'lthread_ex_regs', lthread: 0 });
  expect([aborted.threads[0]?.pending, aborted.threads[2]?.pending]).toMatchObject([
    { phase: 'send', cause: 'aborted' },
    { phase: 'receive', cause: 'aborted' },
  ]);
});

/** 0.0 sends to 1.0, whose page is missing; its pager 0.1, which runs, does not answer. The priority of 1.0 is given. The time for that is over since 1 ms, or may be. */
const lateAnswer = (priority: number): State => {
  const oneByte = [{ address: 0, bytes: 1 }];
  const stimuli: readonly Stimulus[] = [
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    { do: 'task_new', task: 1, pager: [0, 1], ip: 0 },
    { do: 'thread_schedule', of: [1, 0], priority },
    send(1, { strings: oneByte, faultTimeoutMs: 1 }),
    { do: 'ipc', receive: { from: [1, 0], timeoutMs: 'never' } },
    receive({ strings: oneByte }),
    { do: 'tick', ms: 2 },
  ];
  return from(boot(machine, 5), ...stimuli);
};
const senderTold = { running: [0, 0], ...ended('send', 'senderFaultTimeout') };
const receiverTold = { running: [1, 0], ...ended('receive', 'senderFaultTimeout') };

test('schedule/round-robin: of the two sides of a copy whose time may be over either may run next, of equal priority', () => {
  const told = shows(lateAnswer(100), { do: 'thread_switch', to: 'nobody' });
  expect(told).toHaveLength(3);
  for (const one of [senderTold, { running: [0, 1] }, receiverTold]) expect(told).toContainEqual(one);
});

test('schedule/round-robin: the lower side of a copy whose time may be over does not run before the other', () => {
  const told = shows(lateAnswer(50), { do: 'ipc', receive: { from: 'nobody', timeoutMs: 'never' } });
  expect(told).toHaveLength(2);
  for (const one of [senderTold, { running: 'idle' }]) expect(told).toContainEqual(one);
});
