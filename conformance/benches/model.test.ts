import { expect, test } from 'vitest';
import { benchModel } from './model.js';
import { median } from './median.js';

test('bench model: says how many steps and outcomes a second, and what a step costs beside a yardstick', () => {
  const lines: string[] = [];
  benchModel(1, 20, (line) => lines.push(line));
  expect(lines.map((line) => line.replaceAll(/[\d,.]+/g, '#').replaceAll(/ +/g, ' '))).toEqual([
    '# programs of all # profiles# median of # interleaved rounds:',
    'model # steps/s# # outcomes/s',
    'yardstick # copies/s of nine plain records# one renewed',
    'a step of the model costs # such copies',
  ]);
});

test('bench: the median is the middle, of an even count the middle of the middle two', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([7])]).toEqual([2, 2.5, 7]);
});
