import { parentPort } from 'node:worker_threads';
import { kill } from './kill.js';
import { mutants } from './mutants.js';

/** What a worker is asked: a mutant by its place in the list. */
export interface Order {
  readonly at: number;
  readonly seed: number;
  readonly lots: number;
}

parentPort?.on('message', ({ at, seed, lots }: Order) => {
  void kill(mutants[at], seed, lots).then((result) => parentPort?.postMessage(result));
});
