import { nil, sourceOf } from '../vocabulary/index.js';
import type { Place, Sigma, Universe } from '../vocabulary/index.js';

// The properties walk the derivation by themselves, so that a mistake in the algebra of the rules cannot agree with itself, and in
// bounded walks, so that they can be asked of a derivation that is no forest.

export const inSigmaZero = (universe: Universe, place: Place): boolean => place < universe.pages;
export const taskOf = (universe: Universe, place: Place): number => Math.floor(place / universe.pages);

/** real(i, v): the frame behind the page, or null where the page is nil or its derivation does not reach sigma-zero. */
export const frameOf = (sigma: Sigma, universe: Universe, place: Place): number | null => {
  let at = place;
  for (let steps = 0; steps < sigma.length && sigma[at] !== nil; steps++) {
    if (inSigmaZero(universe, at)) return at;
    at = sourceOf(sigma[at]);
  }
  return null;
};

/** (k, u) < (i, v): whether the page at `place` was obtained, directly or not, from the page at `from`. */
export const isBelow = (sigma: Sigma, universe: Universe, place: Place, from: Place): boolean => {
  let at = place;
  for (let steps = 0; steps < sigma.length && sigma[at] !== nil && !inSigmaZero(universe, at); steps++) {
    at = sourceOf(sigma[at]);
    if (at === from) return true;
  }
  return false;
};

/** Whether the page at `place` was obtained, directly or not, from any page of the task. */
export const isBelowTask = (sigma: Sigma, universe: Universe, place: Place, task: number): boolean => {
  let at = place;
  for (let steps = 0; steps < sigma.length && sigma[at] !== nil && !inSigmaZero(universe, at); steps++) {
    at = sourceOf(sigma[at]);
    if (taskOf(universe, at) === task) return true;
  }
  return false;
};
