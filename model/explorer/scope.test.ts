import { expect, test } from 'vitest';
import { next, reference, withFamily } from '../../spec/index.js';
import type { Rule, Rules, State } from '../../spec/index.js';
import { names, nil } from '../../spec/vocabulary/index.js';
import { replace } from '../../spec/spaces/pages.js';
import { explore } from './index.js';
import { operationsOf, scopeOf } from './scope.js';
import { groupOf, renameOperation, renameSigma, swapsOf } from './symmetry.js';

test('scope: it has 2 to 4 spaces of 1 to 4 pages, and says whether items may ask for less', () => {
  expect(scopeOf('sigma:2x1')).toEqual({ name: 'sigma:2x1', universe: { spaces: 2, pages: 1 }, rights: false });
  expect(scopeOf('sigma:4x4+rights')).toMatchObject({ universe: { spaces: 4, pages: 4 }, rights: true });
  for (const name of ['sigma:1x2', 'sigma:5x2', 'sigma:2x0', 'sigma:2x5', 'sigma:2x2+', 'ipc:2', 'a sigma:2x2'])
    expect(() => scopeOf(name), name).toThrow(`unknown scope '${name}'`);
  expect(() => explore('sigma:4x4', {})).toThrow('too large to explore');
});

test.each(['sigma:2x2+rights', 'sigma:3x1+rights', 'sigma:2x3'])(
  'symmetry: of %s the same is counted with it and without',
  (name) => {
    const [orbits, all] = [true, false].map((symmetry) => explore(name, { symmetry, properties: [] }));
    expect(orbits.orbits).toBeLessThan(all.orbits);
    const { renamings, transitionHash } = all;
    expect([orbits.complete, renamings]).toEqual([true, 1]);
    expect({ ...orbits, orbits: all.orbits, renamings, transitionHash }).toEqual(all);
  },
);

test('symmetry: the operations of a scope are renamed to operations of the scope, each to another, and undone', () => {
  const scope = scopeOf('sigma:2x2+rights');
  const operations = operationsOf(scope);
  const texts = operations.map((it) => JSON.stringify(it)).sort();
  const sigma = [names(0, true), names(1, true), nil, names(0, false)];
  for (const by of groupOf(scope.universe, swapsOf(scope.universe))) {
    const renamed = operations.map((it) => renameOperation(by, it));
    expect(renamed.map((it) => JSON.stringify(it)).sort()).toEqual(texts);
    const undo = by.map((_, place) => by.indexOf(place));
    expect(renamed.map((it) => renameOperation(undo, it))).toEqual(operations);
    expect(renameSigma(undo, renameSigma(by, sigma))).toEqual(sigma);
    expect(sigma[2]).toBe(nil);
  }
});

/** The reference, but that a page that is replaced changes something else as well. */
const changing = (change: (s: State) => State): Rules =>
  withFamily(
    reference,
    'page',
    reference.page.map((rule) =>
      (rule as unknown as Rule<'page'>).name === replace.name
        ? { ...replace, then: (s: State) => next(change(s)) }
        : rule,
    ) as unknown as Rules['page'],
  );
test.each<[string, (s: State) => State]>([
  ['world', (s) => ({ ...s, world: { ...s.world } })],
  ['frames', (s) => ({ ...s, frames: [...s.frames] })],
  ['threads', (s) => ({ ...s, threads: [...s.threads] })],
  ['births', (s) => ({ ...s, births: [...s.births] })],
  ['tasks', (s) => ({ ...s, tasks: [...s.tasks] })],
  ['lines', (s) => ({ ...s, lines: [...s.lines] })],
  ['clock', (s) => ({ ...s, clockMs: s.clockMs + 1 })],
  ['slice', (s) => ({ ...s, slice: { ...s.slice } })],
  ['thread that runs', (s) => ({ ...s, running: 1 })],
  ['list of who met', (s) => ({ ...s, met: [...s.met] })],
  ['count of turns', (s) => ({ ...s, turns: s.turns + 1 })],
])('explore refuses rules of pages that change the %s', (_, change) => {
  expect(() => explore('sigma:3x1', { rules: changing(change) })).toThrow('changes more than sigma');
});
test('explore takes rules of pages that change sigma alone', () => {
  expect(explore('sigma:3x1', { rules: changing((s) => ({ ...s })), properties: [] }).complete).toBe(true);
});

test('explore: what stops it is asked before each block, and it says how far it came', () => {
  const told: unknown[] = [];
  const stopped = explore('sigma:3x2', {
    symmetry: false,
    shouldStop: () => told.length === 2,
    onProgress: (it) => told.push(it),
  });
  expect([stopped.complete, told.length]).toEqual([false, 2]);
  expect(told[1]).toMatchObject({ states: stopped.states });
  expect(explore('sigma:3x2', { shouldStop: () => false }).complete).toBe(true);
});
