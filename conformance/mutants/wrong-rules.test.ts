import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { editedText } from './edited.js';
import { sampleOf } from './sample.js';
import { wrongRules } from './wrong-rules/index.js';

// `npx l4c mutants --spec --matrix` tries them; here only that they fit.

const built = fileURLToPath(new URL('../../dist/spec/', import.meta.url));

test('wrong rules: each is one edit that fits the specification as it is built, and changes it', () => {
  for (const wrong of wrongRules) expect(wrong.find).not.toBe(wrong.replace);
  expect(wrongRules.map((wrong) => editedText(wrong, built)).filter((text) => text === '')).toEqual([]);
});

test('wrong rules: at least 40, over all families, each of which attacks rules that exist, with a name and a story of its own', () => {
  const rules = new Set(rulesOf(reference).map(({ name }) => name));
  expect(wrongRules.length).toBeGreaterThanOrEqual(40);
  expect(new Set(wrongRules.map(({ name }) => name)).size).toBe(wrongRules.length);
  for (const { attacks, story } of wrongRules) {
    expect(attacks.filter((name) => !rules.has(name))).toEqual([]);
    expect(story).toMatch(/\.$/);
  }
});

test('sample: as many as asked for, the same each time, from the first to near the last', () => {
  const names = sampleOf(wrongRules, 20).map(({ name }) => name);
  expect(new Set(names).size).toBe(20);
  expect(sampleOf(wrongRules, 20).map(({ name }) => name)).toEqual(names);
  expect(sampleOf([1, 2, 3], 9)).toEqual([1, 2, 3]);
});
