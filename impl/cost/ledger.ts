/** What a path through the kernel costs on a 486: listings, as often as the machine counted, and the misses on top. */
import { CLOCKS, DESCRIPTOR_LINES, LINE_BYTES, LINE_FILL, TLB_MISS } from './clocks.js';
import {
  CLEAR_ENTRY,
  COPY,
  EACH_DWORD,
  ENTER_LEAVE,
  RENDEZVOUS,
  SET_ENTRY,
  SPACE,
  TRANSFER,
  sumOf,
  type Listing,
} from './listings.js';
import type { Metered } from './meter.js';

/** Cycles: with the lecture's TLB misses and all lines in the cache, and with the longest misses and no line there. */
export interface Interval {
  readonly least: number;
  readonly most: number;
}
const exactly = (cycles: number): Interval => ({ least: cycles, most: cycles });

export interface Cost {
  readonly enterLeave: Interval;
  readonly tlbMisses: Interval;
  readonly copy: Interval;
  readonly directoryWords: Interval;
  readonly rest: Interval;
  readonly cacheLines: Interval;
  readonly total: Interval;
  /** Of the total, what rests on estimated rows. */
  readonly estimated: Interval;
}

/** The cost of one IPC, between threads of which the partner waits, that made the machine count this. */
export const costOfIpc = (counted: Metered): Cost => {
  const transfers = counted.copies > 0 ? 1 : 0;
  const run: readonly (readonly [times: number, listings: readonly Listing[]])[] = [
    [1, ENTER_LEAVE],
    [1, RENDEZVOUS],
    [counted.spaces, SPACE],
    [transfers, TRANSFER],
    [counted.copies, COPY],
    [counted.entriesSet, SET_ENTRY],
    [counted.entriesCleared, CLEAR_ENTRY],
  ];
  const clocksOf = (...wanted: readonly (readonly Listing[])[]): number =>
    run.reduce((sum, [times, listings]) => sum + (wanted.includes(listings) ? times * sumOf(listings).clocks : 0), 0);
  const codeBytes = run.reduce((sum, [times, listings]) => sum + (times > 0 ? sumOf(listings).bytes : 0), 0);
  const lines = counted.lines + Math.ceil(codeBytes / LINE_BYTES) + DESCRIPTOR_LINES;
  const listed = run.reduce((sum, [times, listings]) => sum + times * sumOf(listings).estimated, 0);

  const parts = {
    enterLeave: exactly(clocksOf(ENTER_LEAVE)),
    tlbMisses: { least: counted.tlbMisses * TLB_MISS.least, most: counted.tlbMisses * TLB_MISS.most },
    copy: exactly(clocksOf(COPY) + (counted.copiedBytes / 4) * CLOCKS[EACH_DWORD].clocks),
    directoryWords: exactly(clocksOf(SET_ENTRY, CLEAR_ENTRY)),
    rest: exactly(clocksOf(RENDEZVOUS, SPACE, TRANSFER)),
    cacheLines: { least: 0, most: lines * LINE_FILL },
  };
  const all: readonly Interval[] = Object.values(parts);
  const total = {
    least: all.reduce((sum, { least }) => sum + least, 0),
    most: all.reduce((sum, { most }) => sum + most, 0),
  };
  return { ...parts, total, estimated: { least: listed, most: listed + DESCRIPTOR_LINES * LINE_FILL } };
};
