import { expect, test } from 'vitest';
import { modelKernel } from '../../../model/index.js';
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import { play } from '../runtime/play.js';
import { createTask, exchangeRegisters, load, receive, sleep, store, yieldTo } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { SIGMA0, sigma0 } from './sigma0.js';
import { swapServer } from './swap.js';
import { FAULT_HANDLER, attach, detach, fifo, nothingPaged, vmPager } from './vm-pager.js';

const [SWAP, PAGER, CLIENT] = [1, 2, 3];
const [HANDLER_AT, STARTER_AT] = [4, 5];
/** One for sigma-zero, two that swap begins with, two of the cache, and room for three blocks. */
const FRAMES = 8;
const at = (page: number): number => page * PAGE_BYTES;

/** Runs clients one after the other, each in a task of its own of the same number; what they noted, and the addresses of faults that no region has. */
const run = (...clients: readonly ((note: (found: unknown) => void) => Thread)[]) => {
  const found: unknown[] = [];
  const holes: number[] = [];
  play(
    {
      boot: { frames: FRAMES, pages: 16, tasks: 4, lthreads: 2 },
      threads: {},
      ends: [],
      programs: {
        0: function* (): Thread {
          yield* createTask(SWAP, SIGMA0, SWAP);
          yield* createTask(PAGER, SIGMA0, PAGER);
          yield* exchangeRegisters(1, { ip: STARTER_AT });
          yield* sigma0(FRAMES);
        },
        [STARTER_AT]: function* (): Thread {
          for (const i of clients.keys()) {
            yield* createTask(CLIENT, [PAGER, 0], 10 + i);
            yield* sleep(100); // until nothing is left to do
          }
        },
        [SWAP]: () => swapServer(0),
        [PAGER]: () => vmPager(2, fifo(), [SWAP, 0], nothingPaged()),
        [HANDLER_AT]: function* (): Thread {
          while (true) holes.push((yield* receive([PAGER, 0])).words[0]);
        },
        ...Object.fromEntries(
          clients.map((client, i) => [
            10 + i,
            function* (): Thread {
              yield* exchangeRegisters(FAULT_HANDLER, { ip: HANDLER_AT });
              yield* yieldTo([CLIENT, FAULT_HANDLER]);
              yield* client((it) => found.push(it));
            },
          ]),
        ),
      },
      claims: () => [],
    },
    modelKernel(),
    null,
  );
  return { found, holes };
};

test('vm-pager: a region is detached whole or not at all', () => {
  const { found, holes } = run(function* (note) {
    yield* attach([PAGER, 0], 8, 4);
    yield* store(at(9), 5);
    note(yield* detach([PAGER, 0], 8, 1));
    note(yield* detach([PAGER, 0], 9, 1));
    note(yield* load(at(9)));
    note(yield* detach([PAGER, 0], 8, 4));
    note(yield* load(at(9)));
  });
  expect([found, holes]).toEqual([[false, false, 5, true], [at(9)]]);
});

test('vm-pager: a region that overlaps another, or has no page, is refused', () => {
  const { found } = run(function* (note) {
    note(yield* attach([PAGER, 0], 8, 2));
    yield* store(at(9), 5);
    for (const [first, pages] of [
      [9, 2],
      [7, 2],
      [7, 4],
      [12, 0],
    ])
      note(yield* attach([PAGER, 0], first, pages));
    note(yield* load(at(9)));
  });
  expect(found).toEqual([true, false, false, false, false, 5]);
});

test.each([
  ['in the cache', 8],
  ['written out', 10],
])('vm-pager: a task that is made anew does not read what its predecessor had %s', (_, last) => {
  const { found } = run(
    function* (note) {
      yield* attach([PAGER, 0], 8, 4);
      for (let page = 8; page <= last; page++) yield* store(at(page), 5);
      note('stored');
    },
    function* (note) {
      yield* attach([PAGER, 0], 8, 4);
      note(yield* load(at(8)));
    },
  );
  expect(found).toEqual(['stored', 0]);
});

test('vm-pager: where swap has no room for a page, it stays, and whoever needs another waits', () => {
  const { found } = run(function* (note) {
    yield* attach([PAGER, 0], 8, 8);
    for (let page = 8; page < 16; page++) {
      yield* store(at(page), page);
      note(page);
    }
  });
  expect(found).toEqual([8, 9, 10, 11, 12]);
});
