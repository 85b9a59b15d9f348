import { expect, test } from 'vitest';
import { departing, tableOf } from '../../spec/index.js';
import type { Dialect, Rules } from '../../spec/index.js';
import type { Result, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import {
  from,
  item,
  load,
  pages,
  receive,
  send,
  switchTo,
  task,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// The phases of a call, and how they end (L.45-46).

const speaking = (parameters: Partial<Dialect>): Rules => tableOf(departing(parameters));
const received = (sender: ThreadId, words: readonly number[] = []): Result => ({
  ...{ call: 'ipc', phase: 'receive', cause: 'ok' },
  ...{ from: sender, words },
});
const ended = (phase: 'send' | 'receive', cause: 'ok' | 'timeout' | 'messageCut' | 'nonExistent'): Result => ({
  ...{ call: 'ipc', phase, cause },
});

test('ipc/receive-phase-only: a call without a send phase is its receive phase: nobody hears of it, and it waits', () => {
  expect(shown([task(1), receive([1, 0])])).toEqual([{ running: [1, 0] }]);
  expect(viewOf(after([task(1), receive([1, 0])])).threads?.[0].phase).toEqual({ is: 'receiving', from: [1, 0] });
});

/** 1.0 waits for anybody, with its whole space as window, and 0.0 runs. */
const ready = [task(1), switchTo([1, 0]), receive('any', WHOLE)];

test('ipc/transfer: the words and then the items go to the receiver, in order: of two pages for one place the second stays', () => {
  const items = [item('map', pages(1), 5), item('map', pages(2), 5)];
  expect(shown([...ready, send([1, 0], { words: [8, 9], items })])).toEqual([
    { running: [1, 0], result: received([0, 0], [8, 9]) },
  ]);
  expect(shown([...ready, send([1, 0], { items }), load(5)])).toEqual([{ running: [1, 0], loaded: 2 }]);
});

test('ipc/sent: a sender that wants no answer is ready, and is told of the end of its send phase', () => {
  const back = [...ready, send([1, 0]), receive('nobody')];
  expect(shown(back)).toEqual([{ running: [0, 0], result: ended('send', 'ok') }]);
});

test('ipc/fails: a phase that fails ends the whole call, and its result names the phase', () => {
  const call = (timeoutMs: 0 | 'never'): Stimulus =>
    send([1, 0], { timeoutMs: 0, then: from([1, 0], undefined, timeoutMs) });
  expect(shown([task(1), call('never')])).toEqual([{ running: [0, 0], result: ended('send', 'timeout') }]);
  expect(shown([...ready, call(0), receive('nobody')])).toEqual([
    { running: [0, 0], result: ended('receive', 'timeout') },
  ]);
});

test('ipc/send-queue-in-order: in that dialect whoever comes later stands behind, and comes later', () => {
  const fifo = speaking({ senders: 'fifo' });
  const senders = [task(1), task(2), switchTo([2, 0]), send([0, 0], { words: [2] }), switchTo([1, 0]), send([0, 0])];
  const [first, ...others] = shown([...senders, receive('any')], undefined, fifo);
  expect(first).toEqual({ running: [0, 0], result: received([2, 0], [2]) });
  expect(others).toEqual([{ running: [2, 0], result: ended('send', 'ok') }]);
});

/** A receiver without a window is sent a page. */
const cut = [task(1), switchTo([1, 0]), receive('any'), send([1, 0], { words: [4], items: [item('map', pages(1))] })];

test('ipc/transfer-cut-unnoticed: in that dialect a receiver without a window is told that the message was cut, and the sender is not', () => {
  const unnoticed = speaking({ cutTells: 'receiver' });
  const told: Result = { call: 'ipc', phase: 'receive', cause: 'messageCut', from: [0, 0], words: [4] };
  for (const rules of [undefined, unnoticed])
    expect(shown(cut, undefined, rules)).toEqual([{ running: [1, 0], result: told }]);
  const later = [...cut, receive('nobody')];
  expect(shown(later)).toEqual([{ running: [0, 0], result: ended('send', 'messageCut') }]);
  expect(shown(later, undefined, unnoticed)).toEqual([{ running: [0, 0], result: ended('send', 'ok') }]);
});
