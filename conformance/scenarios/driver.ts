import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { BELL_LINE, BLOCK_WORDS, REGISTERS, disk, driver, readBlock, wordOnDisk } from './roles/disk.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, load } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Regular I/O (L.26-28). Two programs call the driver of a disk for blocks, and a file server does, whose application reads a file. The kernel captures
// the interrupts of the disk and forwards each as a message; the driver looks into the registers, and tells whoever asked. Requests complete out of order.

const DRIVER: ThreadId = [1, 0];
const DISK: ThreadId = [2, 0];
const PAGER: ThreadId = [3, 0];
const FILES: ThreadId = [4, 0];
const APPLICATION: ThreadId = [5, 0];
const CLIENT_TASKS = [6, 7];
/** A page of each client's, for the blocks that come. */
const BUFFER = 2;
/** What each client reads, one after the other; and the file of the application. */
const readBy = (client: number): readonly number[] => [9 - 4 * client, 2 + client, 7];
const FILE = { first: 20, blocks: 3 };
const BLOCKS = 3 * (CLIENT_TASKS.length + 1);

export const driverScenario: Scenario = {
  name: 'driver',
  pages: [26, 27, 28],
  says: 'interrupts of a device reach its driver as messages, and requests complete out of order',
  needs: ['sigma', 'ipc', 'interrupts', 'strings'],
  make: () => {
    const asked: number[] = [];
    const done: number[] = [];
    const wrong: number[] = [];
    let interrupts = 0;
    let read = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, DISK, DRIVER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const task of [APPLICATION[0], ...CLIENT_TASKS]) yield* createTask(task, PAGER, task);
      yield* sigma0(16);
    }
    function* check(block: number): Thread {
      read++;
      for (const word of [0, BLOCK_WORDS - 1])
        if ((yield* load(BUFFER * PAGE_BYTES + 4 * word)) !== wordOnDisk(block, word)) wrong.push(block);
    }
    function* ask(block: number, address: number): Thread {
      asked.push(block);
      yield* readBlock(DRIVER, block, address);
    }
    const client = (i: number) =>
      function* (): Thread {
        for (const block of readBy(i)) {
          yield* ask(block, BUFFER * PAGE_BYTES);
          yield* check(block);
        }
      };
    function* application(): Thread {
      yield* openFile(FILES, 0, BUFFER);
      yield* check(FILE.first);
      for (let offset = 1; offset < FILE.blocks; offset++) {
        yield* readAt(FILES, offset, BUFFER);
        yield* check(FILE.first + offset);
      }
    }

    return {
      boot: { frames: 16, pages: 16, tasks: 8, lthreads: 1, lines: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'driver',
        '2.0': 'disk',
        '3.0': 'pager',
        '4.0': 'files',
        '5.0': 'application',
        '6.0': 'client',
        '7.0': 'client',
      },
      registers: { task: DRIVER[0], page: REGISTERS, line: BELL_LINE },
      programs: {
        0: boot,
        [DRIVER[0]]: () => driver(DISK, () => interrupts++),
        [DISK[0]]: () => disk(DRIVER, (block) => done.push(block)),
        [PAGER[0]]: () => simplePager(),
        [FILES[0]]: () => fileServer([FILE], 2, ask),
        [APPLICATION[0]]: application,
        ...Object.fromEntries(CLIENT_TASKS.map((task, i) => [task, client(i)])),
      },
      claims: () => [
        { says: 'every block that comes is the one that was asked for', holds: read === BLOCKS && wrong.length === 0 },
        {
          says: 'the disk does what was asked for, and in another order',
          holds:
            done.length === BLOCKS &&
            done.join() !== asked.join() &&
            done.toSorted().join() === asked.toSorted().join(),
        },
        {
          says: `the interrupts are messages of the line: ${String(interrupts)} for ${String(BLOCKS)} blocks`,
          holds: interrupts > 0 && interrupts <= BLOCKS,
        },
      ],
    };
  },
};
