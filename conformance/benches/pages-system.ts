import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { randomFrom } from '../programs/random.js';
import { whole } from '../report/whole.js';
import { SIGMA0, sigma0 } from '../scenarios/roles/sigma0.js';
import { swapServer } from '../scenarios/roles/swap.js';
import { attach, fifo, nothingPaged, secondChance, vmPager } from '../scenarios/roles/vm-pager.js';
import type { Paged, Policy } from '../scenarios/roles/vm-pager.js';
import type { System } from '../scenarios/runtime/scenario.js';
import { createTask, load, store } from '../scenarios/runtime/thread.js';
import type { Thread } from '../scenarios/runtime/thread.js';

// Page replacement and swapping (L.75-76) without an end: a client whose region is 8 times as large as the memory of its pager. Each load is held against
// what was stored last.

const SWAP: ThreadId = [1, 0];
const PAGER: ThreadId = [2, 0];
const CLIENT = 3;
export const CACHE_PAGES = 8;
export const REGION = { first: 16, pages: 8 * CACHE_PAGES };
/** Sigma-zero's page, the two that swap begins with, the cache, and room for all that is written out. */
export const FRAMES = 3 + CACHE_PAGES + REGION.pages;
/** Two policies over one kernel (L.65). */
export const POLICIES: readonly { readonly name: string; readonly choose: () => Policy }[] = [
  { name: 'first in, first out', choose: fifo },
  { name: 'a second chance', choose: secondChance },
];
/** Words of a page that are used. */
const WORDS = 4;
const STORE_PERCENT = 40;

/** A client that is under way: how many accesses it has made, and how many loads were not what was stored last. */
export interface Progress {
  accesses: number;
  wrong: number;
}
/** The system, and what it does: both go on while it runs. */
export interface Pages {
  readonly system: System;
  readonly paged: Paged;
  readonly progress: Progress;
}

export const pagesSystem = (choose: () => Policy): Pages => {
  const [paged, progress] = [nothingPaged(), { accesses: 0, wrong: 0 }];
  const system: System = {
    boot: { frames: FRAMES, pages: REGION.first + REGION.pages, tasks: 4, lthreads: 2 },
    threads: {},
    ends: [],
    programs: {
      0: function* (): Thread {
        yield* createTask(SWAP[0], SIGMA0, SWAP[0]);
        yield* createTask(PAGER[0], SIGMA0, PAGER[0]);
        yield* createTask(CLIENT, PAGER, CLIENT);
        yield* sigma0(FRAMES);
      },
      [SWAP[0]]: () => swapServer(0),
      [PAGER[0]]: () => vmPager(CACHE_PAGES, choose(), SWAP, paged),
      [CLIENT]: function* (): Thread {
        yield* attach(PAGER, REGION.first, REGION.pages);
        const random = randomFrom(1);
        const stored = new Map<number, number>();
        for (let n = 1; ; n++) {
          const address = (REGION.first + random.below(REGION.pages)) * PAGE_BYTES + 4 * random.below(WORDS);
          if (random.chance(STORE_PERCENT)) {
            yield* store(address, n);
            stored.set(address, n);
          } else if ((yield* load(address)) !== (stored.get(address) ?? 0)) progress.wrong++;
          progress.accesses = n;
        }
      },
    },
    claims: () => [],
  };
  return { system, paged, progress };
};

/** What was done, in a row of a report. */
export const renderDone = ({ progress, paged }: Pick<Pages, 'progress' | 'paged'>): string =>
  `  ${whole(progress.accesses)} accesses, ${String(progress.wrong)} loads were not what was stored last; ` +
  `${whole(paged.faults)} faults, ${whole(paged.replaced)} pages replaced, ${whole(paged.writtenOut)} written out`;
