import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import type { ReadBlock } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { messagesFrom } from './runtime/steps.js';
import { call, createTask, load, serve, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// The demap challenge (L.80). A file of two blocks is opened by two clients, and its first block mapped in both: σ2(v) = σ3(v) = σ1(v′). One reads on: the
// server demaps v′, and then σ2(v) = σ3(v) = ∅. The other faults, and its pager, which knows nothing of files, cannot re-establish the mapping.

const PAGER: ThreadId = [1, 0];
const FILES: ThreadId = [2, 0];
const READER: ThreadId = [3, 0];
const OTHER: ThreadId = [4, 0];
/** The buffer of either client. */
const BUFFER = 9;
const FILE = { first: 0, blocks: 2 };
const wordOf = (block: number): number => 500 + block;
/** The blocks of a file server that has no disk: it makes them up. */
const readBlock: ReadBlock = (block, address) => store(address, wordOf(block));

/** What the other client is asked: to open the file, or to look into its buffer. */
const [OPEN, LOOK] = [1, 2];

export const demapChallengeScenario: Scenario = {
  name: 'demap-challenge',
  pages: [80],
  says: 'a demap takes a block from every client that has the file open, and a plain pager cannot give it back',
  needs: ['sigma', 'ipc'],
  make: () => {
    const seen: number[] = [];

    function* boot(): Thread {
      for (const [task] of [PAGER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const [task] of [OTHER, READER]) yield* createTask(task, PAGER, task);
      yield* sigma0(16);
    }
    function* reader(): Thread {
      yield* openFile(FILES, 0, BUFFER);
      yield* call(OTHER, [OPEN]);
      seen.push(yield* load(BUFFER * PAGE_BYTES), (yield* call(OTHER, [LOOK])).words[0]);
      yield* readAt(FILES, 1, BUFFER);
      seen.push(yield* load(BUFFER * PAGE_BYTES), (yield* call(OTHER, [LOOK])).words[0]);
    }
    const other = () =>
      serve(function* ({ words: [what] }) {
        if (what === OPEN) yield* openFile(FILES, 0, BUFFER);
        return { words: [yield* load(BUFFER * PAGE_BYTES)] };
      });

    return {
      boot: { frames: 16, pages: 16, tasks: 5, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'files', '3.0': 'reader', '4.0': 'other' },
      ends: ['3.0'],
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [FILES[0]]: () => fileServer([FILE], 2, readBlock),
        [READER[0]]: reader,
        [OTHER[0]]: other,
      },
      claims: (steps) => [
        {
          says: 'both clients have the first block, and the reader then the second',
          holds: seen.slice(0, 3).join() === [wordOf(0), wordOf(0), wordOf(1)].join(),
        },
        {
          says: 'the demap takes it from the other too: its next look faults, to its pager',
          holds: messagesFrom(steps, OTHER, PAGER, BUFFER * PAGE_BYTES).length === 1,
        },
        {
          says: 'what it then finds is not the file',
          holds: seen.length === 4 && seen[3] !== wordOf(0) && seen[3] !== wordOf(1),
        },
      ],
    };
  },
};
