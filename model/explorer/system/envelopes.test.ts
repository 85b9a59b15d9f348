import { expect, test } from 'vitest';
import { next, reference, withFamily } from '../../../spec/index.js';
import type { Rule, Rules } from '../../../spec/index.js';
import { compareEnvelopes, systemScopeOf } from './index.js';

const scopeOf = (name: string) => systemScopeOf(name) ?? expect.fail(`no scope ${name}`);

test('timeouts: in timeouts:2 the lazy envelope has exactly the traces of the eager one, which has more states', () => {
  const { lazyStates, eagerStates, differs, pairs } = compareEnvelopes(scopeOf('timeouts:2'));
  expect(differs).toBeNull();
  expect(pairs).toBeGreaterThan(100);
  expect(eagerStates).toBeGreaterThan(1.1 * lazyStates);
});

test('timeouts: an envelope in which no timeout is late is told apart, by the shortest way', () => {
  const punctual = withFamily(
    reference,
    'expire',
    reference.expire.map((rule): Rule<'expire'> =>
      rule.name === 'timeouts/may-fire' ? { ...rule, then: (s, { thread }) => next(s, { do: 'fire', thread }) } : rule,
    ) as unknown as Rules['expire'],
  );
  const { differs } = compareEnvelopes(scopeOf('timeouts:2'), [reference, punctual]);
  expect(differs?.at(-2)).toEqual({ do: 'tick', ms: 1 });
});
