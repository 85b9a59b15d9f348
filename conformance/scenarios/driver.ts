import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { BELL_LINE, REGISTERS, disk, driver, readBlock, wordOnDisk } from './roles/disk.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, load } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// An external device driver (L.26-28). The kernel captures the interrupts of a disk and forwards each as a message; the driver looks into the
// registers, and tells whoever asked. Requests complete out of order.

const DRIVER: ThreadId = [1, 0];
const DISK: ThreadId = [2, 0];
const PAGER: ThreadId = [3, 0];
const CLIENT_TASKS = [4, 5, 6];
const [DRIVER_AT, DISK_AT, PAGER_AT, CLIENT_AT] = [1, 2, 3, 4];
/** A page of each client's, for the blocks that come. */
const BUFFER = 2 * PAGE_BYTES;
/** What each client reads, one after the other. */
const readBy = (client: number): readonly number[] => [9 - 4 * client, 2 + client, 7];

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
      for (const [task] of [PAGER, DISK, DRIVER]) yield* createTask(task, SIGMA0, task);
      for (const [i, task] of CLIENT_TASKS.entries()) yield* createTask(task, PAGER, CLIENT_AT + i);
      yield* sigma0(16);
    }
    const client = (i: number) =>
      function* (): Thread {
        for (const block of readBy(i)) {
          asked.push(block);
          yield* readBlock(DRIVER, block, BUFFER);
          read++;
          for (const word of [0, 3])
            if ((yield* load(BUFFER + 4 * word)) !== wordOnDisk(block, word)) wrong.push(block);
        }
      };

    return {
      boot: { frames: 16, pages: 16, tasks: 7, lthreads: 1, lines: 2 },
      registers: { task: DRIVER[0], page: REGISTERS, line: BELL_LINE },
      programs: {
        0: boot,
        [DRIVER_AT]: () => driver(DISK, () => interrupts++),
        [DISK_AT]: () => disk(DRIVER, (block) => done.push(block)),
        [PAGER_AT]: simplePager,
        ...Object.fromEntries(CLIENT_TASKS.map((_, i) => [CLIENT_AT + i, client(i)])),
      },
      claims: () => [
        { says: 'every block that comes is the one that was asked for', holds: read === 9 && wrong.length === 0 },
        {
          says: 'the disk does what was asked for, and in another order',
          holds:
            done.length === 9 && done.join() !== asked.join() && done.toSorted().join() === asked.toSorted().join(),
        },
        {
          says: `the interrupts are messages of the line: ${String(interrupts)} for 9 blocks`,
          holds: interrupts > 0 && interrupts <= 9,
        },
      ],
    };
  },
};
