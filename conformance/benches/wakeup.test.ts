import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { MHZ, countTimer } from '../../impl/index.js';
import { renderWakeupBench } from '../report/wakeup-cost.js';
import { benchWakeup } from './wakeup.js';

const bench = benchWakeup([400]);
const [array, lists, split] = bench.rows;

test('bench wakeup: 400 threads in 8 lists are 12 500 inspected entries a second (L.62)', () => {
  expect(lists).toMatchObject({ structure: 'lists', inspectedPerSecond: 12_500, inspectedPerTick: 50 });
  expect(bench.lecture.inspectedPerSecond).toBe(12_500);
});

test('bench wakeup: the array is looked at whole, and split lists leave out the later windows (L.60, L.63)', () => {
  expect(array).toMatchObject({ structure: 'array', inspectedPerTick: 512 });
  expect(split).toMatchObject({ structure: 'split-lists', inspectedPerTick: 25 });
});

test('bench wakeup: an array of 16 384 entries takes about 2 ms a tick (L.60)', () => {
  const { inspectedPerTick, cyclesPerTick } = countTimer('array', 16_384);
  expect(inspectedPerTick).toBe(16_384);
  expect(cyclesPerTick.least / MHZ / 1000).toBeGreaterThan(1.5);
  expect(cyclesPerTick.least / MHZ / 1000).toBeLessThan(2.5);
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  expect(readme).toContain(
    `\n${(cyclesPerTick.least / MHZ / 1000).toFixed(1)} ms a tick for an array of 16 384 entries`,
  );
});

test('bench wakeup: the percentages of L.62 come out, and its slip shows', () => {
  const { percent, allFinite, printed, multiplied } = bench.lecture;
  expect(percent.least).toBeLessThan(1);
  expect(Math.floor(allFinite.percent)).toBe(6);
  expect(multiplied).toMatchObject({ perSecond: 50_000, percent: 25 });
  expect(100 / multiplied.percent).toBe(4); // 1 % of the processor is 4 % of what those IPCs take
  expect(Math.round(printed.perSecond)).toBe(16_667);
});

test('bench wakeup: the report has a row for each structure', () => {
  const lines = renderWakeupBench(bench).split('\n');
  expect(lines.filter((line) => /^ +(array|lists|split-lists) +400 /.test(line))).toHaveLength(3);
  expect(lines.at(-1)).toContain('(F:E6)');
});
