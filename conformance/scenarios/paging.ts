import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import { swapServer } from './roles/swap.js';
import { FAULT_HANDLER, attach, detach, fifo, nothingPaged, secondChance, vmPager } from './roles/vm-pager.js';
import type { Scenario } from './runtime/scenario.js';
import { stringsFrom } from './runtime/steps.js';
import { createTask, exchangeRegisters, load, receive, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Page faults, page replacement, swapping (L.22-23, L.73-76), with two policies over one kernel (L.65). Two pagers have four pages each and replace them by
// two policies; their clients, who do the same, use thirty-two. At the end there is a hole where a region was (L.29 q4).

const SWAP: ThreadId = [1, 0];
const PAGERS: readonly ThreadId[] = [
  [2, 0],
  [3, 0],
];
const CLIENT_TASKS = [4, 5];
const [SWAP_AT, FIFO_AT, CHANCE_AT] = [1, 2, 3];
/** Programs of a client: its main thread, its fault handler, and where it goes on after a fault in a hole. */
const [CLIENT_AT, HANDLER_AT, AFTER_AT] = [4, 6, 8];

const CACHE_PAGES = 4;
const REGION = { first: 8, pages: 8 * CACHE_PAGES };
/** Sigma-zero's page, the two that swap begins with, the caches, and room for all that is written out. */
const FRAMES = 3 + 2 * (CACHE_PAGES + REGION.pages);

/** Two pages are used all the time, one after the other; between their accesses come all the others, twice. */
const OTHERS = REGION.pages - 2;
const ACCESSES = 4 * OTHERS;
/**
 * The accesses of either client. Of the others two in three are stored to when they first come, and each is loaded from when it comes again. The first
 * busy page is stored to only in the beginning, loaded from as long as it is busy, and loaded from at the very end, when it has long been replaced.
 */
const accessAt = (i: number) => {
  const turn = Math.floor(i / 2);
  const isBusy = i % 2 === 0;
  const busy = i < ACCESSES / 2 || i === ACCESSES - 2 ? 0 : 1;
  return {
    address: (REGION.first + (isBusy ? busy : 2 + ((turn * 7) % OTHERS))) * PAGE_BYTES + 4,
    isStore: isBusy ? turn < 9 || turn === OTHERS : turn < OTHERS && turn % 3 < 2,
    value: 7000 + i,
  };
};

export const pagingScenario: Scenario = {
  name: 'paging',
  pages: [22, 23, 29, 65, 73, 74, 75, 76],
  says: 'pagers manage some pages as a cache of regions 8 times as large, each by a policy of its own',
  needs: ['sigma', 'ipc', 'tasks', 'strings'],
  make: () => {
    const paged = [nothingPaged(), nothingPaged()];
    const wrong: string[] = [];
    const holes: number[] = [];
    const found: number[] = [];
    let done = 0;

    function* boot(): Thread {
      yield* createTask(SWAP[0], SIGMA0, SWAP_AT);
      for (const [i, [task]] of PAGERS.entries()) yield* createTask(task, SIGMA0, FIFO_AT + i);
      for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGERS[i], CLIENT_AT + i);
      yield* sigma0(FRAMES);
    }
    const client = (i: number) =>
      function* (): Thread {
        yield* exchangeRegisters(FAULT_HANDLER, { ip: HANDLER_AT + i });
        yield* yieldTo([CLIENT_TASKS[i], FAULT_HANDLER]); // it waits before the first fault
        yield* attach(PAGERS[i], REGION.first, REGION.pages);
        const written = new Map<number, number>();
        for (let n = 0; n < ACCESSES; n++) {
          const { address, isStore, value } = accessAt(n);
          if (isStore) {
            yield* store(address, value);
            written.set(address, value);
          } else if ((yield* load(address)) !== (written.get(address) ?? 0)) wrong.push(`access ${String(n)}`);
        }
        done++;
        yield* detach(PAGERS[i], REGION.first, REGION.pages);
        yield* load(REGION.first * PAGE_BYTES);
        wrong.push('a hole was loaded from');
      };
    /** The pager tells it of a fault in a hole; the main thread goes on elsewhere. */
    const handler = (i: number) =>
      function* (): Thread {
        const { words } = yield* receive(PAGERS[i]);
        holes.push(words[0]);
        yield* exchangeRegisters(0, { ip: AFTER_AT + i });
      };
    /** The region may be attached again, and then nothing of what it held is there. */
    const after = (i: number) =>
      function* (): Thread {
        yield* attach(PAGERS[i], REGION.first, REGION.pages);
        found.push(yield* load(accessAt(0).address));
      };

    return {
      boot: { frames: FRAMES, pages: FRAMES, tasks: 6, lthreads: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'swap',
        '2.0': 'fifo',
        '3.0': 'chance',
        '4.0': 'client',
        '4.1': 'handler',
        '5.0': 'client',
        '5.1': 'handler',
      },
      ends: ['4.0', '5.0'],
      programs: {
        0: boot,
        [SWAP_AT]: () => swapServer(0),
        [FIFO_AT]: () => vmPager(CACHE_PAGES, fifo(), SWAP, paged[0]),
        [CHANCE_AT]: () => vmPager(CACHE_PAGES, secondChance(), SWAP, paged[1]),
        [CLIENT_AT]: client(0),
        [CLIENT_AT + 1]: client(1),
        [HANDLER_AT]: handler(0),
        [HANDLER_AT + 1]: handler(1),
        [AFTER_AT]: after(0),
        [AFTER_AT + 1]: after(1),
      },
      claims: (steps) => [
        {
          says: `each of ${String(ACCESSES)} loads and stores of either client finds what was stored last`,
          holds: done === 2 && wrong.length === 0,
        },
        {
          says: 'of the pages that they replace both pagers send some to swap, not all: those that were stored to',
          holds: paged.every(({ replaced }, i) => {
            const writtenOut = stringsFrom(steps, PAGERS[i], SWAP);
            return writtenOut > 0 && writtenOut < replaced;
          }),
        },
        {
          says: `the policies differ: first in, first out replaces ${String(paged[0].replaced)} pages, a second chance ${String(paged[1].replaced)}`,
          holds: paged[1].replaced < paged[0].replaced,
        },
        {
          says: 'a fault where no region is any more is told to a handler, and its thread goes on elsewhere',
          holds: holes.join() === [1, 1].map(() => REGION.first * PAGE_BYTES).join() && found.length === 2,
        },
        { says: 'attached again, the region is blank', holds: found.join() === '0,0' },
      ],
    };
  },
};
