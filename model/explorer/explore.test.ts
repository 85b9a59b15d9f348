import { expect, test } from 'vitest';
import { reference, withFamily } from '../../spec/index.js';
import { map } from '../../spec/spaces/link.js';
import { explore } from './index.js';

test('sigma:3x2 has 641 states, as SPIN, TLC and C found, and breaks no property', () => {
  const record = explore('sigma:3x2', {});
  expect([record.states, record.complete, record.violations]).toEqual([641, true, []]);
  expect(record.properties.filter(({ applied }) => applied === 0)).toEqual([]);
  expect(record.rules.filter(({ applied }) => applied === 0).map(({ name }) => name)).toEqual(
    // a scope of rw pages within the limit never cuts rights and never leaves its spaces
    expect.arrayContaining(['sigma/beyond-limit']),
  );
});

test('sigma/map: a map that takes the page from its sender is caught by a property', () => {
  const wrong = {
    name: map.name,
    profile: map.profile,
    source: map.source,
    says: map.says,
    formula: map.formula,
    on: map.on,
    when: map.when.bind(map),
    then: (...[s, w]: Parameters<typeof map.then>) => {
      const moved = reference.link[3].then(s, w, true);
      return moved;
    },
  };
  const [sourceGone, , fromSigmaZero, grant] = reference.link as unknown as readonly (typeof map)[];
  const rules = withFamily(reference, 'link', [sourceGone, wrong, fromSigmaZero, grant]);
  expect(explore('sigma:3x2', { rules }).violations.length).toBeGreaterThan(0);
});

test('a scope that does not exist is refused with the form of those that do', () => {
  expect(() => explore('sigma:9', {})).toThrow(/sigma:SxV/);
});
