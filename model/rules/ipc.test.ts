import { expect, test } from 'vitest';
import type { Result, Stimulus } from '../../spec/vocabulary/index.js';
import { ended, received } from '../../spec/vocabulary/fixtures/seen.js';
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
import { after, shown, speaking } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// The phases of a call, and how they end (L.45-46).

test('ipc/receive-phase-only: a call without a send phase is its receive phase: nobody hears of it, and it waits', () => {
  expect(shown([task(1), receive([1, 0])])).toEqual([{ running: [1, 0] }]);
  expect(viewOf(after([task(1), receive([1, 0])])).threads?.[0].phase).toEqual({ is: 'receiving', from: [1, 0] });
});

/** 1.0 waits for anybody, with its whole space as window, and 0.0 runs. */
const ready = [task(1), switchTo([1, 0]), receive('any', WHOLE)];

test('ipc/transfer: the words and then the items go to the receiver, in order: of two pages for one place the second stays', () => {
  const items = [item('map', pages(1), 5), item('map', pages(2), 5)];
  expect(shown([...ready, send([1, 0], { words: [8, 9], items })])).toEqual([received([1, 0], [0, 0], [8, 9])]);
  expect(shown([...ready, send([1, 0], { items }), load(5)])).toEqual([{ running: [1, 0], loaded: 2 }]);
});

test('ipc/sent: a sender that wants no answer is ready, and is told of the end of its send phase', () => {
  const back = [...ready, send([1, 0]), receive('nobody')];
  expect(shown(back)).toEqual([ended([0, 0], 'send', 'ok')]);
});

test('ipc/fails: a phase that fails ends the whole call, and its result names the phase', () => {
  const call = (timeoutMs: 0 | 'never'): Stimulus =>
    send([1, 0], { timeoutMs: 0, then: from([1, 0], undefined, timeoutMs) });
  expect(shown([task(1), call('never')])).toEqual([ended([0, 0], 'send', 'timeout')]);
  expect(shown([...ready, call(0), receive('nobody')])).toEqual([ended([0, 0], 'receive', 'timeout')]);
});

test('ipc/send-queue-in-order: in that dialect whoever comes later stands behind, and comes later', () => {
  const fifo = speaking({ senders: 'fifo' });
  const senders = [task(1), task(2), switchTo([2, 0]), send([0, 0], { words: [2] }), switchTo([1, 0]), send([0, 0])];
  const [first, ...others] = shown([...senders, receive('any')], undefined, fifo);
  expect(first).toEqual(received([0, 0], [2, 0], [2]));
  expect(others).toEqual([ended([2, 0], 'send', 'ok')]);
});

/** A receiver without a window is sent a page. */
const cut = [task(1), switchTo([1, 0]), receive('any'), send([1, 0], { words: [4], items: [item('map', pages(1))] })];

test('ipc/transfer-cut-unnoticed: in that dialect a receiver without a window is told that the message was cut, and the sender is not', () => {
  const unnoticed = speaking({ cutTells: 'receiver' });
  const told: Result = { call: 'ipc', phase: 'receive', cause: 'messageCut', from: [0, 0], words: [4] };
  for (const rules of [undefined, unnoticed])
    expect(shown(cut, undefined, rules)).toEqual([{ running: [1, 0], result: told }]);
  const later = [...cut, receive('nobody')];
  expect(shown(later)).toEqual([ended([0, 0], 'send', 'messageCut')]);
  expect(shown(later, undefined, unnoticed)).toEqual([ended([0, 0], 'send', 'ok')]);
});
