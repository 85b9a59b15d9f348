import {
  CLOCKS,
  I486Kernel,
  MeteredMachine,
  SOUND,
  TLB_MISS,
  costOfIpc,
  nameOfPolicy,
  type Cost,
  type Metered,
  type Policy,
} from '../../impl/index.js';
import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import type { Ipc, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';

// Two threads in two spaces call each other until nothing is new to TLB and tables; then one way is counted.

const [A, B]: readonly ThreadId[] = [
  [0, 0],
  [1, 0],
];
/** Pages of either space: code, stack, and where the message lies. */
const [CODE, STACK, MESSAGE] = [0, PAGE_BYTES, 2 * PAGE_BYTES];
const WARM_UP_ROUNDS = 4;
const REGISTER_BYTES = 8;
/** So many lthreads fill a page with their TCBs, so that those of two tasks are in two. */
const TCBS_OF_A_PAGE = 4;

export const SIZES = [0, 8, 12, 128, 512, 1024, 2048, 4096] as const;
const TRANSFERS = ['temporary-mapping', 'double-copy', 'shared-buffer'] as const;

/** A message of so many bytes: in registers if it fits, or else in a string. */
const messageOf = (bytes: number) =>
  bytes <= REGISTER_BYTES
    ? { words: Array.from({ length: bytes / 4 }, (_, i) => i) }
    : { words: [], strings: [{ address: MESSAGE, bytes }] };
const sendTo = (to: ThreadId, bytes: number): Pick<Ipc, 'send'> => ({
  send: { to, ...messageOf(bytes), items: [], timeoutMs: 'never' },
});
const receive: Pick<Ipc, 'receive'> = {
  receive: { from: 'any', strings: [{ address: MESSAGE, bytes: PAGE_BYTES }], timeoutMs: 'never' },
};
const ipc = (...phases: readonly Partial<Ipc>[]): Stimulus =>
  Object.assign({ do: 'ipc' as const }, ...phases) as Stimulus;

/** Who runs after the step is part of the experiment: a path of another kind would be counted silently. */
interface Pair {
  readonly machine: MeteredMachine;
  /** A step of the kernel, after which `next` runs; its code and its stack are the first that it uses. */
  readonly step: (stimulus: Stimulus, next: ThreadId) => void;
}

const pairOf = (kernel: I486Kernel, machine: MeteredMachine): Pair => ({
  machine,
  step: (stimulus, next) => {
    const { running } = kernel.step(stimulus);
    if (String(running) !== String(next)) throw new Error(`${String(running)} runs, not ${String(next)}`);
    for (const address of [CODE, STACK]) machine.userLoad(address);
  },
});

/** A kernel with thread A that runs, and B in another space, with pages of its own, that waits. */
const bootPair = (policy: Policy, threadsOfTask: number): Pair => {
  const machine = new MeteredMachine();
  const kernel = new I486Kernel(policy, machine);
  const pair = pairOf(kernel, machine);
  kernel.boot({ frames: 8, pages: 8, tasks: 2, lthreads: threadsOfTask });
  const map = { kind: 'map' as const, fpage: { base: 4, sizeLog2: 2 }, offset: 0, write: true };
  kernel.step({ do: 'task_new', task: B[0], pager: A, ip: 0 });
  kernel.step({ do: 'thread_switch', to: B });
  kernel.step({ do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 2 }, timeoutMs: 'never' } });
  kernel.step({ do: 'ipc', send: { to: B, words: [], items: [map], timeoutMs: 'never' } });
  pair.step(ipc(receive), A);
  machine.meter(kernel.nucleus.layout.text);
  return pair;
};

/** One way, counted, between two threads of one space, in registers. */
export const countWithin = (bytes: number): Metered => {
  const neighbour: ThreadId = [A[0], 1];
  const machine = new MeteredMachine();
  const kernel = new I486Kernel(SOUND, machine);
  const { step } = pairOf(kernel, machine);
  kernel.boot({ frames: 8, pages: 8, tasks: 1, lthreads: 2 });
  kernel.step({ do: 'lthread_ex_regs', lthread: neighbour[1] });
  kernel.step({ do: 'thread_switch', to: neighbour });
  step(ipc(receive), A);
  machine.meter(kernel.nucleus.layout.text);
  const there = (): void => step(ipc(sendTo(neighbour, bytes), receive), neighbour);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    there();
    step(ipc(sendTo(A, 0), receive), A);
  }
  return machine.count(there);
};

