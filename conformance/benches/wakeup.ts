import { MHZ, countTimer, type Interval, type TimerCost } from '../../impl/index.js';

export const STRUCTURES = ['array', 'lists', 'split-lists'] as const;
export const THREADS = [100, 400, 1600, 6400, 16_384] as const;

const SECOND = MHZ * 1_000_000;
/** The cycles of a short message as the lecture reached them, and the IPCs that it sets against the timer (L.44, L.62). */
const IPC_CYCLES = 250;
const LECTURE_THREADS = 400;
const LECTURE_RATE = 12_500;
const SCANS_PER_SECOND = 250;

/** Of the processor, in percent. */
const share = (cycles: number): number => (100 * cycles) / SECOND;

/** So many IPCs a second of which a part has a finite timeout: what they take, and what the timer adds to that, in percent. */
const ipcLoad = (finitePart: number, timer: Interval) => {
  const perSecond = LECTURE_RATE / finitePart;
  const percent = share(perSecond * IPC_CYCLES);
  return {
    finitePart,
    perSecond,
    percent,
    overhead: { least: (100 * timer.least) / percent, most: (100 * timer.most) / percent },
  };
};

export interface TimerRow extends TimerCost {
  readonly structure: (typeof STRUCTURES)[number];
  readonly threads: number;
}

/** All that the bench tells; `threads` are the numbers of sleeping threads to count with. */
export const benchWakeup = (threads: readonly number[]) => {
  const rows: readonly TimerRow[] = threads.flatMap((count) =>
    STRUCTURES.map((structure) => ({ structure, threads: count, ...countTimer(structure, count) })),
  );
  const { cyclesPerTick, inspectedPerSecond } = countTimer('lists', LECTURE_THREADS);
  const percent = {
    least: share(cyclesPerTick.least * SCANS_PER_SECOND),
    most: share(cyclesPerTick.most * SCANS_PER_SECOND),
  };
  return {
    rows,
    lecture: {
      threads: LECTURE_THREADS,
      inspectedPerSecond,
      percent,
      /** Every inspected entry a timeout of its own. */
      allFinite: ipcLoad(1, percent),
      /** As the page says, and as it multiplies. */
      printed: ipcLoad(0.75, percent),
      multiplied: ipcLoad(0.25, percent),
    },
  };
};
export type WakeupBench = ReturnType<typeof benchWakeup>;
