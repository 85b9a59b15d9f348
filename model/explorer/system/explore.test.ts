import { expect, test } from 'vitest';
import { pass, reference, withFamily } from '../../../spec/index.js';
import type { Kind, Rule, Rules, State } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { seenOf } from '../../sight.js';
import { step } from '../../step.js';
import { RECEPTIVE, exploreSystem, systemKey, systemScopeOf, systemScopes } from './index.js';
import type { SystemScope } from './index.js';
import { stringScopes } from './string-scopes.js';

const scopeOf = (name: string): SystemScope => {
  const scope = systemScopeOf(name);
  if (scope === undefined) throw new Error(`no scope ${name}`);
  return scope;
};

test('explore: a search that is stopped says so', () => {
  expect(exploreSystem(scopeOf('ipc:3'), { stateBound: 100 })).toMatchObject({ complete: false, stateBound: 100 });
});

const successors = (s: State, x: Stimulus): readonly string[] =>
  [...new Set(step(s, x).map(({ state, sight }) => systemKey(state) + JSON.stringify(seenOf(state, sight))))].sort();

test.each(systemScopes.map((scope) => [scope.name, scope] as const))(
  'key: two states of %s with the same key have outcomes of the same keys, and show the same',
  (_, scope) => {
    let [met, pairs] = [0, 0];
    exploreSystem(scope, {
      stateBound: 500,
      properties: [],
      symmetry: false,
      onSame: (kept, other) => {
        if (kept === other || met++ % 3 !== 0) return;
        pairs++;
        for (const x of scope.stimuli) expect(successors(other, x)).toEqual(successors(kept, x));
      },
    });
    expect(pairs).toBeGreaterThan(1);
  },
);

test('explore: where messages lie in memory every property holds', () => {
  expect(stringScopes.flatMap((scope) => exploreSystem(scope, { stateBound: 1200 }).violations)).toEqual([]);
});

/** The reference with one rule changed: what it concludes is edited, or when it applies. */
const edited = <K extends Kind>(kind: K, name: string, edit: (rule: Rule<K>) => Partial<Rule<K>>): Rules => {
  const family = reference[kind] as unknown as readonly Rule<K>[];
  const wrong = family.map((rule) => (rule.name === name ? { ...rule, ...edit(rule) } : rule));
  return withFamily(reference, kind, wrong as unknown as Rules[K]);
};

test(`${RECEPTIVE} is broken where nobody may wait for a partner, and shown by the shortest way`, () => {
  const rules = edited('send', 'ipc/send-queue', () => ({ when: () => false }));
  const [first] = exploreSystem(scopeOf('ipc:2'), { rules, stateBound: 3000 }).violations;
  expect(first.property).toBe(RECEPTIVE);
  expect(first.path.map(({ stimulus }) => stimulus)).toMatchObject([
    { do: 'task_new', task: 1 },
    { do: 'ipc', send: { to: [1, 0] } },
  ]);
});

test('timeouts/only-ticks-take-time is broken where a yield takes a millisecond, and no other property with it', () => {
  const rules = edited('thread_switch', 'schedule/yield', (rule) => ({
    then: (s, w, found) => rule.then(pass(s, 1), w, found),
  }));
  const { violations } = exploreSystem(scopeOf('ipc:2'), { rules, stateBound: 3000 });
  expect(new Set(violations.map(({ property }) => property))).toEqual(new Set(['timeouts/only-ticks-take-time']));
});
