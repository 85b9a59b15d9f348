import { explore } from '../../model/explorer/index.js';
import type { Exploration } from '../../model/explorer/index.js';
import { STATE_BOUND, exploreSystem, systemScopeOf, systemScopes } from '../../model/explorer/system/index.js';
import type { SystemExploration } from '../../model/explorer/system/index.js';

/** The scopes of address spaces that are small enough to be explored whenever anything changes. */
const SMALL_SIGMA = ['sigma:3x2', 'sigma:3x2+rights', 'sigma:3x3', 'sigma:4x2'];
/** The names of all scopes that are small. */
export const smallScopes: readonly string[] = [
  ...SMALL_SIGMA,
  ...systemScopes.filter(({ isSmall }) => isSmall).map(({ name }) => name),
];
/** The names of those that are not, and are explored when there is time. */
export const largeScopes: readonly string[] = systemScopes.filter(({ isSmall }) => !isSmall).map(({ name }) => name);

export type Explored = Exploration | SystemExploration;
export const isOfSystem = (record: Explored): record is SystemExploration => 'dialect' in record;

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
  const scope = systemScopeOf(name);
  return scope === undefined
    ? explore(name, { symmetry, onProgress })
    : exploreSystem(scope, { symmetry, stateBound, onProgress });
};
