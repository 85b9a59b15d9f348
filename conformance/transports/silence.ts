/** Silence after which a kernel is taken to hang, in seconds, unless a person asks for another. */
export const PATIENCE_SECONDS = 3;
const START_SECONDS = 20;
/** As long may it take to start a process and to import a kernel, which is no silence of the kernel. */
export const startSeconds = (patienceSeconds: number): number => Math.max(patienceSeconds, START_SECONDS);

/**
 * Calls `then` once so many seconds were counted, unless the function that is returned is called before. Only seconds count in which this process runs too: where the machine
 * was suspended, or had no time for either, nobody was silent.
 */
export const afterSeconds = (seconds: number, then: () => void): (() => void) => {
  let counted = 0;
  const clock = setInterval(() => {
    counted++;
    if (counted < seconds) return;
    clearInterval(clock);
    then();
  }, 1000);
  return () => {
    clearInterval(clock);
  };
};
