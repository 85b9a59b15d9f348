import { ANY, NOBODY } from './state.js';
import type { Tid } from './state.js';
import type { BootConfig, Receive, ThreadId } from './vocabulary/index.js';

/**
 * The number of the thread that `id` names. An empty slot has the number that the first thread made there will have, so that
 * a pager may be named before it exists.
 */
export const numberOf = (world: BootConfig, id: ThreadId | 'nobody'): Tid => {
  if (id === 'nobody') return NOBODY;
  const [task, lthread, nth = 1] = id;
  if (task >= world.tasks || lthread >= world.lthreads) return NOBODY;
  return task * world.lthreads + lthread + (nth - 1) * world.tasks * world.lthreads;
};

/** The number of a pager. As long as no thread is ever deleted, a second one at a slot is nobody. */
export const pagerNumberOf = (world: BootConfig, id: ThreadId | 'nobody'): Tid => {
  const number = numberOf(world, id);
  return number < world.tasks * world.lthreads ? number : NOBODY;
};

export const sourceNumberOf = (world: BootConfig, from: Receive['from']): Tid =>
  from === 'any' ? ANY : numberOf(world, from);

/** The name on the wire of the thread of number `id`. */
export const nameOf = (world: BootConfig, id: Tid): ThreadId => {
  const slots = world.tasks * world.lthreads;
  const slot = id % slots;
  const task = Math.floor(slot / world.lthreads);
  const nth = Math.floor(id / slots) + 1;
  return nth === 1 ? [task, slot % world.lthreads] : [task, slot % world.lthreads, nth];
};
