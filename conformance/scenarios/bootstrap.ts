import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { loadImage, loader } from './roles/loader.js';
import type { Image } from './roles/loader.js';
import { lookUp, nameService, register } from './roles/names.js';
import { simplePager } from './roles/pager.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, exchangeRegisters, load, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// Minimal kernel, cooperative servers (L.19): how do you bootstrap, and how do you create a process (L.29)? From sigma-zero alone to running servers: the initial
// pager makes the root task, that its pager, the name service and the loader; root has the loader load the first client, and the client a second.

const ROOT: ThreadId = [1, 0];
const ROOT_PAGER: ThreadId = [1, 1];
const NAMES: ThreadId = [2, 0];
const LOADER: ThreadId = [3, 0];
const CLIENT_TASKS = [4, 5];

/** Where each program begins; a client at the address for which its image was linked. */
const [BOOT, ROOT_AT, ROOT_PAGER_AT, NAMES_AT, LOADER_AT] = [0, 1, 2, 3, 4];
const IMAGES: readonly Image[] = [
  { name: 'sh', page: 6, words: [0x90, 0xb8, 0x2a, 0xcd, 0x30, 0xc3] },
  { name: 'cat', page: 6, words: [0x55, 0x89, 0xe5, 0xc3] },
  { name: 'sed', page: 9, words: [0x31, 0xc0, 0x40, 0xc3, 0x90] },
];
const [FIRST, SECOND] = [IMAGES[0], IMAGES[2]];

export const bootstrapScenario: Scenario = {
  name: 'bootstrap',
  pages: [19, 29],
  says: 'from sigma-zero alone to running servers and a first client that they started',
  needs: ['sigma', 'ipc'],
  make: () => {
    const started: string[] = [];
    const executed: string[] = [];
    const loaded: string[] = [];
    const loadersFound: string[] = [];

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
      yield* run(FIRST);
    }
    function* names(): Thread {
      started.push('names');
      yield* nameService();
    }
    function* loading(): Thread {
      started.push('loader');
      yield* register(NAMES, 'load');
      yield* loader(LOADER, IMAGES, CLIENT_TASKS);
    }
    /** Finds the loader by its name, as soon as it has registered, and has it load an image. */
    function* run({ name }: Image): Thread {
      let found = yield* lookUp(NAMES, 'load');
      for (; found === null; found = yield* lookUp(NAMES, 'load')) yield* yieldTo();
      loadersFound.push(String(found));
      loaded.push(`${name} is ${String(yield* loadImage(found, name))}`);
    }
    function* execute(image: Image): Thread {
      const code: number[] = [];
      for (const i of image.words.keys()) code.push(yield* load(image.page * PAGE_BYTES + 4 * i));
      executed.push(`${image.name}: ${code.join()}`);
    }
    /** Each of its instructions is fetched, which the contract does not show: it loads them. Its own code it keeps, whatever is loaded later. */
    function* first(): Thread {
      started.push('client');
      yield* execute(FIRST);
      for (const name of [SECOND.name, 'none', 'cat']) yield* run({ ...SECOND, name });
      yield* execute(FIRST);
    }

    return {
      boot: { frames: 16, pages: 16, tasks: 6, lthreads: 2 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'root',
        '1.1': 'pager',
        '2.0': 'names',
        '3.0': 'loader',
        '4.0': 'client',
        '5.0': 'second',
      },
      ends: ['1.0', '4.0', '5.0'],
      programs: {
        [BOOT]: boot,
        [ROOT_AT]: root,
        [ROOT_PAGER_AT]: () => simplePager(),
        [NAMES_AT]: names,
        [LOADER_AT]: loading,
        [FIRST.page * PAGE_BYTES]: first,
        [SECOND.page * PAGE_BYTES]: () => execute(SECOND),
      },
      claims: () => [
        {
          says: 'sigma-zero comes first, then the root task, then the servers, and last their client',
          holds: started.length === 5 && started.slice(0, 2).join() === 'sigma0,root' && started.at(-1) === 'client',
        },
        {
          says: 'root and the client find the loader by its name',
          holds: loadersFound.length === 4 && loadersFound.every((it) => it === String(LOADER)),
        },
        {
          says: 'the loader starts each image in a task of its own, while it has one, and no image that is not there',
          holds: loaded.toSorted().join() === 'cat is null,none is null,sed is 5,0,sh is 4,0',
        },
        {
          says: 'what each client executes is its image, copied, word for word, whatever is loaded after it',
          holds:
            executed.toSorted().join() ===
            [FIRST, FIRST, SECOND]
              .map(({ name, words }) => `${name}: ${words.join()}`)
              .toSorted()
              .join(),
        },
      ],
    };
  },
};
