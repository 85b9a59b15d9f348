import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { editedText } from './edited.js';
import { mutants } from './mutants.js';

test('every mutant attacks rules that exist, and has a name and a story of its own', () => {
  const rules = new Set(rulesOf(reference).map(({ name }) => name));
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  for (const { attacks, standIns = [], story } of mutants) {
    expect([...attacks, ...standIns].filter((name) => !rules.has(name))).toEqual([]);
    expect(story).toMatch(/\.$/);
  }
});

test('every mutant is one edit that fits the kernel as it is built, changes it, and leaves a program', () => {
  const built = fileURLToPath(new URL('../../dist/impl/', import.meta.url));
  for (const mutant of mutants) {
    expect(mutant.find).not.toBe(mutant.replace);
    expect(() => transformSync(editedText(mutant, built)), mutant.name).not.toThrow();
  }
});
