import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { filePager } from './roles/file-pager.js';
import { CURRENT, fileServer, openFile, readAt } from './roles/file-server.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import { preempted } from './runtime/preempted.js';
import type { Scenario } from './runtime/scenario.js';
import { messagesTo } from './runtime/steps.js';
import { call, createTask, exchangeRegisters, load, serve, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A possible solution of the demap challenge (L.81): a file-system-aware pager. And what is left of the challenge, a race: demapped, faulted,
// re-mapped to the next block: σ2(v) = σ1(v′), ∅, σ1(v″), and a thread of the space sees all three.

const PAGER: ThreadId = [1, 0];
const FILES: ThreadId = [2, 0];
const READER: ThreadId = [3, 0];
const OTHER: ThreadId = [4, 0];
/** A second thread of the reader's task, which looks on. */
const ONLOOKER = 1;
const ONLOOKER_AT = 5;
/** The file-system buffer region: a page. */
const BUFFER = 9;
const FILE = { first: 0, blocks: 3 };
const wordAt = (block: number, word: number): number => 500 + 10 * block + word;

const [OPEN, LOOK] = [1, 2];

export const filePagerScenario: Scenario = {
  name: 'file-pager',
  pages: [81],
  says: 'a pager that knows of files has the file server give the block back; two threads of one buffer must still agree',
  needs: ['sigma', 'ipc'],
  make: () => {
    const seen: number[] = [];
    const onlooked: number[] = [];
    let forwarded = 0;
    let forwardedBefore = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const [task] of [OTHER, READER]) yield* createTask(task, PAGER, task);
      yield* sigma0(16);
    }
    function* readBlock(block: number, address: number): Thread {
      for (const word of [0, 1]) yield* store(address + 4 * word, wordAt(block, word));
    }
    /** A server whose time slice ends where it has demapped a block and not yet mapped the next: the onlooker has a turn. */
    const files = () =>
      preempted(fileServer([FILE], 3, readBlock, PAGER), ({ do: what }) => what === 'fpage_unmap', [
        READER[0],
        ONLOOKER,
      ]);
    function* reader(): Thread {
      yield* openFile(FILES, 0, BUFFER);
      yield* call(OTHER, [OPEN]);
      yield* readAt(FILES, 1, BUFFER);
      seen.push(yield* load(BUFFER * PAGE_BYTES), (yield* call(OTHER, [LOOK])).words[0]);
      yield* store(3 * PAGE_BYTES, 77); // outside of the region
      seen.push(yield* load(3 * PAGE_BYTES));
      forwardedBefore = forwarded;
      yield* exchangeRegisters(ONLOOKER, { ip: ONLOOKER_AT });
      yield* yieldTo([READER[0], ONLOOKER]);
      yield* readAt(FILES, 2, BUFFER);
    }
    /** Looks at two words of what it takes for one block. */
    function* onlooker(): Thread {
      onlooked.push(yield* load(BUFFER * PAGE_BYTES));
      yield* yieldTo(READER);
      onlooked.push(yield* load(BUFFER * PAGE_BYTES + 4));
    }
    const other = () =>
      serve(function* ({ words: [what] }) {
        if (what === OPEN) yield* openFile(FILES, 0, BUFFER);
        return { words: [yield* load(BUFFER * PAGE_BYTES)] };
      });

    return {
      boot: { frames: 16, pages: 48, tasks: 5, lthreads: 2 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'files', '3.0': 'reader', '3.1': 'onlooker', '4.0': 'other' },
      ends: ['3.0', '3.1'],
      programs: {
        0: boot,
        [PAGER[0]]: () => filePager(FILES, [BUFFER], () => forwarded++),
        [FILES[0]]: files,
        [READER[0]]: reader,
        [OTHER[0]]: other,
        [ONLOOKER_AT]: onlooker,
      },
      claims: (steps) => [
        {
          says: 'the reader has the second block, and the other client still the first, by a fault that was forwarded',
          holds: seen.slice(0, 2).join() === [wordAt(1, 0), wordAt(0, 0)].join() && forwardedBefore === 1,
        },
        {
          says: 'a fault outside of the buffer region the pager handles itself',
          holds:
            seen[2] === 77 &&
            messagesTo(steps, FILES)
              .filter(({ words }) => words?.[0] === CURRENT)
              .every(({ words = [] }) => words[1] % 1024 === BUFFER),
        },
        {
          says: 'the race: demapped, faulted, re-mapped to the next block; two words of one block are of two blocks',
          holds: onlooked.join() === [wordAt(1, 0), wordAt(2, 1)].join() && forwarded > forwardedBefore,
        },
      ],
    };
  },
};
