import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { lookUp, nameService, register } from './roles/names.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { call, createTask, exchangeRegisters, load, mapPage, serve, store } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// How do you bootstrap, and how do you create a process (L.29)? From sigma-zero alone to running servers: the initial pager makes the root
// task, that its pager, the name service and the loader; and the loader the first client: a copy of an image, a pager, a task that starts.

const ROOT: ThreadId = [1, 0];
const ROOT_PAGER: ThreadId = [1, 1];
const NAMES: ThreadId = [2, 0];
const LOADER: ThreadId = [3, 0];
const LOADER_PAGER: ThreadId = [3, 1];
const CLIENT: ThreadId = [4, 0];

/** Where each program begins. The client's is the address of its image, as its loader has linked it. */
const [BOOT, ROOT_AT, ROOT_PAGER_AT, NAMES_AT, LOADER_AT, LOADER_PAGER_AT] = [0, 1, 2, 3, 4, 5];
const CLIENT_AT = 6 * PAGE_BYTES;
/** The page in which the loader builds the image. */
const BUFFER = 2;
/** The image: some words of code, as a file system would have them. */
const IMAGE = [0x90, 0xb8, 0x2a, 0xcd, 0x30, 0xc3];
const sumOf = (words: readonly number[]): number => words.reduce((sum, word) => sum + word, 0);

export const bootstrapScenario: Scenario = {
  name: 'bootstrap',
  pages: [19, 29],
  says: 'from sigma-zero alone to running servers and a first client that they started',
  needs: ['sigma', 'ipc'],
  make: () => {
    const started: string[] = [];
    const sums: number[] = [];
    let loaderFound: ThreadId | null = null;

    function* boot(): Thread {
      started.push('sigma0');
      yield* createTask(ROOT[0], SIGMA0, ROOT_AT);
      yield* sigma0(16);
    }
    function* root(): Thread {
      started.push('root');
      yield* exchangeRegisters(ROOT_PAGER[1], { ip: ROOT_PAGER_AT });
      yield* createTask(NAMES[0], ROOT_PAGER, NAMES_AT);
      yield* createTask(LOADER[0], ROOT_PAGER, LOADER_AT);
    }
    function* names(): Thread {
      started.push('names');
      yield* nameService();
    }
    function* loader(): Thread {
      started.push('loader');
      yield* register(NAMES, 'load');
      yield* exchangeRegisters(LOADER_PAGER[1], { ip: LOADER_PAGER_AT });
      for (const [i, word] of IMAGE.entries()) yield* store(BUFFER * PAGE_BYTES + 4 * i, word);
      yield* createTask(CLIENT[0], LOADER_PAGER, CLIENT_AT);
      yield* serve(function* ({ words: [sum] }) {
        sums.push(sum);
        return { words: [sum] };
      });
    }
    /** The client's pager has one page to give: the copy of the image, to read only. */
    function* loaderPager(): Thread {
      yield* serve(function* ({ words: [address] }) {
        if (address - (address % PAGE_BYTES) !== CLIENT_AT) return 'later';
        return { words: [], items: [mapPage(BUFFER, CLIENT_AT / PAGE_BYTES, false)] };
      });
    }
    function* client(): Thread {
      started.push('client');
      const code: number[] = [];
      for (const i of IMAGE.keys()) code.push(yield* load(CLIENT_AT + 4 * i));
      loaderFound = yield* lookUp(NAMES, 'load');
      if (loaderFound !== null) yield* call(loaderFound, [sumOf(code)]);
    }

    return {
      boot: { frames: 16, pages: 16, tasks: 5, lthreads: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'root',
        '1.1': 'pager',
        '2.0': 'names',
        '3.0': 'loader',
        '3.1': 'pager',
        '4.0': 'client',
      },
      programs: {
        [BOOT]: boot,
        [ROOT_AT]: root,
        [ROOT_PAGER_AT]: () => simplePager(),
        [NAMES_AT]: names,
        [LOADER_AT]: loader,
        [LOADER_PAGER_AT]: loaderPager,
        [CLIENT_AT]: client,
      },
      claims: () => [
        {
          says: 'sigma-zero comes first, then the root task, then the servers, and last their client',
          holds: started.length === 5 && started.slice(0, 2).join() === 'sigma0,root' && started.at(-1) === 'client',
        },
        { says: 'the client finds its loader by name', holds: String(loaderFound) === String(LOADER) },
        { says: 'what the client executes is the image, copied', holds: sums.join() === String(sumOf(IMAGE)) },
      ],
    };
  },
};
