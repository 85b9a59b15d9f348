import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { BELL_LINE, REGISTERS, disk, driver, readBlock, wordOnDisk } from './roles/disk.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, load } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A simple file server (L.77-79), over the driver of a disk. A client allocates a buffer, a page; to open a file maps its first block there,
// and each read maps another block at the same address. Two clients have different files open.

const DRIVER: ThreadId = [1, 0];
const DISK: ThreadId = [2, 0];
const PAGER: ThreadId = [3, 0];
const FILES: ThreadId = [4, 0];
const CLIENT_TASKS = [5, 6];
const CLIENT_AT = 5;

/** The buffer of a client, in its own space. */
const BUFFER = 9;
const TABLE = [
  { first: 0, blocks: 3 },
  { first: 10, blocks: 4 },
];
/** Fewer than blocks are read: some are replaced. */
const CACHE_PAGES = 5;
/** The offsets that each client reads, and the first beyond its file. */
const offsetsOf = (client: number): readonly number[] => (client === 0 ? [1, 0, 2, 1] : [3, 1, 2]);

export const fileServerScenario: Scenario = {
  name: 'file-server',
  pages: [77, 78, 79],
  says: 'the current block of an open file is mapped in the buffer of its client, at the same address after each read',
  needs: ['sigma', 'ipc', 'interrupts', 'strings'],
  make: () => {
    const wrong: string[] = [];
    const refused: boolean[] = [];
    const fromDisk: number[] = [];
    let read = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, DISK, DRIVER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGER, CLIENT_AT + i);
      yield* sigma0(16);
    }
    const client = (file: number) =>
      function* (): Thread {
        const check = function* (offset: number): Thread {
          read++;
          const block = TABLE[file].first + offset;
          for (const word of [0, 3])
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
      boot: { frames: 16, pages: 16, tasks: 7, lthreads: 1, lines: 2 },
      registers: { task: DRIVER[0], page: REGISTERS, line: BELL_LINE },
      programs: {
        0: boot,
        [DRIVER[0]]: () => driver(DISK, () => undefined),
        [DISK[0]]: () => disk(DRIVER, (block) => fromDisk.push(block)),
        [PAGER[0]]: simplePager,
        [FILES[0]]: () => fileServer(TABLE, CACHE_PAGES, (block, address) => readBlock(DRIVER, block, address)),
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
