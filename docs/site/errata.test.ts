import { expect, test } from 'vitest';
import { storedShortest } from '../../conformance/explorations/shortest.js';
import { filePagerScenario } from '../../conformance/scenarios/file-pager.js';
import { play } from '../../conformance/scenarios/runtime/play.js';
import { modelKernel } from '../../model/index.js';
import { renderSource } from '../../spec/vocabulary/index.js';
import { checkDistinctions } from './dialect-page.js';
import { errata } from './errata.js';
import type { Known } from './errata.js';

const places = new Map(storedShortest().rules.map(({ name }) => [name, `rules/any.html#${name}`]));
const evidenceOf = async (anchor: string, runs: Known['runs'] = []): Promise<string> =>
  (await errata.find((it) => it.anchor === anchor)?.evidence({ places, runs }))?.html ?? '';

test('errata: what the scenarios found, and the second print of the formula of demap, have their pages', () => {
  const pages = errata.flatMap(({ source }) => source.map(renderSource));
  expect(pages).toEqual(expect.arrayContaining(['L.76', 'L.80', 'L.81']));
});

test('dialects: each two values of a parameter have a program that tells them apart', () => {
  const { distinctions } = storedShortest();
  checkDistinctions(distinctions);
  const others = distinctions.filter(({ parameter }) => parameter !== 'exRegsCancels');
  expect(() => checkDistinctions(others)).toThrow('nothing stored tells exRegsCancels always from new ip');
});

test('errata: two readings are told apart by what each shows, and are played', async () => {
  const html = await evidenceOf('demap-formula');
  expect(html).toMatch(/<q>derived<\/q>:\s*<span class="only">/);
  expect(html).toContain('player.html#demapScope%3A%20derived%20or%20every%20alias');
});

test('errata: a scenario shows by its claims what it found, and one that has not run is refused', async () => {
  const run = { ...play(filePagerScenario.make(0), modelKernel(), null), scenario: filePagerScenario };
  const html = await evidenceOf('forwarded-fault', [run]);
  expect(html).toContain('two words of one block are of two blocks');
  expect(html).toContain('player.html#scenario%20file-pager');
  await expect(evidenceOf('forwarded-fault')).rejects.toThrow('no scenario file-pager has run');
});
