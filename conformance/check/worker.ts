import { loadKernel } from '../kernels/load.js';
import { LOT_PROGRAMS, runLot } from './lot.js';
import type { LotResult } from './lot.js';
import type { Manifest } from '../../spec/vocabulary/index.js';

/** What a worker is asked to do: the lots j with j mod `workers` = `index`. */
export interface Task {
  readonly kernel: string;
  readonly seed: number;
  readonly runs: number;
  readonly workers: number;
  readonly index: number;
}
/** What a worker says, in this order: its kernel's manifest, a result for each of its lots; or what stopped it. */
export type Message = { readonly manifest: Manifest } | { readonly result: LotResult } | { readonly cannot: string };

const say = (message: Message): Promise<void> =>
  new Promise((done) => {
    process.send?.(message, undefined, undefined, () => {
      done();
    });
  });

const work = async ({ kernel: name, seed, runs, workers, index }: Task): Promise<void> => {
  const kernel = await loadKernel(name);
  await say({ manifest: kernel.manifest });
  for (let lot = index; lot * LOT_PROGRAMS < runs; lot += workers)
    await say({ result: runLot(kernel, seed, lot, Math.min(LOT_PROGRAMS, runs - lot * LOT_PROGRAMS)) });
};

process.once('message', (task) => {
  work(task as Task)
    .catch((error: unknown) => say({ cannot: error instanceof Error ? error.message : String(error) }))
    .finally(() => {
      process.disconnect();
    });
});
