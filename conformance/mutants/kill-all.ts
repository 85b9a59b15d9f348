import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '../check/young-generation.js';
import type { Kill } from './kill.js';
import type { Order } from './kill-worker.js';
import type { Mutant } from './mutants.js';

/** What a worker is asked, and who takes its answer. */
interface Asked {
  readonly order: Order;
  readonly give: (kill: Kill) => void;
}

/** Asks the worker for one mutant after the other until none is left; `take` says which is the next. */
const killNext = (worker: Worker, take: () => Asked | null): Promise<void> =>
  new Promise((done, failed) => {
    let asked: Asked | null = null;
    const ask = (): void => {
      asked = take();
      if (asked === null) void worker.terminate().then(() => done());
      else worker.postMessage(asked.order);
    };
    worker.on('error', failed);
    worker.on('message', (kill: Kill) => {
      asked?.give(kill);
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
  const take = (): Asked | null => {
    if (next === all.length) return null;
    const at = next++;
    onStart(at);
    return { order: { mutant: all[at], seed, lots }, give: (kill) => (kills[at] = kill) };
  };
  const worker = (): Worker =>
    new Worker(new URL('./kill-worker.js', import.meta.url), { resourceLimits: THREAD_LIMITS });
  await Promise.all(Array.from({ length: Math.min(workers, all.length) }, () => killNext(worker(), take)));
  return kills;
};
