import { Worker } from 'node:worker_threads';
import type { Kill } from './kill.js';
import type { Order } from './kill-worker.js';
import type { Mutant } from './mutants.js';

/** Asks the worker for one mutant after the other until none is left; `take` gives the next. */
const killNext = (worker: Worker, take: () => Order | null, give: (at: number, kill: Kill) => void): Promise<void> =>
  new Promise((done, failed) => {
    let order: Order | null = null;
    const ask = (): void => {
      order = take();
      if (order === null) void worker.terminate().then(() => done());
      else worker.postMessage(order);
    };
    worker.on('error', failed);
    worker.on('message', (kill: Kill) => {
      if (order !== null) give(order.at, kill);
      ask();
    });
    ask();
  });

/** Kills the mutants on so many threads; the result does not depend on how many. `onStart` is told of each that begins. */
export const killAll = async (
  all: readonly Mutant[],
  seed: number,
  lots: number,
  workers: number,
  onStart: (at: number) => void,
): Promise<readonly Kill[]> => {
  const kills: Kill[] = [];
  let next = 0;
  const take = (): Order | null => {
    if (next === all.length) return null;
    onStart(next);
    return { at: next++, seed, lots };
  };
  const give = (at: number, kill: Kill): void => {
    kills[at] = kill;
  };
  const worker = (): Worker => new Worker(new URL('./kill-worker.js', import.meta.url));
  await Promise.all(Array.from({ length: Math.min(workers, all.length) }, () => killNext(worker(), take, give)));
  return kills;
};
