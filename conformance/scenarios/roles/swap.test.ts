import { expect, test } from 'vitest';
import { modelKernel } from '../../../model/index.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import { play } from '../runtime/play.js';
import { call, createTask, load, send, store } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { SIGMA0, requestPage, sigma0 } from './sigma0.js';
import { readIn, swapServer, writeOut } from './swap.js';

const SWAP = 1;
const WRITE = 1;

/** Runs a client of swap on a machine of so many frames; what it noted. */
const run = (frames: number, client: (note: (found: unknown) => void) => Thread) => {
  const found: unknown[] = [];
  play(
    {
      boot: { frames, pages: 16, tasks: 3, lthreads: 1 },
      threads: {},
      ends: [],
      programs: {
        0: function* (): Thread {
          yield* createTask(SWAP, SIGMA0, SWAP);
          yield* createTask(2, SIGMA0, 2);
          yield* sigma0(frames);
        },
        [SWAP]: () => swapServer(0),
        2: () => client((it) => found.push(it)),
      },
      claims: () => [],
    },
    modelKernel(),
    null,
  );
  return found;
};
const PAGE = 2;
function* writeNumber(block: number, value: number): Thread<boolean> {
  yield* store(PAGE * PAGE_BYTES, value);
  return yield* writeOut([SWAP, 0], block, PAGE);
}
function* readNumber(block: number): Thread<number> {
  yield* readIn([SWAP, 0], block, PAGE);
  return yield* load(PAGE * PAGE_BYTES);
}

test('swap: a block holds what was written last, and one that never was is blank', () => {
  expect(
    run(16, function* (note) {
      yield* requestPage(PAGE);
      for (const [block, value] of [
        [1, 11],
        [2, 22],
        [1, 111],
      ])
        note(yield* writeNumber(block, value));
      for (const block of [1, 2, 3]) note(yield* readNumber(block));
    }),
  ).toEqual([true, true, true, 111, 22, 0]);
});

test('swap: a client that announces a page and sends none stops nobody', () => {
  expect(
    run(16, function* (note) {
      yield* requestPage(PAGE);
      yield* send([SWAP, 0], [WRITE, 1]);
      note((yield* call([SWAP, 0], [WRITE, 1], {}, { timeoutMs: 50 })).words[0]);
      note((yield* send([SWAP, 0], [WRITE, 1], { timeoutMs: 50 })).cause);
      note(yield* readNumber(1));
    }),
  ).toEqual([0, 'ok', 0]);
});

test('swap: where there is no room it says so, and what it keeps stays', () => {
  const found = run(6, function* (note) {
    yield* requestPage(PAGE);
    for (let block = 1; block <= 4; block++) note(yield* writeNumber(block, 10 + block));
    note(yield* writeNumber(1, 21));
    for (let block = 1; block <= 4; block++) note(yield* readNumber(block));
  });
  expect(found).toEqual([true, true, false, false, true, 21, 12, 0, 0]);
});
