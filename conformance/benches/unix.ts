import { MHZ, SOUND, costOfIpc } from '../../impl/index.js';
import type { Interval } from '../../impl/index.js';
import { countOneWay, countWithin } from './ipc.js';

// The argument of L.32-37 in simulated time. Scenario `unix` shows of which entries and messages its rows are made.

/** Microseconds that the lecture gives: a system call of UNIX, an IPC of the first generation (L.32), an IPC of L4 (L.40). */
const [UNIX_US, MACH_US, L4_US] = [20, 115, 5];
/** Of what a program loses on a kernel of the first generation, the shares of L.33. */
const SPLIT = { ipc: 0.73, multiprocessor: 0.1, unattributed: 0.17 } as const;
/** A message in registers. */
const BYTES = 8;

export interface UnixRow {
  readonly name: string;
  readonly us: Interval;
  readonly cycles: Interval;
}
const rowOf = (name: string, cycles: Interval, times = 1): UnixRow => {
  const all = { least: times * cycles.least, most: times * cycles.most };
  return { name, cycles: all, us: { least: all.least / MHZ, most: all.most / MHZ } };
};

export const benchUnix = () => {
  const [within, across] = [costOfIpc(countWithin(BYTES)), costOfIpc(countOneWay(SOUND, BYTES))];
  const rows = [
    rowOf('a call that does nothing: to enter and to leave', across.enterLeave),
    rowOf('an IPC within a space', within.total),
    rowOf('an IPC across spaces', across.total),
    rowOf('a system call of UNIX, two IPCs across', across.total, 2),
  ];
  const ofUnix = rows[3].us;
  // What a system call loses with IPC of the first generation; its part that is IPC shrinks as IPC does.
  const lostUs = 2 * MACH_US - UNIX_US;
  const parts = Object.entries(SPLIT).map(([part, share]) => {
    const shrinks = part === 'ipc' ? rows[2].us.most / MACH_US : 1;
    return { part, share, us: lostUs * share, withOursUs: lostUs * share * shrinks };
  });
  return {
    rows,
    lectureUs: { unix: UNIX_US, mach: 2 * MACH_US, l4: 2 * L4_US },
    times: UNIX_US / ofUnix.most,
    lostUs,
    parts,
  };
};
export type UnixBench = ReturnType<typeof benchUnix>;

const us = (value: number): string => value.toFixed(1);
export const renderUnixBench = ({ rows, lectureUs, times, lostUs, parts }: UnixBench): string =>
  [
    `on a 486 of ${String(MHZ)} MHz, by our listings:`,
    ...rows.map(
      ({ name, cycles, us: { least, most } }) =>
        `  ${name.padEnd(48)} ${String(cycles.least).padStart(5)} to ${String(cycles.most).padStart(5)} cycles, ${us(least).padStart(5)} to ${us(most).padStart(5)} us`,
    ),
    `beside the lecture: ${String(lectureUs.unix)} us in UNIX and ${String(lectureUs.mach)} us by IPC of the first generation (L.32), ${String(lectureUs.l4)} us by that of L4 (L.40)`,
    `  at worst ours is ${us(times)} times as fast as the system call of UNIX itself`,
    `what a system call loses by IPC of the first generation, ${String(lostUs)} us, by the shares of L.33; and with our IPC at worst:`,
    ...parts.map(
      ({ part, share, us: lost, withOursUs }) =>
        `  ${part.padEnd(15)} ${String(Math.round(100 * share)).padStart(3)} %  ${us(lost).padStart(6)} us  ${us(withOursUs).padStart(6)} us`,
    ),
  ].join('\n');
