import { openKernel } from '../kernels/open.js';
import type { KernelChoice } from '../kernels/open.js';
import { LOT_PROGRAMS, runLot } from './lot.js';
import type { LotResult } from './lot.js';
import type { Manifest } from '../../spec/vocabulary/index.js';

/** What a worker is asked to do: the lots j with j mod `workers` = `index`. */
export interface Task {
  readonly kernel: KernelChoice;
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  readonly index: number;
}
/** What a worker says, in this order: its kernel's manifest, a result for each of its lots; or what stopped it. */
export type Message =
  | { readonly manifest: Manifest }
  | { readonly result: LotResult }
  | { readonly lot: number; readonly index: number }
  | { readonly cannot: string };

const say = (message: Message): Promise<void> =>
  new Promise((done) => {
    process.send?.(message, undefined, undefined, () => {
      done();
    });
  });

const work = async ({ kernel, seed, runs, workers, index }: Task): Promise<void> => {
  const subject = await openKernel(kernel);
  await say({ manifest: subject.manifest });
  for (let lot = index; lot * LOT_PROGRAMS < runs; lot += workers)
    await say({
      result: await runLot(
        subject,
        seed,
        lot,
        Math.min(LOT_PROGRAMS, runs - lot * LOT_PROGRAMS),
        (program) => void say({ lot, index: program }),
      ),
    });
  subject.close();
};

process.once('message', (task) => {
  work(task as Task)
    .catch((error: unknown) => say({ cannot: error instanceof Error ? error.message : String(error) }))
    .finally(() => {
      process.disconnect();
    });
});
