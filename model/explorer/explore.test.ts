import { expect, test } from 'vitest';
import { boot, next, reference, withFamily, withTask } from '../../spec/index.js';
import type { Kind, Rule, Rules, State, Work } from '../../spec/index.js';
import { nil, sourceOf } from '../../spec/vocabulary/index.js';
import { judge, sigmaProperties } from '../../spec/properties/index.js';
import type { SigmaProperty } from '../../spec/properties/index.js';
import { sigmaProperty } from '../../spec/properties/property.js';
import { map } from '../../spec/spaces/link.js';
import { mapAgain, pages, replace } from '../../spec/spaces/pages.js';
import { explore } from './index.js';
import type { Violation } from './index.js';
import { scopeOf } from './scope.js';
import { settlerOf, workOf } from './settle.js';

test('sigma:3x2 has 641 states, as SPIN, TLC and C found, and breaks no property', () => {
  const record = explore('sigma:3x2', {});
  expect([record.states, record.complete, record.violations]).toEqual([641, true, []]);
  expect(record.properties.filter(({ applied }) => applied === 0)).toEqual([]);
  expect(record.rules.filter(({ applied }) => applied === 0).map(({ name }) => name)).toEqual(
    // a scope of rw pages within the limit never cuts rights and never leaves its spaces
    expect.arrayContaining(['sigma/beyond-limit']),
  );
});

/** The rule with other functions. */
const changed = <K extends Kind, Found>(
  rule: Rule<K, Found>,
  change: Partial<Pick<Rule<K>, 'when' | 'then'>>,
): Rule<K> => ({ ...(rule as unknown as Rule<K>), ...change });
const withPage = (rule: Rule<'page'>): Rules =>
  withFamily(
    reference,
    'page',
    pages.map((kept) => (kept.name === rule.name ? rule : kept)) as unknown as typeof pages,
  );

/** The path leads from the first state to the breach, step by step, and the property fails there. */
const replay = (
  scope: string,
  rules: Rules,
  properties: readonly SigmaProperty[],
  { property, path, before, after }: Violation,
): void => {
  const { universe } = scopeOf(scope);
  const { meet, settle } = settlerOf(rules);
  const { pages, spaces } = universe;
  const states = [boot({ frames: pages, pages, tasks: spaces, lthreads: 1 })];
  for (const operation of path) states.push(settle(states[states.length - 1], meet(workOf(universe, operation)), 1));
  expect(states.slice(-2).map(({ sigma }) => sigma)).toEqual([before, after]);
  const broken = properties.filter(({ name }) => name === property);
  expect(judge(broken[0], before, path[path.length - 1], after, universe)).toBe('fails');
};

test('sigma/map: a map that takes the page from its sender is caught, on a path that replays', () => {
  const [sourceGone, , fromSigmaZero, grant] = reference.link;
  const wrong = changed(map, { then: (s, w) => grant.then(s, w, true) });
  const rules = withFamily(reference, 'link', [sourceGone, wrong, fromSigmaZero, grant]);
  const [orbits, all] = [true, false].map((symmetry) => explore('sigma:3x2', { rules, symmetry }).violations);
  const found = (violations: typeof all) => violations.map(({ property, path }) => [property, path.length]).sort();
  expect(found(orbits)).toEqual(found(all));
  expect(all.length).toBeGreaterThan(0);
  for (const violation of [...orbits, ...all]) replay('sigma:3x2', rules, sigmaProperties, violation);
});

test('with symmetry, too, the path to a state far from the first replays', () => {
  /** Broken by a page that was obtained through so many hands. */
  const nearer = (hands: number): SigmaProperty =>
    sigmaProperty({
      name: `fewer hands than ${hands}`,
      profile: 'sigma',
      source: [],
      says: '',
      formula: '',
      on: ['map', 'grant', 'demap'],
      when: () => true,
      holds: (_before, _operation, after, { pages }) =>
        after.every((_, place) => {
          let at = place;
          let steps = 0;
          for (; at >= pages && after[at] !== nil; at = sourceOf(after[at])) steps++;
          return steps < hands;
        }),
    });
  const properties = [2, 3, 4, 5, 6].map(nearer);
  const { violations } = explore('sigma:3x3', { properties });
  expect(violations.map(({ path }) => path.length)).toEqual([2, 3, 4, 5, 6]);
  for (const violation of violations) replay('sigma:3x3', reference, properties, violation);
});

test('sigma/map-again: a wrong rule that leaves the count of states alone is seen in the hash of the transitions', () => {
  const wrong = changed(mapAgain, { then: (s, w) => replace.then(s, w, true) });
  const [right, other] = [reference, withPage(wrong)].map((rules) =>
    explore('sigma:3x2', { rules, symmetry: false, properties: [] }),
  );
  expect(other.states).toBe(right.states);
  expect(other.transitionHash).not.toBe(right.transitionHash);
});

test('the record names what was explored: another sentence of a rule is another specification', () => {
  const { spec } = explore('sigma:2x1', {});
  expect(explore('sigma:2x1', {}).spec).toBe(spec);
  expect(explore('sigma:2x1', { rules: withPage({ ...mapAgain, says: 'Nothing.' }) }).spec).not.toBe(spec);
});

const holds = (s: State, w: Work<'page'>): boolean => replace.when(s, w);
const wrongs: Record<string, [RegExp, Parameters<typeof changed<'page', true>>[1]]> = {
  'two premises hold': [/both hold for/, { when: (s, w) => holds(s, w) || s.sigma[2] !== nil }],
  'no premise holds': [/no rule holds for/, { when: (s, w) => holds(s, w) && s.sigma[2] === nil }],
  'a conclusion is a choice': [/leaves a choice/, { then: (s) => [next(s), next(s)] }],
  'work puts work without end': [/without end/, { then: (s, w) => next(s, w, w) }],
  'a conclusion changes more than sigma': [/changes more than sigma/, { then: (s) => next(withTask(s, 1, 0, 0)) }],
};
test.each(Object.entries(wrongs))('explore refuses rules if in any state %s', (_, [says, change]) => {
  expect(() => explore('sigma:3x1', { rules: withPage(changed(replace, change)) })).toThrow(says);
});

test('what a premise finds in a state is what its conclusion gets', () => {
  const wrong = changed(replace, {
    when: (s, w) => holds(s, w) && s.sigma,
    then: (s, w, found) => {
      expect(found).toBe(s.sigma);
      return replace.then(s, w, true);
    },
  });
  expect(explore('sigma:3x2', { rules: withPage(wrong), properties: [] }).states).toBe(641);
});

test('a premise that depends on more than the state is refused', () => {
  let asked = 0;
  const fickle = changed(replace, {
    when: (s, w) => (asked++ % 5 === 0 ? s.sigma[3] >= 0 : true) && replace.when(s, w),
  });
  expect(() => explore('sigma:3x2', { rules: withPage(fickle), properties: [] })).toThrow(/depend/);
});

test('a scope that does not exist is refused with the form of those that do', () => {
  expect(() => explore('sigma:9', {})).toThrow(/sigma:SxV/);
});
