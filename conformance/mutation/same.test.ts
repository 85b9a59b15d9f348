import { expect, test } from 'vitest';
import { sameState, stepOnce } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import type { State } from '../../spec/index.js';
import { storedShortest } from '../explorations/shortest.js';

// The oracle follows states that are the same as one: what they are compared by must leave out nothing that the rules read.

/**
 * What makes no other state: the machine itself, what is known only within a step, what follows from the rest (a thread's task from its id), and the counts of turns, of which only
 * the order counts (model/envelope.test.ts).
 */
const LEFT_OUT = ['world', 'met', 'task', 'plan', 'turns', 'since', 'turn', 'undecided'];

/** Every value that differs from the given one in one place, with the path there. */
function* oneOther(value: unknown, path: string): Generator<readonly [string, unknown]> {
  if (Array.isArray(value)) {
    yield [`${path}.length`, [...(value as unknown[]), null]];
    if (value.length > 0) yield [`${path}.length`, value.slice(0, -1)];
    for (const [at, part] of value.entries())
      for (const [where, other] of oneOther(part, `${path}.${String(at)}`)) yield [where, value.with(at, other)];
  } else if (typeof value === 'object' && value !== null) {
    yield [path, null];
    for (const [key, part] of Object.entries(value))
      if (!LEFT_OUT.includes(key))
        for (const [where, other] of oneOther(part, `${path}.${key}`)) yield [where, { ...value, [key]: other }];
  } else if (value === null) yield [path, { partner: 1 }];
  else if (typeof value === 'number') yield [path, value === Infinity ? 0 : value + 1];
  else if (typeof value === 'boolean') yield [path, !value];
  else yield [path, 'another'];
}

/** The states behind each step of the shortest programs of all rules. */
const states = (): readonly State[] =>
  storedShortest().rules.flatMap(({ boot: config, latenessMs, stimuli }) => {
    let s = boot(config, latenessMs);
    return stimuli.map((x) => (s = stepOnce(s, x).state));
  });

test('same: a state is the same as its copy, and another wherever a single value is another', () => {
  const paths = new Set<string>();
  const blind = new Set<string>();
  for (const state of states()) {
    expect(sameState(state, structuredClone(state))).toBe(true);
    for (const [path, other] of oneOther(state, '')) {
      const kind = path.replaceAll(/\.\d+/g, '');
      paths.add(kind);
      if (isSame(state, other as State)) blind.add(kind);
    }
  }
  expect([...blind]).toEqual([]);
  expect(paths.size).toBeGreaterThan(60);
});

/** Values of the wrong sort may be met with an error: they are no states. */
const isSame = (a: State, b: State): boolean => {
  try {
    return sameState(a, b);
  } catch {
    return false;
  }
};
