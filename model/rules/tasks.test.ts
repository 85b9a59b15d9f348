import { expect, test } from 'vitest';
import { NO_TASK, NOBODY, boot } from '../../spec/index.js';
import type { State } from '../../spec/index.js';
import { ended, made, received } from '../../spec/vocabulary/fixtures/seen.js';
import {
  attach,
  item,
  load,
  pages,
  receive,
  receiveStrings,
  send,
  sendStrings,
  store,
  switchTo,
  task,
  thread,
  tick,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import type { Stimulus } from '../../spec/vocabulary/index.js';
import { after, numberOf, shown, small, speaking, threadIn, ways } from '../fixtures/script.js';

const PAGE = 4096;
const pagesOf = ({ sigma }: State, number: number): readonly number[] =>
  sigma.slice(number * small.pages, (number + 1) * small.pages);
const noPages = Array.from({ length: small.pages }, () => 0);

const givePage = send([1, 0], { items: [item('map', pages(2), 5)] });
test('tasks/delete-first: a task that its chief makes anew is empty, and its first thread is another than the one that was there', () => {
  const again = [...waitingTask(1), givePage, switchTo([0, 0]), task(1, [0, 0], 8)];
  const [{ seen, state, rules }] = ways(again);
  expect(seen).toEqual(made([0, 0], [1, 0]));
  expect(pagesOf(state, 1)).toEqual(noPages);
  expect(threadIn(state, [1, 0])).toMatchObject({ registers: { ip: 8 }, phase: { is: 'ready' }, pending: null });
  expect(rules).toContain('tasks/delete-first');
  expect(shown([...again, send([1, 0, 1])])).toEqual([ended([0, 0], 'send', 'nonExistent')]);
});

test('tasks/exchange: of a thread that is ready what is given takes the place of what it had, the rest stays, and the caller is told all that it had', () => {
  const [{ seen, state }] = ways([thread(1, { ip: 4, handler: [2, 0] }), thread(1, { pager: [1, 0] })]);
  expect(seen).toEqual({
    running: [0, 0],
    result: { call: 'lthread_ex_regs', old: { ip: 4, pager: 'nobody', handler: [2, 0] } },
  });
  expect(threadIn(state, [0, 1])).toMatchObject({
    registers: { ip: 4, pager: numberOf([1, 0]), handler: numberOf([2, 0]) },
    phase: { is: 'ready' },
  });
});

/** 0.1, at 4, is halted: it faulted, and nobody is its pager. */
const halted = [thread(1, { ip: 4 }), switchTo([0, 1]), load(7)];

test('tasks/exchange: a halted thread that is given a pager tries its access again', () => {
  expect(threadIn(after(halted), [0, 1])?.phase.is).toBe('halted');
  const [{ seen }] = ways([...halted, thread(1, { pager: [0, 0] }), receive('any')]);
  expect(seen).toEqual(received([0, 0], [0, 1], [7 * PAGE, 4]));
});

/** 0.1 does what is given, and waits for ever; 0.0 runs. */
const waiting = (x: Stimulus): readonly Stimulus[] => [thread(1), switchTo([0, 1]), x];

test('tasks/cancel: a thread whose registers are exchanged while it waits is told that it was cancelled, in the phase in which it waited', () => {
  for (const [x, phase] of [
    [receive('any'), 'receive'],
    [send([0, 0], { words: [7] }), 'send'],
  ] as const) {
    const cancelled = [...waiting(x), thread(1, { pager: [1, 0] })];
    expect(shown([...cancelled, switchTo([0, 1])])).toEqual([ended([0, 1], phase, 'cancelled')]);
    // it neither takes nor brings a message any more
    expect(shown([...cancelled, send([0, 1], { timeoutMs: 0 })])).toEqual([ended([0, 0], 'send', 'timeout')]);
    expect(shown([...cancelled, receive('any', undefined, 0)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
  }
});

const newIp = speaking({ exRegsCancels: 'new ip' });

test('tasks/cancel-with-ip: a thread that is given a new instruction pointer while it waits waits no more, and goes on there', () => {
  const s = after([...waiting(receive('any')), thread(1, { ip: 8 })], undefined, newIp);
  expect(threadIn(s, [0, 1])).toMatchObject({ phase: { is: 'ready' }, registers: { ip: 8 } });
  expect(shown([send([0, 1], { timeoutMs: 0 })], s, newIp)).toEqual([ended([0, 0], 'send', 'timeout')]);
});

test('tasks/exchange-waiting: a thread that waits is given another pager, and waits on for its message', () => {
  const s = after([...waiting(receive('any')), thread(1, { pager: [1, 0] })], undefined, newIp);
  expect(threadIn(s, [0, 1])).toMatchObject({
    phase: { is: 'receiving' },
    registers: { ip: 0, pager: numberOf([1, 0]) },
  });
  expect(shown([send([0, 1], { words: [7] })], s, newIp)).toEqual([received([0, 1], [0, 0], [7])]);
});

/** Two pages of 0.0 are on their way to 1.0, which has them at frames 2 and 3: the first has come, and 0.1 runs. */
const inTransfer = after(
  [
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(2, 1), 0)] }),
    receiveStrings({ address: 0, bytes: 2 * PAGE }),
    task(2),
    switchTo([2, 0]),
    attach(0),
    receive({ line: 0 }),
    store(0, 11),
    store(1, 21),
    thread(1),
    { do: 'during', k: 1, event: { do: 'interrupt', line: 0 } },
    sendStrings([1, 0], [{ address: 0, bytes: 2 * PAGE }]),
    switchTo([0, 1]),
  ],
  undefined,
  newIp,
);

