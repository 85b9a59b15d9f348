import { names, nil, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { Mapping, Place, Sigma, SigmaOperation, Universe } from '../../spec/vocabulary/index.js';

/** A renaming of the places of a universe: by place, its new name. */
export type Renaming = readonly Place[];

/**
 * The sorts of the universe, as the swaps of two names that no rule may tell apart. A place is a pair of a space and a page. The spaces are
 * one sort, of which sigma-zero is no member, for the rules know it; the pages of each space are a sort of their own. A page of sigma-zero
 * IS its frame (L.68), so that frames are renamed with them. All renamings are made of these swaps of neighbours.
 */
export const swapsOf = ({ spaces, pages }: Universe): readonly Renaming[] => {
  const places = Array.from({ length: spaces * pages }, (_, place) => place);
  const exchange = (a: number, b: number, x: number): number => (x === a ? b : x === b ? a : x);
  const swapSpaces = (space: number): Renaming =>
    places.map((place) => exchange(space, space + 1, Math.floor(place / pages)) * pages + (place % pages));
  const swapPages = (place: Place): Renaming => places.map((at) => exchange(place, place + 1, at));
  return [
    ...Array.from({ length: spaces - 2 }, (_, i) => swapSpaces(i + 1)),
    ...places.filter((place) => place % pages < pages - 1).map(swapPages),
  ];
};

export const identity = ({ spaces, pages }: Universe): Renaming =>
  Array.from({ length: spaces * pages }, (_, place) => place);
/** First `inner`, then `outer`. */
export const compose = (outer: Renaming, inner: Renaming): Renaming => inner.map((place) => outer[place]);

/** All that can be composed of the generators, the identity first: for S spaces of V pages (S - 1)! (V!)^S renamings. */
export const groupOf = (universe: Universe, generators: readonly Renaming[]): readonly Renaming[] => {
  const group = [identity(universe)];
  const known = new Set([group[0].join()]);
  // The list grows under the loop: a group is closed when every member has met every generator.
  for (const member of group)
    for (const generator of generators) {
      const made = compose(generator, member);
      if (known.has(made.join())) continue;
      known.add(made.join());
      group.push(made);
    }
  return group;
};

/** A mapping names a place, and is renamed with it. */
export const renameMapping = (renaming: Renaming, mapping: Mapping): Mapping =>
  mapping === nil ? nil : names(renaming[sourceOf(mapping)], writable(mapping));

export const renameSigma = (renaming: Renaming, sigma: Sigma): Sigma => {
  const renamed = sigma.slice();
  sigma.forEach((mapping, place) => (renamed[renaming[place]] = renameMapping(renaming, mapping)));
  return renamed;
};

export const renameOperation = (renaming: Renaming, operation: SigmaOperation): SigmaOperation => {
  switch (operation.op) {
    case 'map':
    case 'grant': {
      const { op, source, target, write } = operation;
      return { op, source: renaming[source], target: renaming[target], write };
    }
    case 'demap': {
      const { op, place, own, readOnly } = operation;
      return { op, place: renaming[place], own, readOnly };
    }
  }
};
