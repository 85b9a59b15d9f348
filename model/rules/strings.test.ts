import { expect, test } from 'vitest';
import type { During, Result, Stimulus } from '../../spec/vocabulary/index.js';
import {
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
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown, speaking, ways } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// What happens in the middle of a copy (F:1.4), and how a page is asked for that is missing for one (L.46, F:3.7).

const PAGE = 4096;
const during = (event: During['event']): Stimulus => ({ do: 'during', k: 1, event });
const slice = (sliceMs: number | 'never'): Stimulus => ({ do: 'thread_schedule', of: [0, 0], sliceMs });
const arrived = (from: readonly [number, number], cause: 'ok' | 'messageCut' = 'ok'): Result => ({
  ...{ call: 'ipc', phase: 'receive', cause, from },
  ...{ words: [], inMemory: { words: 0, strings: 1 } },
});

/** 0.1 is to receive two pages into the pages 2 and 3; 0.2 is ready, and 0.0 runs. */
const ready = [
  thread(1),
  thread(2),
  switchTo([0, 1]),
  receiveStrings({ address: 2 * PAGE, bytes: 2 * PAGE }),
  switchTo([0, 0]),
  store(0, 11),
  store(1, 22),
];
const twoPages = sendStrings([0, 1], [{ address: 0, bytes: 2 * PAGE }]);

test('strings/arm: the event that was announced last is the one that is to come', () => {
  const announced = [during({ do: 'interrupt', line: 0 }), during({ do: 'slice_end' })];
  expect(shown(announced)).toEqual([{ running: [0, 0] }]);
  expect(after(announced).armed).toEqual({ k: 1, event: { do: 'slice_end' } });
});

test('strings/slice-ends: a slice that ends between two steps leaves the processor to another, with one page copied; or the copy goes on', () => {
  const copies = ways([...ready, slice(5), during({ do: 'slice_end' }), twoPages]);
  const others = copies.filter(({ seen }) => String(seen.running) === '0,2');
  expect(others.map(({ state }) => state.frames.slice(2))).toEqual([[[11], [3]]]);
  const rest = copies.filter((it) => !others.includes(it));
  expect(rest.length).toBeGreaterThan(0);
  for (const { seen, state } of rest) {
    expect(seen).toEqual({ running: [0, 1], result: arrived([0, 0]) });
    expect(state.frames.slice(2)).toEqual([[11], [22]]);
  }
});

test('strings/slice-without-end: a slice without an end does not end in the middle of a copy', () => {
  for (const seen of shown([...ready, slice('never'), during({ do: 'slice_end' }), twoPages]))
    expect(seen).toEqual({ running: [0, 1], result: arrived([0, 0]) });
});

test('strings/tick-over: time passes between two steps, or does not, and the copy goes on', () => {
  const copies = ways([...ready, during({ do: 'tick', ms: 3 }), twoPages]);
  expect(copies.map(({ seen }) => [seen.running, seen.result])).toEqual([
    [[0, 1], arrived([0, 0])],
    [[0, 1], arrived([0, 0])],
  ]);
  expect(copies.map(({ state }) => viewOf(state).clockMs)).toEqual([3, 0]);
});

/** 1.0 is to receive a string into its page 1, which it does not have; its pager 0.1 waits, and 0.0 sends one. */
const toNowhere = [
  thread(1),
  task(1, [0, 1]),
  switchTo([1, 0]),
  receiveStrings({ address: PAGE + 8, bytes: 4 }),
  switchTo([0, 1]),
  receive('any', WHOLE),
  store(0, 11),
];
const missing = [...toNowhere, sendStrings([1, 0], [{ address: 0, bytes: 4 }])];
const askedFor: Result = {
  ...{ call: 'ipc', phase: 'receive', cause: 'ok' },
  ...{ from: [1, 0], words: [PAGE + 8 + 2, 0xffff_ffff] },
};

test('strings/missing-page-message: the pager receives the address that is missing for the copy, with bit 1 set for writing, and all ones for the instruction pointer', () => {
  expect(shown(missing)).toEqual([{ running: [0, 1], result: askedFor }]);
});

test('strings/await-page: with the message delivered the thread waits for the answer of its pager', () => {
  const threads = viewOf(after(missing)).threads;
  expect(threads?.find((it) => it.thread[0] === 1)?.phase).toEqual({ is: 'receiving', from: [0, 1] });
});

test('strings/page-answered: the pager answers with the page, and the copy goes on to its end', () => {
  const answered = [...missing, send([1, 0], { items: [item('map', pages(3), 1)] })];
  expect(shown(answered)).toEqual([{ running: [1, 0], result: arrived([0, 0]) }]);
  expect(shown([...answered, load(1, 2)])).toEqual([{ running: [1, 0], loaded: 11 }]);
});

test('strings/page-asked-for-again: in that dialect a pager that answers without the page is asked again', () => {
  const again = [...missing, send([1, 0], { then: { from: 'any', timeoutMs: 'never' } })];
  expect(shown(again, undefined, speaking({ pageStillMissing: 'faults again' }))).toEqual([
    { running: [0, 1], result: askedFor },
  ]);
});

test('strings/cut-unnoticed: in that dialect a sender goes on as if all had been taken, though the receiver had too little room', () => {
  const cut = [
    thread(1),
    switchTo([0, 1]),
    receiveStrings({ address: 2 * PAGE, bytes: 4 }),
    sendStrings([0, 1], [{ address: 0, bytes: 8 }]),
  ];
  const unnoticed = speaking({ cutTells: 'receiver' });
  const told: Result = { call: 'ipc', phase: 'receive', cause: 'messageCut', from: [0, 0], words: [] };
  expect(shown(cut, undefined, unnoticed)).toMatchObject([{ running: [0, 1], result: told }]);
  expect(shown([...cut, switchTo([0, 0])], undefined, unnoticed)).toEqual([
    { running: [0, 0], result: { call: 'ipc', phase: 'send', cause: 'ok' } },
  ]);
});
