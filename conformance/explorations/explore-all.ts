import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '../check/young-generation.js';
import { storedRecord } from './records.js';
import { workOf } from './scopes.js';
import type { Explored } from './scopes.js';

/** How much work a scope was when its record was stored; one without a record may be the largest. */
const expectedOf = (name: string): number => {
  const record = storedRecord(name);
  return record === undefined ? Infinity : workOf(record);
};

/** Explores the scopes in so many threads, the largest first; the records come in the order of the names. */
export const exploreAll = async (
  names: readonly string[],
  threads: number,
  onDone: (name: string) => void,
): Promise<readonly Explored[]> => {
  const waiting = names.toSorted((a, b) => expectedOf(b) - expectedOf(a));
  const records = new Map<string, Explored>();
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('thread.js', import.meta.url), { resourceLimits: THREAD_LIMITS });
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      worker.postMessage(name);
      const [record] = (await once(worker, 'message')) as [Explored];
      records.set(name, record);
      onDone(name);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(threads, names.length) }, work));
  return names.flatMap((name) => records.get(name) ?? []);
};
