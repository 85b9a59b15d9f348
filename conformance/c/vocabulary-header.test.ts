import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vocabularyHeader } from './vocabulary-header.js';

const header = readFileSync(new URL('l4c.h', import.meta.url), 'utf8');

test('l4c.h: the constants and lists of the header are those of the zod types', () => {
  const block = /\/\* vocabulary: begin \*\/[^]*\/\* vocabulary: end \*\//.exec(header)?.[0];
  expect(block).toBe(vocabularyHeader());
});

test('l4c.h: nothing of it needs a C library', () => {
  const included = [...header.matchAll(/^#include (.*)$/gm)].map(([, name]) => name);
  expect(included).toEqual(['<stddef.h>', '<stdint.h>']);
});
