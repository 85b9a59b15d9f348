import { parentPort } from 'node:worker_threads';
import { kill } from './kill.js';
import type { Mutant } from './mutants.js';

/** What a worker is asked. */
export interface Order {
  readonly mutant: Mutant;
  readonly seed: number;
  readonly lots: number;
}

parentPort?.on('message', ({ mutant, seed, lots }: Order) => {
  void kill(mutant, seed, lots).then((result) => parentPort?.postMessage(result));
});
