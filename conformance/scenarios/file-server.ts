import { PAGE_BYTES, renderPartner } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { fileServer, openFile, readAt } from './roles/file-server.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario, Step } from './runtime/scenario.js';
import { call, createTask, load, serve, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A simple file server (L.77-79). A client allocates a buffer, a page v; to open a file maps its first block there, σ2(v) = σ1(v′), and each read maps
// another block at the same address, σ2(v) = σ1(v″), when the one before has been demapped. Three clients have different files open, and one sits on its
// block while the others read more of them than the cache has pages.

const PAGER: ThreadId = [1, 0];
const FILES: ThreadId = [2, 0];
const READER_TASKS = [3, 4];
const SITTER: ThreadId = [5, 0];
const READER_AT = 3;
const SITTER_AT = 5;

/** What a reader asks the one that sits: before it begins, whether it sits; and when it is done, to look again. */
const [SITS, LOOK] = [1, 2];

/** The buffer v of a client, in its own space. */
const BUFFER = 9;
/** The files of the readers, and of the one that sits. */
const TABLE = [
  { first: 0, blocks: 3 },
  { first: 10, blocks: 4 },
  { first: 20, blocks: 1 },
];
/** What is on the disk, which is the server's here; scenario `driver` has one with a driver. */
const wordOnDisk = (block: number, word: number): number => 100 * (block + 1) + word;
/** Words of a block that are read in, and looked at. */
const WORDS = [0, 3];
/** Fewer than blocks are read. */
const CACHE_PAGES = 6;
/** The offsets that each reader reads, and the first beyond its file. */
const offsetsOf = (file: number): readonly number[] => (file === 0 ? [1, 0, 2, 1] : [3, 1, 2]);
const READS = READER_TASKS.reduce((sum, _, file) => sum + offsetsOf(file).length, 0);

/** How often the server mapped a client a block when it had demapped the page of the one before, and none else, since its last answer. */
const movesOf = (steps: readonly Step[]): number => {
  const mapped = new Map<string, number>();
  let demapped: readonly number[] = [];
  let moves = 0;
  for (const { by, stimulus } of steps) {
    if (String(by) !== String(FILES)) continue;
    if (stimulus.do === 'fpage_unmap') demapped = [...demapped, stimulus.fpage.base];
    if (stimulus.do !== 'ipc' || stimulus.send === undefined) continue;
    const client = renderPartner(stimulus.send.to);
    for (const { fpage } of stimulus.send.items) {
      if (demapped.length === 1 && demapped[0] === mapped.get(client)) moves++;
      mapped.set(client, fpage.base);
    }
    demapped = [];
  }
  return moves;
};

/** How many blocks the server read in: their first words. */
const broughtIn = (steps: readonly Step[]): number =>
  steps.filter(
    ({ by, stimulus }) =>
      String(by) === String(FILES) && stimulus.do === 'store' && stimulus.address % PAGE_BYTES === 0,
  ).length;

export const fileServerScenario: Scenario = {
  name: 'file-server',
  pages: [77, 78, 79],
  says: 'the current block of an open file is mapped in the buffer of its client, at the same address after each read',
  needs: ['sigma', 'ipc'],
  make: () => {
    const wrong: number[] = [];
    const refused: boolean[] = [];
    let looked = 0;

    function* boot(): Thread {
      for (const [task] of [PAGER, FILES]) yield* createTask(task, SIGMA0, task);
      yield* createTask(SITTER[0], PAGER, SITTER_AT);
      for (const [file, task] of READER_TASKS.entries()) yield* createTask(task, PAGER, READER_AT + file);
      yield* sigma0(16);
    }
    function* readBlock(block: number, address: number): Thread {
      for (const word of WORDS) yield* store(address + 4 * word, wordOnDisk(block, word));
    }
    function* check(block: number): Thread {
      looked++;
      for (const word of WORDS)
        if ((yield* load(BUFFER * PAGE_BYTES + 4 * word)) !== wordOnDisk(block, word)) wrong.push(block);
    }
    const reader = (file: number) =>
      function* (): Thread {
        const { first, blocks } = TABLE[file];
        yield* call(SITTER, [SITS]);
        yield* openFile(FILES, file, BUFFER);
        yield* check(first);
        for (const offset of offsetsOf(file)) {
          yield* readAt(FILES, offset, BUFFER);
          yield* check(first + offset);
        }
        refused.push(!(yield* readAt(FILES, blocks, BUFFER)), !(yield* openFile(FILES, TABLE.length, BUFFER)));
        yield* call(SITTER, [LOOK]);
      };
    function* sitter(): Thread {
      yield* openFile(FILES, 2, BUFFER);
      yield* check(TABLE[2].first);
      yield* serve(function* ({ words: [what] }) {
        if (what === LOOK) yield* check(TABLE[2].first);
        return { words: [] };
      });
    }

    return {
      boot: { frames: 16, pages: 16, tasks: 6, lthreads: 1 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'pager',
        '2.0': 'files',
        '3.0': 'reader',
        '4.0': 'reader',
        '5.0': 'sitter',
      },
      ends: ['3.0', '4.0'],
      programs: {
        0: boot,
        [PAGER[0]]: () => simplePager(),
        [FILES[0]]: () => fileServer(TABLE, CACHE_PAGES, readBlock),
        [READER_AT]: reader(0),
        [READER_AT + 1]: reader(1),
        [SITTER_AT]: sitter,
      },
      claims: (steps) => {
        const brought = broughtIn(steps);
        return [
          {
            says: 'after each read the buffer has the block of the offset, at the same address, and keeps it while others read',
            holds: looked === READS + 5 && wrong.length === 0,
          },
          {
            says: `before each of ${String(READS)} reads is answered the block that was current is demapped, and no other`,
            holds: movesOf(steps) === READS,
          },
          {
            says: `the cache of ${String(CACHE_PAGES)} pages spares the disk some of ${String(READS + 3)} blocks: it brought ${String(brought)}`,
            holds: brought < READS + 3 && brought > CACHE_PAGES,
          },
          {
            says: 'there is no block beyond the end, and no file that nobody made',
            holds: refused.join() === 'true,true,true,true',
          },
        ];
      },
    };
  },
};
