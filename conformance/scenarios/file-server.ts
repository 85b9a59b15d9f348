import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, load, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A simple file server (L.77-79). A client allocates a buffer, a page; to open a file maps its first block there,
// and each read maps another block at the same address. Two clients have different files open.

const PAGER: ThreadId = [1, 0];
const FILES: ThreadId = [2, 0];
const CLIENT_TASKS = [3, 4];
const CLIENT_AT = 3;

/** The buffer of a client, in its own space. */
const BUFFER = 9;
const TABLE = [
  { first: 0, blocks: 3 },
  { first: 10, blocks: 4 },
];
/** What is on the disk, which is the server's here; scenario `driver` has one with a driver. */
const wordOnDisk = (block: number, word: number): number => 100 * (block + 1) + word;
/** Words of a block that are read in, and looked at. */
const WORDS = [0, 3];
/** One fewer than blocks are read. */
const CACHE_PAGES = 6;
/** The offsets that each client reads, and the first beyond its file. */
const offsetsOf = (client: number): readonly number[] => (client === 0 ? [1, 0, 2, 1] : [3, 1, 2]);

export const fileServerScenario: Scenario = {
  name: 'file-server',
  pages: [77, 78, 79],
  says: 'the current block of an open file is mapped in the buffer of its client, at the same address after each read',
  needs: ['sigma', 'ipc'],
  make: () => {
    const wrong: string[] = [];
    const refused: boolean[] = [];
    const fromDisk: number[] = [];
    let read = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGER, CLIENT_AT + i);
      yield* sigma0(16);
    }
    function* readBlock(block: number, address: number): Thread {
      fromDisk.push(block);
      for (const word of WORDS) yield* store(address + 4 * word, wordOnDisk(block, word));
    }
    const client = (file: number) =>
      function* (): Thread {
        const check = function* (offset: number): Thread {
          read++;
          const block = TABLE[file].first + offset;
          for (const word of WORDS)
            if ((yield* load(BUFFER * PAGE_BYTES + 4 * word)) !== wordOnDisk(block, word))
              wrong.push(`block ${String(block)}`);
        };
        yield* openFile(FILES, file, BUFFER);
        yield* check(0);
        for (const offset of offsetsOf(file)) {
          yield* readAt(FILES, offset, BUFFER);
          yield* check(offset);
        }
        refused.push(!(yield* readAt(FILES, TABLE[file].blocks, BUFFER)), !(yield* openFile(FILES, 2, BUFFER)));
      };

    return {
      boot: { frames: 16, pages: 16, tasks: 5, lthreads: 1 },
      threads: { '0.0': 'sigma0', '1.0': 'pager', '2.0': 'files', '3.0': 'client', '4.0': 'client' },
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [FILES[0]]: () => fileServer(TABLE, CACHE_PAGES, readBlock),
        [CLIENT_AT]: client(0),
        [CLIENT_AT + 1]: client(1),
      },
      claims: () => [
        {
          says: 'after each read the buffer has the block of the offset, at the same address',
          holds: read === 9 && wrong.length === 0,
        },
        {
          says: `the cache of ${String(CACHE_PAGES)} pages spares the disk some of ${String(read)} reads: it did ${String(fromDisk.length)}`,
          holds: fromDisk.length < read && fromDisk.length > CACHE_PAGES,
        },
        {
          says: 'there is no block beyond the end, and no file that nobody made',
          holds: refused.join() === 'true,true,true,true',
        },
      ],
    };
  },
};
