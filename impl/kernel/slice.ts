/** The slice of the running thread: after it others of its priority have their turn (L.25). */
import type { SliceMs } from '../../spec/vocabulary/index.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { nextReady } from './ready.js';
import { Tcb } from './tcb.js';
import { Variable } from './variables.js';

/** A slice without an end, in place of milliseconds. */
export const ENDLESS = 0xffff_ffff;

export const sliceWord = (sliceMs: SliceMs): number => (sliceMs === 'never' ? ENDLESS : sliceMs);
export const sliceOf = (word: number): SliceMs => (word === ENDLESS ? 'never' : word);

export const sliceLeft = ({ memory, layout }: Nucleus): number => memory.read(layout.variables, Variable.sliceLeft);
const setSlice = ({ memory, layout }: Nucleus, ms: number): void =>
  memory.write(layout.variables, Variable.sliceLeft, ms);

/** The thread that is to run, or nobody, begins a slice of its own. Returns the thread. */
export const beginSlice = (k: Nucleus, tcb: TcbAddress): TcbAddress => {
  setSlice(k, tcb === 0 ? ENDLESS : k.memory.read(tcb, Tcb.slice));
  return tcb;
};

/**
 * After a direct switch the receiver runs on what is left of the sender's slice. A slice without an end is not handed
 * on, nor is one cut short that has none. Returns the thread.
 */
export const handOn = (k: Nucleus, tcb: TcbAddress): TcbAddress =>
  sliceLeft(k) === ENDLESS || k.memory.read(tcb, Tcb.slice) === ENDLESS ? beginSlice(k, tcb) : tcb;

/** The scheduler's choice: it begins a slice. Returns 0 where nobody is ready. */
export const pick = (k: Nucleus): TcbAddress => beginSlice(k, nextReady(k));

/**
 * `ms` pass of the slice that the thread runs on. Where it ended on the way it was renewed as often as it ended, for
 * nobody else could have had a turn; where it ends just now, nothing is left.
 *
 * @refines scheduling/slice-runs
 */
export const useSlice = (k: Nucleus, tcb: TcbAddress, ms: number): void => {
  const left = sliceLeft(k);
  if (left === ENDLESS) return;
  const own = k.memory.read(tcb, Tcb.slice);
  if (ms <= left) setSlice(k, left - ms);
  else setSlice(k, own === ENDLESS ? 0 : (own - ((ms - left) % own)) % own);
};
