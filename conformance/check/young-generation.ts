// States and views are young when they die. With room for some hundred steps of them few are still alive when the collector comes, and there is less for it to
// move; and where each processor has a worker, a collector in threads of its own waits for processors. Together that is a quarter of a worker's time. With
// twice the room a run is no faster, and its processes take 513 MB in place of 408.

const YOUNG_MB = 16;

/** How a process that checks or explores is started. */
export const PROCESS_FLAGS: readonly string[] = [`--max-semi-space-size=${String(YOUNG_MB)}`, '--single-threaded-gc'];
/** How a thread that does is: the young generation is three such spaces. */
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: 3 * YOUNG_MB } as const;
