import { expect, test } from 'vitest';
import type { Seen } from '../../spec/vocabulary/index.js';
import {
  from,
  item,
  pages,
  receive,
  send,
  switchTo,
  task,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { run, trace } from './fixtures/script.js';

const received = (sender: readonly [number, number], ...words: readonly number[]) => ({
  result: { call: 'ipc', phase: 'receive', cause: 'ok', from: sender, words },
});
const ended = (phase: 'send' | 'receive', cause: string) => ({ result: { call: 'ipc', phase, cause } });
const last = (...stimuli: Parameters<typeof run>[0]): Seen => run(stimuli).seen;
const phases = (kernel: ReturnType<typeof run>['kernel']) => kernel.view().threads?.map(({ phase }) => phase);

test('ipc/send-partner-ready: the partner waits, so the transfer is at once and the partner runs', () => {
  const seen = trace([...waitingTask(1), send([1, 0], { words: [1, 0xffff_ffff] }), switchTo([0, 0])]);
  expect(seen.slice(-2)).toEqual([
    { running: [1, 0], ...received([0, 0], 1, 0xffff_ffff) },
    { running: [0, 0], ...ended('send', 'ok') },
  ]);
});

test('ipc/deliver: exactly the words sent arrive, with the sender that the kernel knows', () => {
  expect(last(...waitingTask(1), send([1, 0]))).toEqual({ running: [1, 0], ...received([0, 0]) });
  expect(last(...waitingTask(1), send([1, 0, 1], { words: [0] }))).toEqual({ running: [1, 0], ...received([0, 0], 0) });
});

test('ipc/send-nonexistent: nobody, an empty slot, a second version, a slot past the limits, and oneself', () => {
  for (const to of ['nobody', [1, 0], [0, 0, 2], [9, 0], [0, 9], [4, 0], [0, 4], [0, 0]] as const)
    expect(last(send(to, { then: from('any') }))).toEqual({ running: [0, 0], ...ended('send', 'nonExistent') });
});

test('ipc/send-poll: a partner that does not wait for the sender is not waited for; the receive phase is not entered', () => {
  const notForMe = [task(1), task(2), switchTo([1, 0]), receive([2, 0]), switchTo([0, 0])];
  expect(last(...notForMe, send([1, 0], { timeoutMs: 0, then: from('any') }))).toEqual({
    running: [0, 0],
    ...ended('send', 'timeout'),
  });
});

test('ipc/send-queue, ipc/receive-queued-sender: senders wait in a queue and are served first come, first served', () => {
  const queued = [
    task(1),
    task(2),
    switchTo([2, 0]),
    send([0, 0], { words: [2] }),
    switchTo([1, 0]),
    send([0, 0], { words: [1] }),
  ];
  const { kernel, seen } = run(queued);
  expect(seen).toEqual({ running: [0, 0] });
  expect(kernel.view().queues).toEqual([
    {
      receiver: [0, 0],
      senders: [
        [2, 0],
        [1, 0],
      ],
    },
  ]);
  expect(last(...queued, receive('any', undefined, 0))).toEqual({ running: [0, 0], ...received([2, 0], 2) });
  expect(last(...queued, receive('any'), receive('any'))).toEqual({ running: [0, 0], ...received([1, 0], 1) });
});

test('ipc/receive-queued-sender: a closed receive takes the one it names from behind the head of the queue', () => {
  const queued = [
    task(1),
    task(2),
    switchTo([2, 0]),
    send([0, 0], { words: [2] }),
    switchTo([1, 0]),
    send([0, 0], { words: [1] }),
  ];
  const { kernel, seen } = run([...queued, receive([1, 0])]);
  expect(seen).toEqual({ running: [0, 0], ...received([1, 0], 1) });
  expect(kernel.view().queues).toEqual([{ receiver: [0, 0], senders: [[2, 0]] }]);
});

test('ipc/receive-wait: a closed receive waits for one thread; others queue', () => {
  const closed = [task(1), task(2), switchTo([1, 0]), receive([2, 0]), switchTo([0, 0]), send([1, 0], { words: [7] })];
  const { kernel, seen } = run(closed);
  expect(seen).toEqual({ running: [2, 0] });
  expect(phases(kernel)).toEqual([{ is: 'sending', to: [1, 0] }, { is: 'receiving', from: [2, 0] }, { is: 'ready' }]);
  expect(last(...closed, send([1, 0], { words: [8] }))).toEqual({ running: [1, 0], ...received([2, 0], 8) });
});

test('ipc/receive-poll: with timeout 0 a receive that finds no sender ends', () => {
  for (const source of ['any', 'nobody', [0, 0], [1, 0]] as const)
    expect(last(task(1), receive(source, undefined, 0))).toEqual({ running: [0, 0], ...ended('receive', 'timeout') });
});

test('ipc/receive-nonexistent: an id that names nobody is not waited for', () => {
  for (const source of [
    [3, 0],
    [0, 0, 2],
  ] as const)
    expect(last(receive(source))).toEqual({ running: [0, 0], ...ended('receive', 'nonExistent') });
});

test('ipc/sleep: a receive from nobody, from oneself or from past the limits takes nothing, not even from who is queued', () => {
  const queued = [task(1), switchTo([1, 0]), send([0, 0]), task(2)];
  for (const source of ['nobody', [0, 0], [9, 9]] as const) {
    const { kernel, seen } = run([...queued, receive(source)]);
    expect(seen).toEqual({ running: [2, 0] });
    expect(phases(kernel)?.[0]).toEqual({ is: 'receiving', from: 'nobody' });
  }
});

test('ipc/enter-receive: in a call the caller waits before its partner runs, so that a reply may poll', () => {
  const seen = trace([
    ...waitingTask(1),
    send([1, 0], { words: [1], then: from([1, 0]) }),
    send([0, 0], { words: [2], timeoutMs: 0, then: from('any') }),
  ]);
  expect(seen.slice(-2)).toEqual([
    { running: [1, 0], ...received([0, 0], 1) },
    { running: [0, 0], ...received([1, 0], 2) },
  ]);
});

test('ipc/enter-receive: a reply that finds a sender queued takes it at once, and the replier runs on', () => {
  // 1.0 has called 0.0; 2.0 is queued; 0.0 answers 1.0 and waits for anybody
  const seen = trace([
    task(1),
    task(2),
    receive('any'),
    send([0, 0], { words: [1], then: from([0, 0]) }),
    switchTo([2, 0]),
    send([0, 0], { words: [2] }),
    send([1, 0], { words: [3], then: from('any') }),
    switchTo('nobody'),
    switchTo('nobody'),
  ]);
  expect(seen.slice(-3)).toEqual([
    { running: [0, 0], ...received([2, 0], 2) },
    { running: [1, 0], ...received([0, 0], 3) },
    { running: [2, 0], ...ended('send', 'ok') },
  ]);
});

test('ipc/enter-receive: a queued sender whose own receive phase finds a sender goes on to that; the last receiver runs', () => {
  // 2.0 is queued to 1.0; 1.0 is queued to 0.0 and then waits for anybody
  const seen = trace([
    task(1),
    task(2),
    switchTo([1, 0]),
    send([0, 0], { words: [1], then: from('any') }),
    switchTo([2, 0]),
    send([1, 0], { words: [2] }),
    receive('any'),
    switchTo([0, 0]),
  ]);
  expect(seen.slice(-2)).toEqual([
    { running: [1, 0], ...received([2, 0], 2) },
    { running: [0, 0], ...received([1, 0], 1) },
  ]);
});

test('ipc/transfer-cut: without a window the words arrive and the items do not; both learn of it, and nobody goes on to receive', () => {
  const items = [item('map', pages(2), 2)];
  const stimuli = [
    task(1),
    switchTo([1, 0]),
    receive('any'),
    send([1, 0], { words: [5], items, then: from('any') }),
    switchTo([0, 0]),
  ];
  expect(trace(stimuli).slice(-2)).toEqual([
    { running: [1, 0], result: { call: 'ipc', phase: 'receive', cause: 'messageCut', from: [0, 0], words: [5] } },
    { running: [0, 0], ...ended('send', 'messageCut') },
  ]);
  expect(run(stimuli).kernel.view().derivation?.[1]?.[2]).toBeNull();
});

test('ipc/transfer-cut: the window of an earlier receive is not one of a later receive', () => {
  const items = [item('map', pages(2), 2)];
  expect(last(...waitingTask(1), send([1, 0]), receive('any'), send([1, 0], { items })).result).toMatchObject({
    cause: 'messageCut',
  });
});

test('ipc/send-phase-first: a send without receive does not inherit the receive phase of an earlier call', () => {
  const { kernel } = run([
    ...waitingTask(1),
    send([1, 0], { then: from([1, 0]) }),
    send([0, 0], { then: from('any', WHOLE) }),
    send([1, 0]),
  ]);
  expect(phases(kernel)).toEqual([{ is: 'ready' }, { is: 'ready' }]);
});
