import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarios } from './catalogue.js';

/** The pages cited in the opening of a file, the comment between its imports and its text: `L.26-28`. */
const citedInOpening = (name: string): readonly number[] => {
  const lines = readFileSync(new URL(`${name}.ts`, import.meta.url), 'utf8').split('\n');
  const from = lines.findIndex((line) => line.startsWith('// '));
  const opening = lines.slice(from, lines.indexOf('', from)).join(' ');
  const pages = [...opening.matchAll(/L\.(\d+)(?:-(\d+))?/g)].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i),
  );
  return [...new Set(pages)].sort((a, b) => a - b);
};

test.each(scenarios)(
  'citations: $name opens with the pages of the lecture that it brings to life',
  ({ name, pages }) => {
    expect(citedInOpening(name)).toEqual(pages);
  },
);
