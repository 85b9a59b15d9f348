import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { closeFiles, fileServer, openFile, readAt } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, deleteTask, load, receive, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A task that is made anew has the number of the one that was deleted, and a file server knows its clients by that number (L.77-78). Only whoever makes
// tasks can say that the one is not the other: it deletes the task, has its files closed, and makes it anew.

const PAGER: ThreadId = [1, 0];
const FILES: ThreadId = [2, 0];
const ROOT: ThreadId = [3, 0];
const CLIENT: ThreadId = [4, 0];
const SUCCESSOR_AT = 5;
const BUFFER = 9;
const FILE = { first: 0, blocks: 2 };
const wordOf = (block: number): number => 500 + block;

export const madeAnewScenario: Scenario = {
  name: 'made-anew',
  pages: [77, 78],
  says: 'a task that is made anew has nothing open that its predecessor opened: whoever deleted that has told the file server',
  needs: ['sigma', 'ipc', 'tasks'],
  make: () => {
    const seen: number[] = [];
    const closed: boolean[] = [];
    const found: boolean[] = [];

    function* boot(): Thread {
      for (const [task] of [PAGER, FILES, ROOT]) yield* createTask(task, SIGMA0, task);
      yield* sigma0(16);
    }
    function* root(): Thread {
      yield* createTask(CLIENT[0], PAGER, CLIENT[0]);
      yield* receive(CLIENT);
      yield* deleteTask(CLIENT[0]);
      closed.push(yield* closeFiles(FILES, CLIENT[0]));
      yield* createTask(CLIENT[0], PAGER, SUCCESSOR_AT);
    }
    function* look(): Thread {
      seen.push(yield* load(BUFFER * PAGE_BYTES));
    }
    function* client(): Thread {
      yield* openFile(FILES, 0, BUFFER);
      yield* look();
      closed.push(yield* closeFiles(FILES, CLIENT[0]));
      yield* readAt(FILES, 1, BUFFER);
      yield* look();
      yield* call(ROOT, []); // which never answers
    }
    function* successor(): Thread {
      found.push(yield* readAt(FILES, 1, BUFFER), yield* openFile(FILES, 0, BUFFER));
      yield* look();
    }

    return {
      boot: { frames: 16, pages: 16, tasks: 5, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'files', '3.0': 'root', '4.0': 'client' },
      ends: ['3.0', '4.0'],
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [FILES[0]]: () => fileServer([FILE], 2, (block, address) => store(address, wordOf(block)), null, ROOT),
        [ROOT[0]]: root,
        [CLIENT[0]]: client,
        [SUCCESSOR_AT]: successor,
      },
      claims: () => [
        {
          says: 'both have the blocks of the file that they opened',
          holds: seen.join() === [0, 1, 0].map(wordOf).join(),
        },
        {
          says: 'whoever made the client has its files closed, the client itself not',
          holds: closed.join() === 'false,true',
        },
        {
          says: 'the one that is made anew has no file open before it opens one',
          holds: found.join() === 'false,true',
        },
      ],
    };
  },
};
