import { explore } from '../../model/explorer/index.js';
import type { Exploration } from '../../model/explorer/index.js';
import {
  STATE_BOUND,
  compareEnvelopes,
  exploreSystem,
  systemScopeOf,
  systemScopes,
} from '../../model/explorer/system/index.js';
import type { Comparison, SystemExploration } from '../../model/explorer/system/index.js';

/** The scopes of address spaces that are small enough to be explored whenever anything changes. */
const SMALL_SIGMA = ['sigma:3x2', 'sigma:3x2+rights', 'sigma:3x3', 'sigma:4x2'];
/** In front of the name of a scope: the lazy envelope, which leaves open what may have happened, is compared with the eager one. */
const LAZY_EAGER = 'lazy-eager/';
/** The names of all explorations that are small. */
export const smallScopes: readonly string[] = [
  ...SMALL_SIGMA,
  ...systemScopes.filter(({ isSmall }) => isSmall).map(({ name }) => name),
  ...['timeouts:2', 'timeouts:3', 'scheduling:2', 'lateness:2'].map((name) => LAZY_EAGER + name),
];
/** The names of those that are not, and are explored when there is time. */
export const largeScopes: readonly string[] = [
  ...systemScopes.filter(({ isSmall }) => !isSmall).map(({ name }) => name),
  ...['tasks:2', 'scheduling:3'].map((name) => LAZY_EAGER + name),
];

export type Explored = Exploration | SystemExploration | Comparison;
export const isComparison = (record: Explored): record is Comparison => 'pairs' in record;
export const isOfSystem = (record: Explored): record is SystemExploration => 'dialect' in record;
export const isSound = (record: Explored): boolean =>
  isComparison(record) ? record.differs === null : record.violations.length === 0;
/** How many outcomes were looked at. */
export const workOf = (record: Explored): number => (isComparison(record) ? record.observations : record.transitions);

export interface ScopeOptions {
  readonly symmetry?: boolean;
  /** Of the whole system: past so many states the search ends. */
  readonly stateBound?: number;
  readonly onProgress?: (progress: { readonly states: number; readonly frontier: number }) => void;
}
/** Explores the scope of that name, of address spaces or of the whole system. Throws an Error if there is none. */
export const exploreScope = (
  name: string,
  { symmetry = true, stateBound = STATE_BOUND, onProgress = () => undefined }: ScopeOptions = {},
): Explored => {
  const scope = systemScopeOf(name.replace(LAZY_EAGER, ''));
  if (scope === undefined) return explore(name, { symmetry, onProgress });
  if (!name.startsWith(LAZY_EAGER)) return exploreSystem(scope, { symmetry, stateBound, onProgress });
  return { ...compareEnvelopes(scope), scope: name };
};