test('strings/abort-with-ip: a thread that is given a new instruction pointer in the middle of its copy leaves it; its partner is told that it was aborted, and what was copied stays', () => {
  expect(inTransfer.frames.slice(2)).toEqual([[11], [3]]);
  const s = after([thread(0, { ip: 8 })], inTransfer, newIp);
  // The thread itself was told as well, but with its new instruction pointer it forgot that (tasks/redirect).
  expect(threadIn(s, [0, 0])).toMatchObject({ phase: { is: 'ready' }, transfer: null, registers: { ip: 8 } });
  expect(threadIn(s, [1, 0])).toMatchObject({ phase: { is: 'ready' }, transfer: null });
  expect(shown([switchTo([1, 0])], s, newIp)).toEqual([ended([1, 0], 'receive', 'aborted')]);
  expect(after([switchTo([0, 0])], s, newIp).frames.slice(2)).toEqual([[11], [3]]);
});

test('tasks/exchange-waiting: a thread that is given another pager in the middle of its copy goes on with it', () => {
  const s = after([thread(0, { pager: [2, 0] })], inTransfer, newIp);
  expect(threadIn(s, [0, 0])).toMatchObject({ phase: { is: 'transferring' }, registers: { pager: numberOf([2, 0]) } });
  expect(shown([switchTo([0, 0])], s, newIp)).toMatchObject([{ running: [1, 0], result: { cause: 'ok' } }]);
  expect(after([switchTo([0, 0])], s, newIp).frames.slice(2)).toEqual([[11], [21]]);
});

test('tasks/redirect: a thread with a new instruction pointer never sees the result of its last instruction', () => {
  const sent = [thread(1), receive([0, 1]), send([0, 0])];
  expect(shown([...sent, switchTo([0, 1])])).toEqual([ended([0, 1], 'send', 'ok')]);
  const [{ seen, state }] = ways([...sent, thread(1, { ip: 8 }), switchTo([0, 1])]);
  expect(seen).toEqual({ running: [0, 1] });
  expect(threadIn(state, [0, 1])?.registers.ip).toBe(8);
});

