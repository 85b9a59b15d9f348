import { PAGE_BYTES, renderPartner } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { BELL_LINE, BLOCK_WORDS, REGISTERS, disk, driver, readBlock, wordOnDisk } from './roles/disk.js';
import { filePager } from './roles/file-pager.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario, Step } from './runtime/scenario.js';
import { messagesFrom, messagesTo } from './runtime/steps.js';
import { createTask, load } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Regular I/O (L.26-28). Two programs call the driver of a disk for blocks, and a file server does, whose two applications read one file. The kernel
// captures the interrupts of the disk and forwards each as a message (L.27); the driver looks into the registers, and tells whoever asked; the file server
// caches the block, and tells the application (L.28). Requests complete out of order. The applications' pager knows of files, as in scenario `file-pager`.

const DRIVER: ThreadId = [1, 0];
const DISK: ThreadId = [2, 0];
const PAGER: ThreadId = [3, 0];
const FILES: ThreadId = [4, 0];
const APPLICATION_TASKS = [5, 6];
const CLIENT_TASKS = [7, 8];
/** A page of each client's, for the blocks that come; and of each application's, for those of its file. */
const [ROOM, BUFFER] = [2, 9];
/** What each client reads, one after the other; and the file of the applications, which the cache has room for. */
const readBy = (client: number): readonly number[] => [9 - 4 * client, 2 + client, 7];
const FILE = { first: 20, blocks: 3 };
const READS = 3 * CLIENT_TASKS.length + FILE.blocks * APPLICATION_TASKS.length;
const BLOCKS = 3 * CLIENT_TASKS.length + FILE.blocks;

/** What the driver was told last before each of its answers, by the kernel: a line, or who asked. */
const toldBeforeAnswers = (steps: readonly Step[]): readonly string[] => {
  let told = '';
  return steps.flatMap(({ by, stimulus, seen }) => {
    const isAnswer = String(by) === String(DRIVER) && stimulus.do === 'ipc' && stimulus.send?.strings !== undefined;
    const before = isAnswer ? [told] : [];
    if (String(seen.running) === String(DRIVER) && seen.result?.call === 'ipc' && seen.result.from !== undefined)
      told = renderPartner(seen.result.from);
    return before;
  });
};

export const driverScenario: Scenario = {
  name: 'driver',
  pages: [26, 27, 28],
  says: 'interrupts of a device reach its driver as messages, and requests complete out of order',
  needs: ['sigma', 'ipc', 'interrupts', 'strings'],
  make: () => {
    const asked: number[] = [];
    const done: number[] = [];
    const wrong: number[] = [];
    let read = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, DISK, DRIVER, FILES]) yield* createTask(task, SIGMA0, task);
      for (const task of [...APPLICATION_TASKS, ...CLIENT_TASKS]) yield* createTask(task, PAGER, task);
      yield* sigma0(16);
    }
    function* check(block: number, page: number): Thread {
      read++;
      for (const word of [0, BLOCK_WORDS - 1])
        if ((yield* load(page * PAGE_BYTES + 4 * word)) !== wordOnDisk(block, word)) wrong.push(block);
    }
    function* ask(block: number, address: number): Thread {
      asked.push(block);
      yield* readBlock(DRIVER, block, address);
    }
    const client = (i: number) =>
      function* (): Thread {
        for (const block of readBy(i)) {
          yield* ask(block, ROOM * PAGE_BYTES);
          yield* check(block, ROOM);
        }
      };
    function* application(): Thread {
      yield* openFile(FILES, 0, BUFFER);
      yield* check(FILE.first, BUFFER);
      for (let offset = 1; offset < FILE.blocks; offset++) {
        yield* readAt(FILES, offset, BUFFER);
        yield* check(FILE.first + offset, BUFFER);
      }
    }

    return {
      boot: { frames: 16, pages: 48, tasks: 9, lthreads: 1, lines: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'driver',
        '2.0': 'disk',
        '3.0': 'pager',
        '4.0': 'files',
        '5.0': 'application',
        '6.0': 'application',
        '7.0': 'client',
        '8.0': 'client',
      },
      ends: ['5.0', '6.0', '7.0', '8.0'],
      registers: { task: DRIVER[0], page: REGISTERS, line: BELL_LINE },
      programs: {
        0: boot,
        [DRIVER[0]]: () => driver(DISK),
        [DISK[0]]: () => disk(DRIVER, (block) => done.push(block)),
        [PAGER[0]]: () => filePager(FILES, [BUFFER], () => undefined),
        [FILES[0]]: () => fileServer([FILE], FILE.blocks, ask, PAGER),
        ...Object.fromEntries(APPLICATION_TASKS.map((task) => [task, application])),
        ...Object.fromEntries(CLIENT_TASKS.map((task, i) => [task, client(i)])),
      },
      claims: (steps) => {
        const told = toldBeforeAnswers(steps);
        const interrupts = messagesTo(steps, DRIVER).filter(({ from }) => from !== undefined && 'line' in from).length;
        return [
          {
            says: 'every block that comes is the one that was asked for',
            holds: read === READS && wrong.length === 0,
          },
          {
            says: 'the disk does what was asked for, and in another order',
            holds:
              done.length === BLOCKS &&
              done.join() !== asked.join() &&
              done.toSorted().join() === asked.toSorted().join(),
          },
          {
            says: `the interrupts are messages of the line: ${String(interrupts)} for ${String(BLOCKS)} blocks, and the driver answers when it is told one`,
            holds: told.length === BLOCKS && told.every((it) => it === 'line 0') && interrupts <= BLOCKS,
          },
          {
            says: 'for both applications each block of their file comes from the disk once',
            holds: Array.from({ length: FILE.blocks }, (_, offset) => FILE.first + offset).every(
              (block) => messagesFrom(steps, FILES, DRIVER, block).length === 1,
            ),
          },
        ];
      },
    };
  },
};
