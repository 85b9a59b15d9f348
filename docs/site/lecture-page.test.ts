import { expect, test } from 'vitest';
import { figures } from './figures.js';
import { lecturePage } from './lecture-page.js';
import { placesOf } from './places.js';

const run = { kernel: 'i486', seed: 0, programs: 1, stimuli: 1 };
const evidence = { tests: [], exercise: { run, runs: new Map(), explored: new Map() } };
const { html } = lecturePage([], { places: placesOf([]), evidence }).content;
const sectionOf = (anchor: string): string => html.split('<section').find((it) => it.includes(`id="${anchor}"`)) ?? '';

test('lecture: each page on L4 stands there, the first two too, with why no property cites them', () => {
  for (let page = 38; page <= 81; page++) expect(sectionOf(`L.${String(page)}`)).not.toBe('');
  expect([sectionOf('L.38'), sectionOf('L.39')]).toEqual([
    expect.stringContaining('No property:'),
    expect.stringContaining('No property:'),
  ]);
});

test('lecture: from a page lead links to its figures and errata; a fact says what it is', () => {
  for (const { place, pages } of figures)
    for (const page of pages) expect(sectionOf(`L.${String(page)}`)).toContain(`href="${place}"`);
  expect(sectionOf('L.80')).toContain('href="errata.html#demap-formula"');
  expect(sectionOf('F-A3')).toContain('Recalled, not read again: what the paper says.');
});
