import { I486Kernel } from '../../impl/index.js';
import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { BootConfig, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { whole } from '../report/whole.js';
import { median } from './median.js';
import { secondsOf } from './seconds.js';

const MACHINE: BootConfig = { frames: 64, pages: 64, tasks: 4, lthreads: 4 };
const [A, B]: readonly ThreadId[] = [
  [0, 0],
  [1, 0],
];
const PAGES_LOG2 = 5;
const STRING_BYTES = 16 * PAGE_BYTES;

/** A kernel with a thread A that runs and a thread B of another space, half of the pages mapped to it, that waits. */
const bootPair = (): I486Kernel => {
  const kernel = new I486Kernel();
  kernel.boot(MACHINE);
  const half = { base: 2 ** PAGES_LOG2, sizeLog2: PAGES_LOG2 };
  const map = { kind: 'map' as const, fpage: half, offset: 0, write: true };
  kernel.step({ do: 'task_new', task: B[0], pager: A, ip: 0 });
  kernel.step({ do: 'thread_switch', to: B });
  kernel.step({ do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: PAGES_LOG2 }, timeoutMs: 'never' } });
  kernel.step({ do: 'ipc', send: { to: B, words: [], items: [map], timeoutMs: 'never' } });
  kernel.step({ do: 'ipc', receive: { from: 'any', strings: [string], timeoutMs: 'never' } });
  return kernel;
};
const string = { address: 0, bytes: STRING_BYTES };
const call = (to: ThreadId, strings: readonly (typeof string)[], room: readonly (typeof string)[]): Stimulus => ({
  do: 'ipc',
  send: { to, words: strings.length > 0 ? [] : [1, 2], strings: [...strings], items: [], timeoutMs: 'never' },
  receive: { from: 'any', strings: [...room], timeoutMs: 'never' },
});

/** What a rendez-vous is without a machine: two plain objects, of which one takes two words from the other. */
interface Plain {
  state: 'ready' | 'waiting';
  words: readonly number[];
}
const plainIpcs = (count: number): number => {
  let [sender, receiver]: [Plain, Plain] = [
    { state: 'ready', words: [1, 2] },
    { state: 'waiting', words: [] },
  ];
  for (let i = 0; i < count; i++) {
    if (receiver.state !== 'waiting') break;
    receiver.words = sender.words.slice();
    receiver.state = 'ready';
    sender.state = 'waiting';
    [sender, receiver] = [receiver, sender];
  }
  return sender.words.length;
};

/** Something that is done so many times; its own yardstick, the same work without a machine; and what a round is to do. */
interface Contender {
  readonly name: string;
  readonly unit: string;
  /** A second. */
  readonly aim: number;
  /** What one of `times` counts for. */
  readonly worth: number;
  readonly times: number;
  readonly run: (times: number) => void;
  readonly yardstick: { readonly name: string; readonly run: (times: number) => void };
}

const registerIpcs = (): Contender => {
  const kernel = bootPair();
  const [there, back] = [call(B, [], []), call(A, [], [])];
  return {
    name: 'register IPCs',
    unit: 'IPCs/s',
    aim: 1e6,
    worth: 1,
    times: 200_000,
    run: (times) => {
      for (let i = 0; i < times; i += 2) {
        kernel.step(there);
        kernel.step(back);
      }
    },
    yardstick: { name: 'two plain objects', run: plainIpcs },
  };
};

const longCopies = (): Contender => {
  const kernel = bootPair();
  const [there, back] = [call(B, [string], []), call(A, [], [string])];
  const [source, target] = [new Uint8Array(STRING_BYTES), new Uint8Array(STRING_BYTES)];
  return {
    name: 'long copies',
    unit: 'MB/s',
    aim: 200,
    worth: STRING_BYTES / 1e6,
    times: 2000,
    run: (times) => {
      for (let i = 0; i < times; i++) {
        kernel.step(there);
        kernel.step(back);
      }
    },
    yardstick: {
      name: 'Uint8Array.set of the same bytes',
      run: (times) => {
        for (let i = 0; i < times; i++) target.set(source);
      },
    },
  };
};

const boots = (): Contender => {
  const kernel = new I486Kernel();
  kernel.boot(MACHINE);
  const bytes = kernel.nucleus.memory.words.byteLength;
  const [source, target] = [new Uint8Array(bytes), new Uint8Array(bytes)];
  return {
    name: `boots, ${String(MACHINE.frames)} frames`,
    unit: 'boots/s',
    aim: 10_000,
    worth: 1,
    times: 4000,
    run: (times) => {
      for (let i = 0; i < times; i++) kernel.boot(MACHINE);
    },
    yardstick: {
      name: `Uint8Array.set of its ${String(bytes / 1024)} KiB`,
      run: (times) => {
        for (let i = 0; i < times; i++) target.set(source);
      },
    },
  };
};

/** How fast this computer runs the simulated one, beside the same work without it; `share` of a full round each. */
export const benchHost = (rounds: number, share: number, print: (line: string) => void): void => {
  const all = [registerIpcs(), longCopies(), boots()].map((it) => ({ ...it, times: Math.ceil(it.times * share) }));
  for (const { run, yardstick, times } of all) {
    run(times);
    yardstick.run(times);
  }
  const seconds = Array.from({ length: rounds }, () =>
    all.map(({ run, yardstick, times }) => ({
      ours: secondsOf(() => run(times)),
      yardstick: secondsOf(() => yardstick.run(times)),
    })),
  );
  print(`median of ${String(rounds)} interleaved rounds; a ratio is of times of one round:`);
  for (const [i, { name, unit, aim, worth, times, yardstick }] of all.entries()) {
    const rate = (worth * times) / median(seconds.map((round) => round[i].ours));
    const ratio = median(seconds.map((round) => round[i].ours / round[i].yardstick));
    const verdict = rate >= aim ? 'reached' : 'NOT reached';
    print(
      [
        name.padEnd(18),
        `${whole(rate).padStart(11)} ${unit.padEnd(8)}`,
        `aim ${whole(aim).padStart(9)}: ${verdict}`.padEnd(27),
        `${ratio.toFixed(1).padStart(6)} times as long as ${yardstick.name}`,
      ].join('  '),
    );
  }
};
