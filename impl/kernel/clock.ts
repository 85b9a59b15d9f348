/**
 * The clock as base and offset (L.63): the number of the window of 2^24 ms, and the ms since it began. Both fit a word,
 * whatever the clock shows.
 */
import type { Nucleus } from './nucleus.js';
import { Variable } from './variables.js';

/** Milliseconds of a window: some 4.66 hours (L.63, F:E7). */
export const WINDOW_MS = 2 ** 24;

/** A moment. */
export interface Moment {
  readonly base: number;
  readonly offset: number;
}

export const momentAt = (ms: number): Moment => ({ base: Math.floor(ms / WINDOW_MS), offset: ms % WINDOW_MS });
/** `ms` after a moment; `ms` is at most 2^32. */
export const after = ({ base, offset }: Moment, ms: number): Moment => {
  const { base: windows, offset: rest } = momentAt(offset + ms);
  return { base: base + windows, offset: rest };
};
export const inMs = ({ base, offset }: Moment): number => base * WINDOW_MS + offset;

export const now = ({ memory, layout }: Nucleus): Moment => ({
  base: memory.read(layout.variables, Variable.clockBase),
  offset: memory.read(layout.variables, Variable.clockOffset),
});
export const setClock = ({ memory, layout }: Nucleus, { base, offset }: Moment): void => {
  memory.write(layout.variables, Variable.clockBase, base);
  memory.write(layout.variables, Variable.clockOffset, offset);
};
