import { nil, sourceOf } from '../vocabulary/index.js';
import type { Sigma, Universe } from '../vocabulary/index.js';
import type { Handover } from './property.js';
import { inSigmaZero, isBelow, taskOf } from './walks.js';

// The cases of map and grant that the properties tell apart.

/** The sender has the page and offers it to another task than its own, task 0 excepted. */
export const isSent = (before: Sigma, { source, target }: Handover, universe: Universe): boolean =>
  before[source] !== nil && taskOf(universe, source) !== taskOf(universe, target) && !inSigmaZero(universe, target);

/** The source was derived from the very page onto which it is sent. */
export const isOntoAncestor = (before: Sigma, { source, target }: Handover, universe: Universe): boolean =>
  isBelow(before, universe, source, target);

/** The page is sent, and is there to be accepted once its destination is free. */
export const arrives = (before: Sigma, operation: Handover, universe: Universe): boolean =>
  isSent(before, operation, universe) && !isOntoAncestor(before, operation, universe);

/** The page is mapped onto a page that names it already. */
export const isMapAgain = (before: Sigma, { op, source, target }: Handover): boolean =>
  op === 'map' && before[target] !== nil && sourceOf(before[target]) === source;

/** The sender is to lose the page: a grant, except out of sigma-zero, where it acts as a map (L.68). */
export const givesAway = ({ op, source }: Handover, universe: Universe): boolean =>
  op === 'grant' && !inSigmaZero(universe, source);
