import { ANY, NOBODY, lineId, lineOf, slotsOf } from './state.js';
import type { State, Tid } from './state.js';
import type { Line, Receive, ThreadId } from './vocabulary/index.js';

/** The number of the thread that is to be made at a slot next. */
export const unborn = (s: State, slot: number): Tid => slot + s.births[slot] * slotsOf(s.world);

/**
 * The number of the thread that `id` names: whoever is there now or, in an empty slot, the thread that will be made there next, so that
 * a pager may be named before it exists. A name with a count means that thread alone, there, gone or to come.
 */
export const numberOf = (s: State, id: ThreadId | 'nobody'): Tid => {
  if (id === 'nobody') return NOBODY;
  const [task, lthread, nth] = id;
  if (task >= s.world.tasks || lthread >= s.world.lthreads) return NOBODY;
  const slot = task * s.world.lthreads + lthread;
  return nth === undefined ? (s.threads[slot]?.id ?? unborn(s, slot)) : slot + (nth - 1) * slotsOf(s.world);
};

/** The number of a thread that can be a pager or a handler: one that is there or, in an empty slot, comes next. Any other is nobody. */
export const servantNumberOf = (s: State, id: ThreadId | 'nobody'): Tid => {
  const number = numberOf(s, id);
  if (number === NOBODY) return NOBODY;
  const slot = number % slotsOf(s.world);
  return number === (s.threads[slot]?.id ?? unborn(s, slot)) ? number : NOBODY;
};

/** From whom a receive phase takes, as a number. */
export const sourceNumberOf = (s: State, from: Receive['from']): Tid => {
  if (from === 'any') return ANY;
  return typeof from === 'object' && 'line' in from ? lineId(from.line) : numberOf(s, from);
};

/** The name on the wire of the thread of number `id`: with a count where its slot alone would mean another. */
export const nameOf = (s: State, id: Tid): ThreadId => {
  const slots = slotsOf(s.world);
  const slot = id % slots;
  const name = [Math.floor(slot / s.world.lthreads), slot % s.world.lthreads] as const;
  return numberOf(s, name) === id ? name : [...name, Math.floor(id / slots) + 1];
};
/** The name of a thread, a line or nobody. */
export const partnerNameOf = (s: State, id: Tid): ThreadId | Line | 'nobody' => {
  if (id === NOBODY) return 'nobody';
  const line = lineOf(id);
  return line < 0 ? nameOf(s, id) : { line };
};
