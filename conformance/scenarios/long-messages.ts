import { PAGE_BYTES, pageOf } from '../../spec/vocabulary/index.js';
import type { Piece, ThreadId } from '../../spec/vocabulary/index.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, exchangeRegisters, load, serve, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Long messages (L.46-47, L.50): strings are gathered from variables of the sender and scattered over those of the receiver, copied once. Pages are missing on
// either side in the middle of the copy (L.23), and two threads of one space copy at a time (L.56).

const PAGER: ThreadId = [1, 0];
const WRITER_TASK = 2;
/** Each thread of the writers' task has a reader of its own. */
const READERS: readonly ThreadId[] = [
  [3, 0],
  [4, 0],
];
const [PAGER_AT, FIRST_AT, SECOND_AT, READER_AT] = [1, 2, 3, 4];
const FRAMES = 40;
const MESSAGES = 2;
/** The pager is so slow that others run in the middle of a copy that waits for it. */
const PAGER_TURNS = 1;

/** Bytes of a string: it has pages of either side to end, in the middle of one another. */
const BYTES = 2 * PAGE_BYTES + 200;
/** Where a thread of the writers' task has its variables: two, on four pages. */
const variables = (writer: number): readonly [number, number] => {
  const at = (2 + 5 * writer) * PAGE_BYTES;
  return [at + 1000, at + 3 * PAGE_BYTES + 96];
};
const gathered = (writer: number): readonly Piece[] => {
  const [first, second] = variables(writer);
  return [
    { address: first, bytes: BYTES - 600 },
    { address: second, bytes: 600, continues: true },
  ];
};
const [NEAR, FAR] = [3 * PAGE_BYTES - 100, 8 * PAGE_BYTES + 4000];
const scattered: readonly Piece[] = [
  { address: NEAR, bytes: PAGE_BYTES },
  { address: FAR, bytes: BYTES - PAGE_BYTES, continues: true },
];
/** The bytes of the string that are looked at: the first word and the last, and on either side of the ends of pages and of variables. */
const LOOKED_AT = [
  0,
  96,
  100,
  3092,
  3100,
  PAGE_BYTES - 4,
  PAGE_BYTES,
  4188,
  4192,
  7188,
  7192,
  BYTES - 604,
  BYTES - 600,
  BYTES - 4,
];
const placeIn = ([first, second]: readonly [number, number], firstBytes: number, at: number): number =>
  at < firstBytes ? first + at : second + at - firstBytes;

/** Of the first message the page in the middle of the first variable is stored to by nobody: it is missing when it is to be copied, and then blank. */
const isStored = (message: number, at: number): boolean =>
  message > 0 || pageOf(variables(0)[0] + at) !== pageOf(variables(0)[0]) + 1;
const valueOf = (writer: number, message: number, at: number): number =>
  isStored(message, at) ? 1 + at + 65536 * (2 * message + writer) : 0;

export const longMessagesScenario: Scenario = {
  name: 'long-messages',
  pages: [23, 46, 47, 50, 56],
  says: 'strings are gathered from variables and scattered over others, copied once, though pages are missing in the middle on either side',
  needs: ['sigma', 'ipc', 'tasks', 'strings'],
  make: () => {
    const wrong: string[] = [];
    let [read, answered] = [0, 0];

    function* boot(): Thread {
      yield* createTask(PAGER[0], SIGMA0, PAGER_AT);
      yield* createTask(WRITER_TASK, PAGER, FIRST_AT);
      for (const [task] of READERS) yield* createTask(task, PAGER, READER_AT);
      yield* sigma0(FRAMES);
    }
    function* write(writer: number): Thread {
      for (let message = 0; message < MESSAGES; message++) {
        for (const at of LOOKED_AT.filter((it) => isStored(message, it)))
          yield* store(placeIn(variables(writer), BYTES - 600, at), valueOf(writer, message, at));
        const { cause, words } = yield* call(READERS[writer], [writer, message], { strings: gathered(writer) });
        if (cause === 'ok' && words[0] === message) answered++;
      }
    }
    function* first(): Thread {
      yield* exchangeRegisters(1, { ip: SECOND_AT });
      yield* write(0);
    }
    const reader = () =>
      serve(
        function* ({ words: [writer, message] }) {
          for (const at of LOOKED_AT) {
            const found = yield* load(placeIn([NEAR, FAR], PAGE_BYTES, at));
            if (found !== valueOf(writer, message, at)) wrong.push(`byte ${String(at)} of message ${String(message)}`);
          }
          read++;
          return { words: [message] };
        },
        { strings: scattered },
      );
    return {
      boot: { frames: FRAMES, pages: FRAMES, tasks: 5, lthreads: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'pager',
        '2.0': 'writer',
        '2.1': 'neighbour',
        '3.0': 'reader',
        '4.0': 'reader',
      },
      ends: ['2.0', '2.1'],
      programs: {
        0: boot,
        [PAGER_AT]: () => simplePager(PAGER_TURNS),
        [FIRST_AT]: first,
        [SECOND_AT]: () => write(1),
        [READER_AT]: reader,
      },
      claims: () => [
        {
          says: `each of ${String(2 * MESSAGES)} messages of ${String(BYTES)} bytes arrives as it was sent, and is answered`,
          holds: wrong.length === 0 && read === 2 * MESSAGES && answered === read,
        },
      ],
    };
  },
};