test('tasks/redirect: a thread with a new instruction pointer does not try an access again that faulted', () => {
  const elsewhere = [...halted, thread(1, { ip: 8, pager: [0, 0] }), switchTo([0, 1])];
  expect(shown(elsewhere)).toEqual([{ running: [0, 1] }]);
  expect(threadIn(after(elsewhere), [0, 1])).toMatchObject({ fault: null, phase: { is: 'ready' } });
});

test('tasks/redirect-self: a thread that gives itself a new instruction pointer is told its old registers, and is there', () => {
  const itself = [task(1, [0, 0], 64), receive('any'), thread(0, { ip: 8 })];
  expect(shown(itself)).toEqual([
    { running: [1, 0], result: { call: 'lthread_ex_regs', old: { ip: 64, pager: [0, 0], handler: [0, 0] } } },
  ]);
  expect(shown([...itself, load(6)])).toEqual([received([0, 0], [1, 0], [6 * PAGE, 8])]);
});

/** 1.0 made task 2, and gave 3.0 a page that it has from sigma-zero; then 0.0, chief of tasks 1 and 3, runs. */
const clan: readonly Stimulus[] = [
  ...waitingTask(3),
  ...waitingTask(1),
  givePage,
  task(2, [1, 0]),
  send([3, 0], { items: [item('map', pages(5), 6)] }),
  switchTo([0, 0]),
];

test('tasks/delete: with a task go the task that it made and the page that another had from it, and the number of either is free', () => {
  const before = after(clan);
  expect([pagesOf(before, 1), pagesOf(before, 3)]).not.toContainEqual(noPages);
  const [{ seen, state }] = ways([...clan, task(1, 'nobody')]);
  expect(seen).toEqual(made([0, 0], 'nobody'));
  expect([threadIn(state, [1, 0]), threadIn(state, [2, 0])]).toEqual([null, null]);
  expect(threadIn(state, [3, 0])).not.toBeNull();
  expect([pagesOf(state, 1), pagesOf(state, 3)]).toEqual([noPages, noPages]);
  expect(state.tasks[2].chief).toBe(NO_TASK);
  expect(shown([switchTo([3, 0]), task(2, [3, 0])], state)).toEqual([made([3, 0], [2, 0])]);
});

test('tasks/delete-alone: with a task go its threads and pages; the task that it made stays, and whoever has its number next is chief of that', () => {
  const kept = speaking({ clanOfDeleted: 'kept' });
  const s = after([...clan, task(1, [0, 0])], undefined, kept);
  expect(s.births[numberOf([1, 0])]).toBe(2);
  expect([pagesOf(s, 1), pagesOf(s, 3)]).toEqual([noPages, noPages]);
  expect(threadIn(s, [2, 0])?.id).toBe(numberOf([2, 0]));
  expect(shown([task(2, [0, 0])], s, kept)).toEqual([made([0, 0], 'nobody')]);
  expect(shown([switchTo([1, 0]), task(2, [1, 0])], s, kept)).toEqual([made([1, 0], [2, 0])]);
});

test('tasks/kill: a thread that goes is in no queue and has no interrupt line any more, and whoever waits for it is told', () => {
  const queued = [task(1), switchTo([1, 0]), attach(0), send([0, 0], { words: [7] })];
  const awaited = [...queued, task(2), switchTo([2, 0]), receive([1, 0])];
  expect(after(awaited).lines[0].owner).toBe(numberOf([1, 0]));
  const s = after([...awaited, task(1, 'nobody')]);
  expect(threadIn(s, [1, 0])).toBeNull();
  expect(s.lines[0]).toEqual({ owner: NOBODY, raised: false });
  expect(shown([receive('any', WHOLE, 0)], s)).toEqual([ended([0, 0], 'receive', 'timeout')]);
  expect(shown([switchTo([2, 0])], s)).toEqual([ended([2, 0], 'receive', 'nonExistent')]);
});

