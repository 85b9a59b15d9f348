import { PAGE_BYTES, PAGE_WORDS } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { Heap, heapPager } from './roles/heap.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, load, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// How do you design malloc and free (L.29 q6)? A heap is a region of memory that a user-level pager manages (L.22). A program fills its heap, frees what
// it does not need, and fills it again.

const PAGER: ThreadId = [1, 0];
const CLIENT = 2;
const START = 4 * PAGE_BYTES;
/** The least that a heap of pages can count in: three quarters of a page. */
const BLOCK_WORDS = (3 * PAGE_WORDS) / 4;
const BLOCKS = 6;
const markOf = (block: number, word: number): number => 10_000 * (block + 1) + word;
/** The words of a block that are looked at: its first and its last, and one that lies as far into its page as the first of the fourth block behind it. */
const WORDS = [0, 4, BLOCK_WORDS - 1];

export const heapScenario: Scenario = {
  name: 'heap',
  pages: [22, 29],
  says: 'a heap grows by faults, uses what is free again, and gives pages back',
  needs: ['sigma', 'ipc'],
  make: () => {
    const wrong: number[] = [];
    const pages = { fresh: 0, again: 0 };
    const addresses: number[] = [];
    let checked = 0;

    function* boot(): Thread {
      yield* createTask(PAGER[0], SIGMA0, PAGER[0]);
      yield* createTask(CLIENT, PAGER, CLIENT);
      yield* sigma0(12);
    }
    function* client(): Thread {
      const heap = new Heap(START, PAGER);
      function* fill(block: number): Thread<number> {
        const address = yield* heap.malloc(BLOCK_WORDS);
        addresses.push(address);
        for (const word of WORDS) yield* store(address + 4 * word, markOf(block, word));
        return address;
      }
      function* check(block: number, address: number): Thread {
        for (const word of WORDS) if ((yield* load(address + 4 * word)) !== markOf(block, word)) wrong.push(block);
        checked++;
      }
      const first: number[] = [];
      for (let block = 0; block < BLOCKS; block++) first.push(yield* fill(block));
      // One in the middle, which is used again; and all behind the third, whose pages go back.
      yield* heap.free(first[1]);
      yield* check(1 + BLOCKS, yield* fill(1 + BLOCKS));
      for (const block of [5, 3, 4]) yield* heap.free(first[block]);
      for (const block of [0, 2]) yield* check(block, first[block]);
      for (let block = 3; block < BLOCKS; block++) yield* check(block, yield* fill(block));
    }

    return {
      boot: { frames: 12, pages: 16, tasks: 3, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'client' },
      ends: ['2.0'],
      programs: {
        0: boot,
        [PAGER[0]]: () => heapPager((isNew) => pages[isNew ? 'fresh' : 'again']++),
        [CLIENT]: client,
      },
      claims: () => [
        { says: 'every block holds what was stored in it', holds: wrong.length === 0 && checked === 6 },
        { says: 'a block that was freed is used again', holds: addresses[BLOCKS] === addresses[1] },
        {
          says: `the pages behind the last block go back, and come again: ${String(pages.fresh)} new, ${String(pages.again)} again`,
          holds: pages.fresh === Math.ceil((BLOCKS * (BLOCK_WORDS + 1)) / PAGE_WORDS) && pages.again === 2,
        },
      ],
    };
  },
};
