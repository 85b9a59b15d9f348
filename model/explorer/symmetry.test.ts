import { expect, test } from 'vitest';
import { boot, reference, withSigma } from '../../spec/index.js';
import type { State } from '../../spec/index.js';
import { names, nil, sourceOf } from '../../spec/vocabulary/index.js';
import type { Sigma, SigmaOperation, Universe } from '../../spec/vocabulary/index.js';
import { explore } from './index.js';
import { holdingsOf, operationsOf, scopeOf } from './scope.js';
import type { Scope } from './scope.js';
import { settlerOf, workOf } from './settle.js';
import { groupOf, identity, renameMapping, renameOperation, renameSigma, swapsOf } from './symmetry.js';
import type { Renaming } from './symmetry.js';

test('symmetry: 3 spaces of 3 pages have 432 renamings, which leave 1 087 of 262 531 states to expand', () => {
  const { universe } = scopeOf('sigma:3x3');
  expect(groupOf(universe, swapsOf(universe))).toHaveLength(432); // 2! orders of the spaces, 3! of the pages of each
  const { states, orbits, renamings } = explore('sigma:3x3', { properties: [] });
  expect({ states, orbits, renamings }).toEqual({ states: 262_531, orbits: 1087, renamings: 432 });
});

test.each([
  ['sigma:2x4', 576],
  ['sigma:3x2', 16],
  ['sigma:4x2', 96],
  ['sigma:3x4', 27_648], // the largest group of a scope that has no more than 2^32 keys
])('symmetry: %s has %i renamings, and none maps a state out of the declaration', (name, order) => {
  const scope = scopeOf(name);
  const group = groupOf(scope.universe, swapsOf(scope.universe));
  expect(group).toHaveLength(order);
  const holdings = holdingsOf(scope);
  for (const renaming of group.slice(0, 500))
    holdings.forEach((held, place) => {
      expect(held.map((mapping) => renameMapping(renaming, mapping)).sort()).toEqual(
        holdings[renaming[place]].slice().sort(),
      );
    });
});

test.each(['sigma:3x2', 'sigma:3x2+rights'])(
  'symmetry: of %s the same is counted with it and without, orbit by orbit weighed',
  (name) => {
    const [orbits, all] = [true, false].map((symmetry) => explore(name, { symmetry }));
    expect(orbits.orbits).toBeLessThan(all.orbits / 10);
    expect(all.orbits).toBe(all.states);
    const { renamings, transitionHash } = all;
    expect({ ...orbits, orbits: all.orbits, renamings, transitionHash }).toEqual(all);
  },
);

/** How a renaming acts on what an operation meets and on the operation. */
interface Action {
  readonly sigma: (sigma: Sigma) => Sigma;
  readonly operation: (operation: SigmaOperation) => SigmaOperation;
}
const actionOf = (renaming: Renaming): Action => ({
  sigma: (sigma) => renameSigma(renaming, sigma),
  operation: (operation) => renameOperation(renaming, operation),
});

/** States on random walks of 30 operations; always the same. */
const statesOf = ({ universe }: Scope, operations: readonly SigmaOperation[], count: number): readonly State[] => {
  const { meet, settle } = settlerOf(reference);
  const first = boot({ frames: universe.pages, pages: universe.pages, tasks: universe.spaces, lthreads: 1 });
  const states: State[] = [];
  let seed = 1;
  for (let s = first; states.length < count; s = states.length % 30 === 0 ? first : s) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    s = settle(s, meet(workOf(universe, operations[(seed >>> 8) % operations.length])), 1);
    states.push(s);
  }
  return states;
};

/** The first operation and state for which the action does not commute with the rules. */
const counterexample = (name: string, action: Action): { operation: SigmaOperation; sigma: Sigma } | undefined => {
  const scope = scopeOf(name);
  const operations = operationsOf(scope);
  const { meet, settle } = settlerOf(reference);
  const pairs = operations.map((operation) => ({
    operation,
    it: meet(workOf(scope.universe, operation)),
    renamed: meet(workOf(scope.universe, action.operation(operation))),
  }));
  for (const s of statesOf(scope, operations, 150))
    for (const { operation, it, renamed } of pairs) {
      const first = action.sigma(settle(s, it, 1).sigma);
      const second = settle(withSigma(s, action.sigma(s.sigma)), renamed, 1).sigma;
      if (first.join() !== second.join()) return { operation, sigma: s.sigma };
    }
  return undefined;
};

const SCOPES = ['sigma:3x2+rights', 'sigma:3x3', 'sigma:4x2'];
test.each(SCOPES)('symmetry: every swap of %s commutes with every operation in random states', (name) => {
  for (const swap of swapsOf(scopeOf(name).universe)) expect(counterexample(name, actionOf(swap))).toBeUndefined();
});

const exchange = (universe: Universe, a: number, b: number): Renaming =>
  identity(universe).map((place) => (place === a ? b : place === b ? a : place));

test.each(SCOPES)('symmetry: in %s wrong renamings do not commute', (name) => {
  const { universe } = scopeOf(name);
  const { pages } = universe;
  const framesStay = exchange(universe, 0, 1);
  const withSigmaZero = identity(universe).map((place) =>
    place < pages ? place + pages : place < 2 * pages ? place - pages : place,
  );
  const wrong: Record<string, Action> = {
    "sigma-zero's pages move without the frames": {
      sigma: (sigma) => sigma.map((mapping, place) => (place < pages ? sigma[framesStay[place]] : mapping)),
      operation: (operation) => renameOperation(framesStay, operation),
    },
    'the places move, and what names them does not': {
      sigma: (sigma) => sigma.map((_, place) => sigma[exchange(universe, pages, pages + 1)[place]]),
      operation: (operation) => renameOperation(exchange(universe, pages, pages + 1), operation),
    },
    'what names a place moves, and the place does not': {
      sigma: (sigma) =>
        sigma.map((mapping) => (mapping !== nil && sourceOf(mapping) === pages ? names(pages + 1, true) : mapping)),
      operation: (operation) => operation,
    },
    'sigma-zero changes places with another space': actionOf(withSigmaZero),
    'a page of one space changes places with a page of another': actionOf(exchange(universe, pages, 2 * pages)),
  };
  for (const [says, action] of Object.entries(wrong)) expect(counterexample(name, action), says).toBeDefined();
});