test('tasks/bereave: whoever waits to send to a thread that goes, or to receive from it alone, is told in that phase that it does not exist', () => {
  // Where two threads can run, whichever does gives the processor back to 0.0.
  const both = [switchTo([0, 1]), receive([1, 0]), switchTo([2, 0]), send([1, 0]), switchTo([0, 0])];
  const s = after([thread(1), task(1), task(2), ...both, task(1, 'nobody')]);
  expect(shown([switchTo([0, 1])], s)).toEqual([ended([0, 1], 'receive', 'nonExistent')]);
  expect(shown([switchTo([2, 0])], s)).toEqual([ended([2, 0], 'send', 'nonExistent')]);
});

/** A timeout of 1 ms may be late by 1 ms. */
const late = boot(small, 1);
/** 0.0 has waited for 1.0 for 1 ms, all of its time; then 0.1 deletes task 1. */
const bereaved = ways(
  [task(1), thread(1), receive([1, 0], undefined, 1), switchTo([0, 1]), tick(1), task(1, 'nobody')],
  late,
);

test('timeouts/undecided-bereaved: a thread whose partner goes when its timeout is due is told of the timeout, or that its partner does not exist', () => {
  expect(bereaved.map(({ seen }) => seen)).toEqual([made([0, 1], 'nobody'), made([0, 1], 'nobody')]);
  const toldOf = bereaved.map(({ state }) => shown([switchTo([0, 0])], state));
  for (const cause of ['timeout', 'nonExistent'] as const)
    expect(toldOf).toContainEqual([ended([0, 0], 'receive', cause)]);
});

test('tasks/no-more-waiting: a thread whose timeout has fired does not miss the partner that goes afterwards', () => {
  const fired = bereaved.filter(({ rules }) => rules.includes('tasks/no-more-waiting'));
  expect(fired.map(({ state }) => shown([switchTo([0, 0])], state))).toEqual([[ended([0, 0], 'receive', 'timeout')]]);
});

test('timeouts/undecided-killed: a receiver that goes when the page-fault timeout of its sender is due aborts the copy, or that timeout had ended it', () => {
  const receiver = [
    thread(1),
    task(1, [0, 1]),
    switchTo([1, 0]),
    receiveStrings({ address: 0, bytes: 4 }),
    switchTo([0, 0]),
  ];
  const ends = ways(
    [...receiver, sendStrings([1, 0], [{ address: 0, bytes: 4 }], 1), tick(1), task(1, 'nobody')],
    late,
  );
  expect(ends.map(({ state }) => threadIn(state, [1, 0]))).toEqual([null, null]);
  const toldOf = ends.map(({ state }) => shown([switchTo([0, 0])], state));
  for (const cause of ['aborted', 'senderFaultTimeout'] as const)
    expect(toldOf).toContainEqual([ended([0, 0], 'send', cause)]);
});

test('scheduling/set: thread_schedule tells what a thread had and does, and sets of its priority and slice what is given', () => {
  const first = [...waiting(receive('any')), { do: 'thread_schedule', of: [0, 1], priority: 50, sliceMs: 10 }] as const;
  expect(shown(first)).toEqual([
    {
      running: [0, 0],
      result: { call: 'thread_schedule', old: { priority: 100, sliceMs: 'never', doing: 'receiving' } },
    },
  ]);
  expect(threadIn(after(first), [0, 1])?.share).toEqual({ priority: 50, sliceMs: 10 });
  const second = [
    ...first,
    send([0, 1]),
    switchTo([0, 0]),
    { do: 'thread_schedule', of: [0, 1], priority: 60 },
  ] as const;
  expect(shown(second)).toEqual([
    { running: [0, 0], result: { call: 'thread_schedule', old: { priority: 50, sliceMs: 10, doing: 'ready' } } },
  ]);
  expect(threadIn(after(second), [0, 1])?.share).toEqual({ priority: 60, sliceMs: 10 });
});
