import { openKernel } from '../kernels/open.js';
import type { KernelChoice } from '../kernels/open.js';
import type { Subject } from './check-program.js';
import type { StoredFailure } from './failure-file.js';
import { SHORTEST_LOT, STORED_LOT, runLot } from './lot.js';
import { lotSize, unfit } from './source.js';
import type { Source } from './source.js';
import type { LotResult } from './lot.js';
import { isBroken, replayStored } from './replay.js';
import type { Replay } from './replay.js';
import { runShortest, shortestFor } from './shortest-programs.js';
import type { Manifest } from '../../spec/vocabulary/index.js';

/** What a worker is asked to do: the lots `first`, `first` + `stride` and so on. One of a run first replays the stored failures, which it is
 * told, and runs the shortest programs of the rules that are claimed. */
export interface Task {
  readonly kernel: KernelChoice;
  readonly seed: number;
  readonly runs: number;
  readonly source: Source;
  readonly first: number;
  readonly stride: number;
  readonly replays: boolean;
}
/** What a worker says, in this order: its kernel's manifest, what became of stored failures and of shortest programs, a result for each of its lots, and that it has finished; or what stopped it. */
export type Message =
  | { readonly manifest: Manifest }
  | { readonly shortest: Replay }
  | { readonly replay: Replay }
  | { readonly result: LotResult }
  | { readonly lot: number; readonly index: number }
  | { readonly cannot: string }
  | { readonly finished: true };

/** Where nobody hears it any more the worker ends: its run is gone, and the event that says so waits for a pause that may never come. */
const say = (message: Message): Promise<void> =>
  new Promise((done) => {
    if (!process.connected) process.exit();
    process.send?.(message, undefined, undefined, () => {
      done();
    });
  });

/** The next message from the run. */
const hear = (): Promise<unknown> => new Promise((done) => process.once('message', done));

const runAllShortest = async (subject: Subject): Promise<void> => {
  for (const [index, program] of shortestFor(subject.manifest).entries()) {
    await say({ lot: SHORTEST_LOT, index });
    const shortest = await runShortest(subject, program);
    await say({ shortest });
    if (isBroken(shortest)) return;
  }
};

const replayAll = async (subject: Subject, stored: readonly StoredFailure[]): Promise<void> => {
  for (const [index, failure] of stored.entries()) {
    await say({ lot: STORED_LOT, index });
    const replay = await replayStored(subject, failure);
    await say({ replay });
    if (isBroken(replay)) return;
  }
};

const work = async ({ kernel, seed, runs, source, first, stride, replays }: Task): Promise<void> => {
  const subject = await openKernel(kernel);
  if (kernel.kind === 'command')
    process.once('SIGTERM', () => {
      subject.close();
      process.exit();
    });
  const says = unfit(source, subject.manifest);
  if (says !== null) {
    subject.close();
    throw new Error(says);
  }
  const stored = replays ? hear() : [];
  await say({ manifest: subject.manifest });
  const told = (await stored) as readonly StoredFailure[];
  await replayAll(subject, told);
  if (replays) await runAllShortest(subject);
  const size = lotSize(source);
  for (let lot = first; lot * size < runs; lot += stride)
    await say({
      result: await runLot(
        subject,
        seed,
        lot,
        Math.min(size, runs - lot * size),
        (program) => void say({ lot, index: program }),
        source,
      ),
    });
  subject.close();
  await say({ finished: true });
};

process.on('SIGINT', () => undefined); // Ctrl-C reaches every process of the terminal: the run says what ends
process.once('disconnect', () => process.exit()); // the run is over, or gone
await work((await hear()) as Task)
  .catch((error: unknown) => say({ cannot: error instanceof Error ? error.message : String(error) }))
  .finally(() => {
    process.disconnect();
  });
