import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { mutants } from './mutants.js';

test('every mutant attacks rules that exist, and has a name and a story of its own', () => {
  const rules = new Set(rulesOf(reference).map(({ name }) => name));
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  for (const { attacks, story } of mutants) {
    expect(attacks.filter((name) => !rules.has(name))).toEqual([]);
    expect(story).toMatch(/\.$/);
  }
});
