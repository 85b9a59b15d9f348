import { performance } from 'node:perf_hooks';

/** How many seconds some work takes. */
export const secondsOf = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};
