import { expect, test } from 'vitest';
import { bars, plot, roundTicks } from './plot.js';

test('plot: the values of the axis are round, few, and reach the highest', () => {
  expect(roundTicks(9695)).toEqual([0, 2000, 4000, 6000, 8000, 10_000]);
  expect(roundTicks(230)).toEqual([0, 50, 100, 150, 200, 250]);
  for (const high of [1, 7, 12, 99, 100, 101, 4096, 135_684]) {
    const ticks = roundTicks(high);
    expect(ticks.length).toBeLessThanOrEqual(7);
    expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(high);
  }
});

test('plot: no line is drawn over the legend, and names are text', () => {
  const points = [
    { at: 0, least: 1, most: 2 },
    { at: 100, least: 10, most: 20 },
  ];
  const drawn = plot(
    [
      { name: 'a<b', points },
      { name: 'c', points },
    ],
    'bytes',
    'cycles',
  );
  expect(drawn).toContain('>a&lt;b</text>');
  const heights = [...drawn.matchAll(/<polygon points="([^"]*)"/g)].flatMap(([, it]) =>
    it.split(' ').map((point) => Number(point.split(',')[1])),
  );
  const legend = [...drawn.matchAll(/<rect [^>]*y="(\d+)"/g)].map(([, it]) => Number(it));
  expect(legend.length).toBe(2);
  expect(Math.min(...heights)).toBeGreaterThan(Math.max(...legend) + 11);
});

test('plot: a bar goes up to the least and paler to the most, and its figures stand above it', () => {
  const drawn = bars([{ name: 'a call', least: 5, most: 10, isOurs: true }], 'cycles');
  expect(drawn).toContain('>a call: 5 to 10</text>');
  expect(
    [...drawn.matchAll(/class="(sure|open)"[^>]* width="([\d.]+)"/g)].map(([, kind, width]) => [kind, width]),
  ).toEqual([
    ['sure', '310.0'],
    ['open', '310.0'],
  ]);
});
