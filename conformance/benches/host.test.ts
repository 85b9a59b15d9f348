import { expect, test } from 'vitest';
import { benchHost } from './host.js';

test('bench host: says what is reached of each aim, and how much longer than its yardstick it takes', () => {
  const lines: string[] = [];
  benchHost(1, 0.01, (line) => lines.push(line));
  expect(
    lines.map((line) =>
      line
        .replaceAll(/(NOT )?reached/g, '?')
        .replaceAll(/\d[\d,.]*/g, '#')
        .replaceAll(/ +/g, ' '),
    ),
  ).toEqual([
    'median of # interleaved rounds; a ratio is of times of one round:',
    'register IPCs # IPCs/s aim #: ? # times as long as two plain objects',
    'long copies # MB/s aim #: ? # times as long as Uint#Array.set of the same bytes',
    'boots, # frames # boots/s aim #: ? # times as long as Uint#Array.set of its # KiB',
  ]);
});