/** One way, counted: A calls B with so many bytes, and B runs. */
export const countOneWay = (policy: Policy, bytes: number, threadsOfTask = 1): Metered => {
  const { machine, step } = bootPair(policy, threadsOfTask);
  const there = (): void => step(ipc(sendTo(B, bytes), receive), B);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    there();
    step(ipc(sendTo(A, 0), receive), A);
  }
  return machine.count(there);
};

/** A remote procedure call without data, counted: by combined calls, two, or by a send and a receive on either side, four (L.45). */
const countRpc = (calls: 2 | 4): Metered => {
  const { machine, step } = bootPair(SOUND, 1);
  const combined: readonly [Stimulus, ThreadId][] = [
    [ipc(sendTo(B, 0), receive), B],
    [ipc(sendTo(A, 0), receive), A],
  ];
  const apart: readonly [Stimulus, ThreadId][] = [
    [ipc(sendTo(B, 0)), B],
    [ipc(receive), B],
    [ipc(sendTo(A, 0)), A],
    [ipc(receive), A],
  ];
  const rpc = (): void => {
    for (const [stimulus, next] of calls === 2 ? combined : apart) step(stimulus, next);
  };
  if (calls === 4) {
    // B takes the first message at once: it waited. From then on it is busy when a message comes.
    step(ipc(sendTo(B, 0)), B);
    step(ipc(sendTo(A, 0)), A);
    step(ipc(receive), A);
  }
  for (let round = 0; round < WARM_UP_ROUNDS; round++) rpc();
  return machine.count(rpc);
};

/** One way, for a strategy and a size. */
export interface OneWay {
  readonly kernel: string;
  readonly bytes: number;
  readonly counted: Metered;
  readonly cost: Cost;
}

const oneWays = (): readonly OneWay[] =>
  TRANSFERS.flatMap((transfer) => {
    const policy = { ...SOUND, transfer };
    return SIZES.map((bytes) => {
      const counted = countOneWay(policy, bytes);
      return { kernel: nameOfPolicy(policy), bytes, counted, cost: costOfIpc(counted) };
    });
  });

/** Twenty instructions, a trap and the return from it among them (L.43). */
const LECTURE_PATH = 127;
/** The lower bound as the lecture reckons it, with the misses that our path has. */
const lectureBound = ({ tlbMisses }: Metered) => ({
  misses: tlbMisses,
  cycles: LECTURE_PATH + tlbMisses * TLB_MISS.least,
});

/** What the lecture says of L4 in cycles, which our ledger is compared with and does not have to meet. */
const LECTURE_FIGURES = [
  { says: '8 bytes as reached (L.44)', bytes: 8, cycles: 250 },
  { says: '512 bytes, 18 us (L.40)', bytes: 512, cycles: 900 },
] as const;

const costAt = (all: readonly OneWay[], transfer: Policy['transfer'], bytes: number): Cost => {
  const kernel = nameOfPolicy({ ...SOUND, transfer });
  const found = all.find((it) => it.kernel === kernel && it.bytes === bytes);
  if (found === undefined) throw new Error(`${kernel} was not measured with ${String(bytes)} bytes`);
  return found.cost;
};

/** All that the bench tells; cycles throughout. */
export const benchIpc = () => {
  const all = oneWays();
  return {
    oneWays: all,
    clocks: CLOCKS,
    bound: lectureBound(countOneWay(SOUND, 0)),
    boundApart: lectureBound(countOneWay(SOUND, 0, TCBS_OF_A_PAGE)),
    compared: LECTURE_FIGURES.map(({ says, bytes, cycles }) => ({
      says,
      cycles,
      ours: costAt(all, 'temporary-mapping', bytes).total,
    })),
    secondCopy: SIZES.filter((bytes) => bytes > REGISTER_BYTES).map((bytes) => {
      const [twice, once] = [costAt(all, 'double-copy', bytes), costAt(all, 'temporary-mapping', bytes)];
      return {
        bytes,
        cycles: twice.copy.least - once.copy.least,
        lecture: 20 + 0.75 * bytes,
        total: twice.total.least - once.total.least,
      };
    }),
    rpc: ([2, 4] as const).map((calls) => ({ calls, counted: countRpc(calls) })),
    estimatedShare: Math.max(
      ...all.flatMap(({ cost: { estimated, total } }) => [estimated.least / total.least, estimated.most / total.most]),
    ),
  };
};
export type IpcBench = ReturnType<typeof benchIpc>;
