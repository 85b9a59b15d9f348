import { MHZ, SOUND, costOfIpc } from '../../impl/index.js';
import type { Interval } from '../../impl/index.js';
import type { Entries } from '../scenarios/unix.js';
import { countOneWay, countWithin } from './ipc.js';

// The argument of L.32-37 in simulated time. Each row says of which entries it is made: those that scenario `unix` counts.

/** Microseconds that the lecture gives: a system call of UNIX, an IPC of the first generation (L.32), an IPC of L4 (L.40). */
const [UNIX_US, MACH_US, L4_US] = [20, 115, 5];
/** What the applications lost that were measured on kernels of the first generation, at the peak (L.32), as a share of their time on UNIX. */
const PEAK_PERCENT = { least: 50, most: 66 } as const;
/** What that loss was attributed to (L.33). */
const SPLIT = { ipc: 0.73, multiprocessor: 0.1, unattributed: 0.17 } as const;
/** A message in registers. */
const BYTES = 8;

export interface UnixRow {
  readonly name: string;
  readonly us: Interval;
  readonly cycles: Interval;
  /** How often it enters the kernel, changes the space, and delivers a message. */
  readonly entries: Entries;
}
const rowOf = (name: string, cycles: Interval, entries: Entries): UnixRow => ({
  name,
  cycles,
  us: { least: cycles.least / MHZ, most: cycles.most / MHZ },
  entries,
});
const twice = ({ least, most }: Interval): Interval => ({ least: 2 * least, most: 2 * most });

export const benchUnix = () => {
  const [within, across] = [costOfIpc(countWithin(BYTES)), costOfIpc(countOneWay(SOUND, BYTES))];
  const rows = [
    rowOf('a call that does nothing: to enter and to leave', across.enterLeave, { kernel: 1, spaces: 0, messages: 0 }),
    rowOf('an IPC within a space', within.total, { kernel: 1, spaces: 0, messages: 1 }),
    rowOf('an IPC across spaces', across.total, { kernel: 1, spaces: 1, messages: 1 }),
    rowOf('a system call of UNIX, two IPCs across', twice(across.total), { kernel: 2, spaces: 2, messages: 2 }),
  ];
  // The part of the loss that is IPC shrinks as IPC does; the others are as they were.
  const shrinks = rows[2].us.most / MACH_US;
  const parts = Object.entries(SPLIT).map(([part, share]) => {
    const percent = { least: share * PEAK_PERCENT.least, most: share * PEAK_PERCENT.most };
    const factor = part === 'ipc' ? shrinks : 1;
    return { part, share, percent, withOurs: { least: factor * percent.least, most: factor * percent.most } };
  });
  return {
    rows,
    lectureUs: { unix: UNIX_US, mach: 2 * MACH_US, l4: 2 * L4_US },
    times: UNIX_US / rows[3].us.most,
    parts,
  };
};
export type UnixBench = ReturnType<typeof benchUnix>;

const us = (value: number): string => value.toFixed(1);
const percents = ({ least, most }: Interval): string =>
  `${least.toFixed(1).padStart(5)} to ${most.toFixed(1).padStart(5)} %`;
export const renderUnixBench = ({ rows, lectureUs, times, parts }: UnixBench): string =>
  [
    `on a 486 of ${String(MHZ)} MHz, by our listings:`,
    ...rows.map(
      ({ name, cycles, us: { least, most } }) =>
        `  ${name.padEnd(48)} ${String(cycles.least).padStart(5)} to ${String(cycles.most).padStart(5)} cycles, ${us(least).padStart(5)} to ${us(most).padStart(5)} us`,
    ),
    `beside the lecture: ${String(lectureUs.unix)} us in UNIX and ${String(lectureUs.mach)} us by IPC of the first generation (L.32), ${String(lectureUs.l4)} us by that of L4 (L.40)`,
    `  at worst ours is ${us(times)} times as fast as the system call of UNIX itself`,
    `what applications lost at the peak (L.32), by the shares of L.33; and what would be left if its part that is IPC shrank to our IPC at worst:`,
    ...parts.map(
      ({ part, share, percent, withOurs }) =>
        `  ${part.padEnd(15)} ${String(Math.round(100 * share)).padStart(3)} %  ${percents(percent)}  ${percents(withOurs)}`,
    ),
  ].join('\n');
