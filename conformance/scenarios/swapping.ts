import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import { swapServer } from './roles/swap.js';
import { attach, demapThenWrite, fifo, nothingPaged, vmPager, writeThenDemap } from './roles/vm-pager.js';
import type { Scenario } from './runtime/scenario.js';
import { stringsFrom } from './runtime/steps.js';
import { createTask, exchangeRegisters, load, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Swapping (L.76): "Write out the cached page and then demap it". While the page is being written out, a thread that has it stores to it, and
// then it is demapped: what was stored is lost. A pager that demaps first, σ₂(v) = ∅, loses nothing: the store faults, and waits.

const SWAP: ThreadId = [1, 0];
/** The pager that demaps first, and the one that does as the lecture says. */
const PAGERS: readonly ThreadId[] = [
  [2, 0],
  [3, 0],
];
const CLIENT_TASKS = [4, 5];
/** The thread of each client that has other pages come. */
const READER = 2;
const [SWAP_AT, PAGER_AT, CLIENT_AT, READER_AT] = [1, 2, 4, 6];

const REGION = { first: 8, pages: 4 };
/** The page that is stored to. */
const PAGE = REGION.first * PAGE_BYTES;
/** With one page the two threads of a client would take it from each other for ever. */
const CACHE_PAGES = 2;
/** Turns that others have while a page is written out. */
const TURNS = 3;
const ROUNDS = 12;
const FRAMES = 16;

export const swappingScenario: Scenario = {
  name: 'swapping',
  pages: [76],
  says: 'written out and then demapped, as the lecture has it, a page loses what is stored meanwhile; demapped first, it loses nothing',
  needs: ['sigma', 'ipc', 'strings'],
  make: () => {
    const stored = [0, 0];
    const lost = [0, 0];

    function* boot(): Thread {
      yield* createTask(SWAP[0], SIGMA0, SWAP_AT);
      for (const [i, [task]] of PAGERS.entries()) yield* createTask(task, SIGMA0, PAGER_AT + i);
      for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGERS[i], CLIENT_AT + i);
      yield* sigma0(FRAMES);
    }
    const client = (i: number) =>
      function* (): Thread {
        yield* attach(PAGERS[i], REGION.first, REGION.pages);
        yield* exchangeRegisters(READER, { ip: READER_AT });
        for (let n = 1; n <= ROUNDS; n++) {
          yield* store(PAGE, n);
          stored[i]++;
          yield* yieldTo();
          if ((yield* load(PAGE)) !== n) lost[i]++;
        }
      };
    /** Has the pages of the cache replaced, over and over. */
    function* reader(): Thread {
      for (let n = 0; n < ROUNDS; n++) {
        yield* load(PAGE + (1 + (n % 3)) * PAGE_BYTES);
        yield* yieldTo();
      }
    }

    return {
      boot: { frames: FRAMES, pages: FRAMES, tasks: 6, lthreads: 3 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'swap',
        '2.0': 'pager',
        '3.0': 'as printed',
        '4.0': 'client',
        '4.2': 'reader',
        '5.0': 'loser',
        '5.2': 'reader',
      },
      ends: ['4.0', '4.2', '5.0', '5.2'],
      programs: {
        0: boot,
        [SWAP_AT]: () => swapServer(TURNS),
        [PAGER_AT]: () => vmPager(CACHE_PAGES, fifo(), SWAP, nothingPaged(), demapThenWrite),
        [PAGER_AT + 1]: () => vmPager(CACHE_PAGES, fifo(), SWAP, nothingPaged(), writeThenDemap),
        [CLIENT_AT]: client(0),
        [CLIENT_AT + 1]: client(1),
        [READER_AT]: reader,
      },
      claims: (steps) => [
        {
          says: 'under either pager the page that is stored to is written out',
          holds:
            stored.join() === [ROUNDS, ROUNDS].join() && PAGERS.every((pager) => stringsFrom(steps, pager, SWAP) > 0),
        },
        { says: 'demapped and then written out, a page keeps every store', holds: lost[0] === 0 },
        {
          says: `written out and then demapped, as printed, it loses some: ${String(lost[1])} of ${String(ROUNDS)}`,
          holds: lost[1] > 0,
        },
      ],
    };
  },
};
