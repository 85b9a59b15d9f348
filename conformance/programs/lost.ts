import { nameOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { PAGE_BYTES, nil, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { Place, Stimulus } from '../../spec/vocabulary/index.js';
import type { Random } from './random.js';

// Pages that a space had at second hand and has lost, or may no more write: a kernel that forgot to take one away shows it where that page is accessed.

/** What a step took away is added; what it gave back goes. */
export const noteLost = (lost: Set<Place>, before: State, after: State): void => {
  if (before.sigma === after.sigma) return;
  after.sigma.forEach((mapping, place) => {
    const had = before.sigma[place];
    if (mapping === had) return;
    const atSecondHand = had !== nil && sourceOf(had) >= after.world.pages;
    if (atSecondHand && (mapping === nil || !writable(mapping))) lost.add(place);
    else lost.delete(place);
  });
};

/**
 * An access to a page that the running thread's space has lost. If it has lost none, the processor goes to a thread whose space has; null if there is none.
 */
export const drawProbe = (random: Random, s: State, runner: Thread, lost: Set<Place>): Stimulus | null => {
  const { pages } = s.world;
  const taskOf = (place: Place): number => Math.floor(place / pages);
  const own = [...lost].filter((place) => taskOf(place) === runner.task);
  if (own.length === 0) {
    const others = s.threads.filter(
      (t) => t?.phase.is === 'ready' && t.fault === null && [...lost].some((place) => taskOf(place) === t.task),
    );
    const other = others.length > 0 ? random.pick(others) : null;
    return other === null ? null : { do: 'thread_switch', to: nameOf(s, other.id) };
  }
  const place = random.pick(own);
  lost.delete(place);
  const address = (place % pages) * PAGE_BYTES;
  return s.sigma[place] === nil ? { do: 'load', address } : { do: 'store', address, value: 1 + random.below(90) };
};
