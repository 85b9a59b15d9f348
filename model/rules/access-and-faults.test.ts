import { expect, test } from 'vitest';
import type { Stimulus } from '../../spec/vocabulary/index.js';
import { boot } from '../../spec/index.js';
import { received } from '../../spec/vocabulary/fixtures/seen.js';
import {
  from,
  item,
  load,
  pages,
  receive,
  send,
  store,
  switchTo,
  task,
  thread,
  tick,
  waitingTask,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, numberOf, shown, small, speaking, threadIn, ways } from '../fixtures/script.js';

const PAGE = 4096;
test('access/load: a load reads the word of the frame behind the page, whoever stored it and wherever', () => {
  const mapped = [...waitingTask(1), store(3, 9), send([1, 0], { items: [item('map', pages(3), 5, false)] })];
  expect(shown([...mapped, load(5)])).toEqual([{ running: [1, 0], loaded: 9 }]);
  expect(shown([...mapped, load(5, 1)])).toEqual([{ running: [1, 0], loaded: 0 }]);
});

/** 1.0, at 64, runs with an empty space; 0.0, its pager, waits. */
const pagerWaits = [task(1, [0, 0], 64), receive('any')];

test('fault/load: a load from a page that the space does not have faults, and loads nothing', () => {
  const [{ seen, state, rules }] = ways([...pagerWaits, load(6)]);
  expect(seen).toEqual(received([0, 0], [1, 0], [6 * PAGE, 64]));
  expect(threadIn(state, [1, 0])).toMatchObject({
    pending: null,
    fault: { is: 'access', address: 6 * PAGE, store: null },
  });
  expect(rules).toContain('fault/load');
});

test('access/store: a store changes the word of the frame, for every space that has the page', () => {
  const shared = [
    ...waitingTask(1),
    ...waitingTask(2),
    send([2, 0], { items: [item('map', pages(2), 6, false)] }),
    receive('any', WHOLE),
    send([1, 0], { items: [item('map', pages(2), 5)] }),
    store(5, 9),
  ];
  expect(shown(shared)).toEqual([{ running: [1, 0], stored: true }]);
  expect(after(shared).frames).toEqual([[0], [1], [9], [3]]);
  const byPager = [...shared, switchTo([0, 0])];
  expect(shown([...byPager, load(2)])).toEqual([{ running: [0, 0], loaded: 9 }]);
  expect(shown([...byPager, send([2, 0]), load(6)])).toEqual([{ running: [2, 0], loaded: 9 }]);
});

test('fault/store: a store to a page that may only be read faults, and so does one to a page that is not there; no frame changes', () => {
  const readOnly = [
    ...waitingTask(1),
    send([1, 0], { items: [item('map', pages(2), 5, false)], then: from('any', WHOLE) }),
  ];
  for (const page of [5, 6]) {
    const [{ seen, state }] = ways([...readOnly, store(page, 9)]);
    expect(seen).toEqual(received([0, 0], [1, 0], [page * PAGE + 2, 0]));
    expect(state.frames).toEqual(boot(small).frames);
  }
  expect(shown([...readOnly, load(5)])).toEqual([{ running: [1, 0], loaded: 2 }]);
});

/** 1.0, whose pager is 2.0, runs; 0.0, which made both, waits for a message of anybody. */
const pagedBy2 = [task(1, [2, 0], 64), receive('any')];

test('fault/raise: the message of a fault is that of the thread which faulted, and goes to its pager, whoever else waits', () => {
  const [{ seen, state }] = ways([task(2), switchTo([2, 0]), receive('any'), ...pagedBy2, load(6)]);
  expect(seen).toEqual(received([2, 0], [1, 0], [6 * PAGE, 64]));
  expect(threadIn(state, [0, 0])?.phase.is).toBe('receiving');
});

test('fault/raise: if its pager does not wait for it, a thread that faulted waits to send to it, for ever', () => {
  // 2.0 sleeps, and can be woken by nobody
  const s = after([task(2), switchTo([2, 0]), receive('nobody'), ...pagedBy2, load(6)]);
  expect(threadIn(s, [1, 0])?.phase).toMatchObject({ is: 'sending', to: numberOf([2, 0]) });
  expect(shown([tick(100_000)], s)).toEqual([{ running: 'idle', elapsedMs: 100_000 }]);
});

test('fault/no-answer-in-order: the fault of a pager does not answer that of the thread which it pages, and waits behind whoever waited before', () => {
  const fifo = speaking({ senders: 'fifo' });
  const stimuli: readonly Stimulus[] = [
    task(2, [1, 0]),
    switchTo([2, 0]),
    receive('any'),
    task(1, [2, 0]),
    switchTo([1, 0]),
    thread(1),
    load(6), // 2.0 is told of it, and 1.0 waits for its answer
    switchTo([0, 0]),
    send([1, 0], { words: [7] }),
    switchTo([2, 0]),
    load(5),
  ];
  const both = after(stimuli, undefined, fifo);
  expect(threadIn(both, [1, 0])).toMatchObject({
    fault: { is: 'access', address: 6 * PAGE },
    phase: { is: 'receiving', from: numberOf([2, 0]) },
  });
  expect(threadIn(both, [2, 0])?.phase).toMatchObject({ is: 'sending', to: numberOf([1, 0]) });

  const freed = after([thread(0, { ip: 8 }), switchTo([1, 0])], both, fifo);
  const phases = (first: readonly Stimulus[]) =>
    ways([...first, receive('any')], freed, fifo).map(({ state }) => [
      threadIn(state, [0, 0])?.phase.is,
      threadIn(state, [2, 0])?.phase.is,
    ]);
  // After a rendez-vous either partner may run.
  expect(phases([])).toEqual([
    ['ready', 'sending'],
    ['ready', 'sending'],
  ]);
  // 1.0, which may have to be given the processor again, takes the next; 2.0 now waits for the answer to its fault.
  expect(phases([receive('any'), switchTo([1, 0])])).toEqual([['ready', 'receiving']]);
});
