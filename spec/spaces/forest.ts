import { names, nil, readOnly, sourceOf, writable } from '../vocabulary/index.js';
import type { Mapping, Place, Sigma } from '../vocabulary/index.js';

/**
 * The algebra of derivation. Mappings form a forest whose roots are the pages of sigma-zero (L.69): `pages` is the number of pages
 * of a space, so that the places below `pages` are sigma-zero's. Functions that change nothing return their argument.
 */
export const isRoot = (pages: number, place: Place): boolean => place < pages;

/** Whether the page at `place` was obtained, directly or not, from the page at `from`. */
export const derivesFrom = (sigma: Sigma, pages: number, place: Place, from: Place): boolean => {
  let at = place;
  while (!isRoot(pages, at) && sigma[at] !== nil) {
    at = sourceOf(sigma[at]);
    if (at === from) return true;
  }
  return false;
};

/** The page of sigma-zero, that is the frame, behind a page that is not nil: the lecture's sigma(v) (L.68). */
export const realFrame = (sigma: Sigma, pages: number, place: Place): number => {
  let at = place;
  while (!isRoot(pages, at)) at = sourceOf(sigma[at]);
  return at;
};

const changeDerived = (sigma: Sigma, pages: number, place: Place, change: (mapping: Mapping) => Mapping): Sigma => {
  let changed: Mapping[] | null = null;
  for (let at = pages; at < sigma.length; at++) {
    const mapping = sigma[at];
    if (mapping !== nil && derivesFrom(sigma, pages, at, place)) (changed ??= sigma.slice())[at] = change(mapping);
  }
  return changed ?? sigma;
};

/** Everything derived from the page becomes nil; the page itself stays. */
export const flushDerived = (sigma: Sigma, pages: number, place: Place): Sigma =>
  changeDerived(sigma, pages, place, () => nil);

/** The page leaves the forest, with everything derived from it. */
export const flush = (sigma: Sigma, pages: number, place: Place): Sigma => {
  const flushed = sigma.slice();
  for (let at = pages; at < sigma.length; at++) if (derivesFrom(sigma, pages, at, place)) flushed[at] = nil;
  flushed[place] = nil;
  return flushed;
};

/** Everything derived from the page is cut to read-only. */
export const restrictDerived = (sigma: Sigma, pages: number, place: Place): Sigma =>
  changeDerived(sigma, pages, place, readOnly);

/** The page at `target` takes the place of the page at `source` in the forest, children included; `source` becomes nil. */
export const move = (sigma: Sigma, pages: number, source: Place, target: Place, write: boolean): Sigma => {
  const moved = sigma.slice();
  for (let at = pages; at < sigma.length; at++) {
    const mapping = sigma[at];
    if (mapping !== nil && sourceOf(mapping) === source) moved[at] = names(target, writable(mapping));
  }
  moved[target] = names(sourceOf(sigma[source]), write && writable(sigma[source]));
  moved[source] = nil;
  return write ? moved : restrictDerived(moved, pages, target);
};
