import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { vocabularyHeader } from './vocabulary-header.js';

test('l4c.h: the constants and lists of the header are those of the zod types', () => {
  const header = readFileSync(new URL('l4c.h', import.meta.url), 'utf8');
  const block = /\/\* vocabulary: begin \*\/[^]*\/\* vocabulary: end \*\//.exec(header)?.[0];
  expect(block).toBe(vocabularyHeader());
});
