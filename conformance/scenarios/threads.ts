import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import { swapServer } from './roles/swap.js';
import { FAULT_HANDLER, attach, detach, fifo, nothingPaged, vmPager } from './roles/vm-pager.js';
import type { Scenario } from './runtime/scenario.js';
import { createTask, exchangeRegisters, load, myself, receive, send, store, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A thread library (L.25, L.29 q7, q8): a thread is an lthread and a stack, which is a region of its own over a page that is none, the guard. A thread
// that runs out of its stack faults there, and ends; as does one that strays into the guard of another. Threads and stacks of those that have ended are
// used again.

const SWAP: ThreadId = [1, 0];
const PAGER: ThreadId = [2, 0];
const TASK = 3;
const MAIN: ThreadId = [TASK, 0];
const [SWAP_AT, PAGER_AT, MAIN_AT, HANDLER_AT, THREAD_AT, EXIT_AT] = [1, 2, 3, 4, 5, 6];
/** The lthreads of the library, and the page of the stack of each; below it is its guard. */
const LTHREADS = [2, 3];
const stackOf = (lthread: number): number => 6 + 2 * lthread;
const topOf = (lthread: number): number => (stackOf(lthread) + 1) * PAGE_BYTES - 4;
const guardOf = (lthread: number): number => (stackOf(lthread) - 1) * PAGE_BYTES;

/** Frames of a stack. */
const FRAMES = 8;
const FRAME_BYTES = PAGE_BYTES / FRAMES;
/** A thread with this to add up strays. */
const STRAYS = 0;
/** What each thread is to add up, 1 to n. One needs more than its stack. */
const DEPTHS = [3, STRAYS, 5, FRAMES + 1, 4];
/** What is told of a thread that was ended. */
const ENDED = 0;
const sumTo = (n: number): number => (n * (n + 1)) / 2;

export const threadsScenario: Scenario = {
  name: 'threads',
  pages: [25, 29],
  says: 'threads of a library have stacks with guard pages, and are used again when they have ended',
  needs: ['sigma', 'ipc', 'tasks', 'strings'],
  make: () => {
    /** What the thread told that was to add up so much. */
    const told = new Map<number, number>();
    const used: number[] = [];

    function* boot(): Thread {
      yield* createTask(SWAP[0], SIGMA0, SWAP_AT);
      yield* createTask(PAGER[0], SIGMA0, PAGER_AT);
      yield* createTask(TASK, PAGER, MAIN_AT);
      yield* sigma0(12);
    }
    function* main(): Thread {
      yield* exchangeRegisters(FAULT_HANDLER, { ip: HANDLER_AT });
      yield* yieldTo([TASK, FAULT_HANDLER]); // it waits before the first fault
      const free = [...LTHREADS];
      const depths = new Map<number, number>();
      /** Waits for a thread to end, and takes its stack back. */
      function* join(): Thread<number> {
        const [lthread, sum] = (yield* receive('any')).words;
        told.set(depths.get(lthread) ?? -1, sum);
        yield* detach(PAGER, stackOf(lthread), 1);
        return lthread;
      }
      for (const depth of DEPTHS) {
        const lthread = free.shift() ?? (yield* join());
        used.push(lthread);
        depths.set(lthread, depth);
        yield* attach(PAGER, stackOf(lthread), 1);
        yield* store(topOf(lthread), depth); // its argument
        yield* exchangeRegisters(lthread, { ip: THREAD_AT });
      }
      for (let left = LTHREADS.length; left > 0; left--) yield* join();
    }
    function* thread(): Thread {
      const me = yield* myself();
      const lthread = me === 'nobody' ? 0 : me[1];
      const depth = yield* load(topOf(lthread));
      for (const other of LTHREADS) if (depth === STRAYS && other !== lthread) yield* load(guardOf(other));
      yield* send(MAIN, [lthread, yield* sum(topOf(lthread), depth)]);
    }
    /** 1 + ... + n, in frames on a stack that grows downwards. */
    function* sum(frame: number, n: number): Thread<number> {
      if (n === 0) return 0;
      yield* store(frame, n);
      yield* yieldTo(); // others run out, or stray
      const below = yield* sum(frame - FRAME_BYTES, n - 1);
      return (yield* load(frame)) + below;
    }
    /** The pager tells of faults where no region is, and whose: that thread ends. */
    function* handler(): Thread {
      while (true) {
        const { words } = yield* receive(PAGER);
        yield* exchangeRegisters(words[1], { ip: EXIT_AT });
      }
    }
    function* exit(): Thread {
      const me = yield* myself();
      yield* send(MAIN, [me === 'nobody' ? 0 : me[1], ENDED]);
    }

    return {
      boot: { frames: 12, pages: 16, tasks: 4, lthreads: 4 },
      threads: {
        '0.0': 'sigma0',
        '1.0': 'swap',
        '2.0': 'pager',
        '3.0': 'main',
        '3.1': 'handler',
        '3.2': 'thread',
        '3.3': 'thread',
      },
      ends: ['3.0', '3.2', '3.3'],
      programs: {
        0: boot,
        [SWAP_AT]: () => swapServer(0),
        [PAGER_AT]: () => vmPager(3, fifo(), SWAP, nothingPaged()),
        [MAIN_AT]: main,
        [HANDLER_AT]: handler,
        [THREAD_AT]: thread,
        [EXIT_AT]: exit,
      },
      claims: () => [
        {
          says: 'each thread adds up what it is to, on its stack, but for the one that runs out of it',
          holds: DEPTHS.filter((n) => n !== STRAYS).every((n) => told.get(n) === (n > FRAMES ? ENDED : sumTo(n))),
        },
        {
          says: 'a thread that strays into the guard of another ends, and not the other',
          holds: told.get(STRAYS) === ENDED && told.get(DEPTHS[0]) === sumTo(DEPTHS[0]),
        },
        {
          says: `${String(DEPTHS.length)} threads have run in ${String(LTHREADS.length)} lthreads and their stacks`,
          holds: told.size === DEPTHS.length && used.length === DEPTHS.length && new Set(used).size === LTHREADS.length,
        },
      ],
    };
  },
};
