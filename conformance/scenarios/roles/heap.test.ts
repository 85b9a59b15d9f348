import { expect, test } from 'vitest';
import { playSmall } from '../../fixtures/small-system.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, load, serve, store } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { Heap, heapPager } from './heap.js';

const PAGER: ThreadId = [2, 0];
const OTHER: ThreadId = [4, 0];
const START = 4 * PAGE_BYTES;

test('heap: the heaps of two tasks have pages of their own, also one that the other gave back', () => {
  const seen: number[] = [];
  function* client(): Thread {
    const heap = new Heap(START, PAGER);
    const block = yield* heap.malloc(1);
    yield* store(block, 11);
    yield* call(OTHER, []);
    seen.push(yield* load(block));
    yield* heap.free(block);
    yield* call(OTHER, []);
  }
  const other = () => {
    const heap = new Heap(START, PAGER);
    return serve(function* () {
      const block = yield* heap.malloc(1);
      seen.push(yield* load(block));
      yield* store(block, 22);
      return { words: [] };
    });
  };
  const pager = { does: () => heapPager(() => undefined), pager: 0 };
  expect(playSmall([pager, { does: client, pager: PAGER[0] }, { does: other, pager: PAGER[0] }])).toBe(null);
  expect(seen).toEqual([0, 11, 0]);
});

test('heap: what a task gives back must have been given to it', () => {
  const answers: number[] = [];
  function* client(): Thread {
    yield* store(START, 11);
    for (const page of [4, 4, 5]) answers.push((yield* call(PAGER, [1, page])).words[0]);
  }
  const pager = { does: () => heapPager(() => undefined), pager: 0 };
  expect(playSmall([pager, { does: client, pager: PAGER[0] }])).toBe(null);
  expect(answers).toEqual([1, 0, 0]);
});

/** The addresses of blocks of a heap, from its start on in words, as one client has them. */
const blocksOf = (use: (heap: Heap) => Thread<readonly number[]>): readonly number[] => {
  const seen: number[] = [];
  function* client(): Thread {
    seen.push(...(yield* use(new Heap(START, PAGER))));
  }
  const pager = { does: () => heapPager(() => undefined), pager: 0 };
  expect(playSmall([pager, { does: client, pager: PAGER[0] }])).toBe(null);
  return seen.map((address) => (address - START) / 4);
};

test('heap: a free block that is larger than is asked for is split, and its rest is used for the next', () => {
  const blocks = blocksOf(function* (heap) {
    const [large, last] = [yield* heap.malloc(9), yield* heap.malloc(1)];
    yield* heap.free(large);
    return [large, last, yield* heap.malloc(3), yield* heap.malloc(5), yield* heap.malloc(1)];
  });
  expect(blocks).toEqual([1, 11, 1, 5, 13]);
});

test('heap: free blocks that lie behind one another are joined, in whatever order they were freed', () => {
  const blocks = blocksOf(function* (heap) {
    const [a, b, c] = [yield* heap.malloc(2), yield* heap.malloc(2), yield* heap.malloc(2)];
    yield* heap.malloc(1);
    for (const block of [c, a, b]) yield* heap.free(block);
    return [a, c, yield* heap.malloc(8)];
  });
  expect(blocks).toEqual([1, 7, 1]);
});
