import type { Seen, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { SIGMA0, sigma0 } from './roles/sigma0.js';
import type { Scenario, Step } from './runtime/scenario.js';
import { call, createTask, exchangeRegisters, myself, serve, yieldTo } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// The argument of L.32-37: a system call of UNIX becomes a call of a server, which is two IPCs. How often is the kernel entered for it, and how often does
// the space change, beside a call that does nothing and an IPC within a space? What that takes on a 486 is told by `l4c bench unix`.

const APPLICATION: ThreadId = [1, 0];
const NEIGHBOUR: ThreadId = [1, 1];
const UNIX: ThreadId = [2, 0];
const [APPLICATION_AT, NEIGHBOUR_AT, UNIX_AT] = [1, 2, 3];

/** What the server does for read(fd): the byte at the position of the file, which moves on. */
const READ = 3;
const FD = 4;
const END = 0;
const CONTENT = [115, 101, 100];

/** What an operation of the application makes the machine do. */
export interface Entries {
  /** Entries of the kernel. */
  readonly kernel: number;
  /** Changes of the address space. */
  readonly spaces: number;
  /** Messages that were delivered. */
  readonly messages: number;
}
const taskOf = (running: Seen['running']): number => (running === 'idle' ? -1 : running[0]);
const runs = (running: Seen['running'], thread: ThreadId): boolean => String(running) === String(thread);

/** From the step in which a thread begins with it until the thread has its result. */
export const entriesOf = (steps: readonly Step[], thread: ThreadId, begins: (it: Stimulus) => boolean): Entries => {
  const from = steps.findLastIndex(({ by, stimulus }) => runs(by, thread) && begins(stimulus));
  const count = steps.slice(from).findIndex(({ seen }) => runs(seen.running, thread) && seen.result !== undefined) + 1;
  const done = steps.slice(from, from + count);
  return {
    kernel: done.length,
    spaces: done.filter(({ by, seen }) => taskOf(by) !== taskOf(seen.running)).length,
    messages: done.filter(({ seen }) => seen.result?.call === 'ipc' && seen.result.from !== undefined).length,
  };
};
const callOf =
  (thread: ThreadId) =>
  (it: Stimulus): boolean =>
    it.do === 'ipc' && it.send !== undefined && String(it.send.to) === String(thread);

export const unixScenario: Scenario = {
  name: 'unix',
  pages: [32, 33, 34, 35, 36, 37],
  says: 'a system call of UNIX is two IPCs: four changes between user and kernel, and two of the space',
  needs: ['sigma', 'ipc'],
  make: () => {
    const read: number[] = [];

    function* boot(): Thread {
      yield* createTask(UNIX[0], SIGMA0, UNIX_AT);
      yield* createTask(APPLICATION[0], SIGMA0, APPLICATION_AT);
      yield* sigma0(2);
    }
    function* readByte(): Thread<number> {
      return (yield* call(UNIX, [READ, FD])).words[0];
    }
    function* application(): Thread {
      yield* exchangeRegisters(NEIGHBOUR[1], { ip: NEIGHBOUR_AT });
      yield* yieldTo(NEIGHBOUR);
      yield* call(NEIGHBOUR, []);
      for (let byte = yield* readByte(); byte !== END; byte = yield* readByte()) read.push(byte);
      yield* myself();
    }
    const neighbour = () =>
      serve(function* () {
        return { words: [] };
      });
    const unix = () => {
      const positions = new Map<number, number>();
      return serve(function* ({ words: [what, fd] }) {
        const position = positions.get(fd) ?? 0;
        if (what !== READ || position >= CONTENT.length) return { words: [END] };
        positions.set(fd, position + 1);
        return { words: [CONTENT[position]] };
      });
    };

    return {
      boot: { frames: 2, pages: 2, tasks: 3, lthreads: 2 },
      threads: { '0.0': 'sigma0', '1.0': 'application', '1.1': 'neighbour', '2.0': 'unix' },
      ends: ['1.0'],
      programs: { 0: boot, [APPLICATION_AT]: application, [NEIGHBOUR_AT]: neighbour, [UNIX_AT]: unix },
      claims: (steps) => {
        const nothing = entriesOf(steps, APPLICATION, (it) => it.do === 'id_nearest');
        const within = entriesOf(steps, APPLICATION, callOf(NEIGHBOUR));
        const across = entriesOf(steps, APPLICATION, callOf(UNIX));
        const are = ({ kernel, spaces, messages }: Entries): string => [kernel, spaces, messages].join();
        return [
          { says: 'the application reads the file', holds: read.join() === CONTENT.join() },
          { says: 'a call that does nothing enters the kernel once', holds: are(nothing) === '1,0,0' },
          {
            says: 'a call of a thread of the same space enters it twice, for two messages',
            holds: are(within) === '2,0,2',
          },
          { says: 'a system call of UNIX does so too, and changes the space twice', holds: are(across) === '2,2,2' },
        ];
      },
    };
  },
};
