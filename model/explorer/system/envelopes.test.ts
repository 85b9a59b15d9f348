import { expect, test } from 'vitest';
import { next, reference, withFamily } from '../../../spec/index.js';
import type { Rule, Rules } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { eager, firstDifference } from './envelopes.js';
import { compareEnvelopes, systemScopeOf } from './index.js';
import { firstNode } from './walk.js';

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

test('timeouts/undecided-rival: a slice that ended while nobody else could have a turn was renewed, though one may have fired since', () => {
  const share = (task: number, priority: number): Stimulus => ({
    do: 'thread_schedule',
    of: [task, 0],
    priority,
    sliceMs: 1,
  });
  const stimuli: readonly Stimulus[] = [
    { do: 'ipc', receive: { from: 'nobody', timeoutMs: 1 } },
    share(1, 100),
    { do: 'tick', ms: 1 },
    share(2, 50),
    { do: 'tick', ms: 1 },
    { do: 'thread_switch', to: 'nobody' },
  ];
  const first = firstNode(scopeOf('scheduling:3'), reference).state;
  expect(firstDifference(first, stimuli, [reference, eager])).toBe(-1);
});
