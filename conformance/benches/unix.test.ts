import { expect, test } from 'vitest';
import { benchUnix, renderUnixBench } from './unix.js';

const bench = benchUnix();
const at = (row: number) => bench.rows[row].cycles;

test('bench unix: to enter and leave costs 107 cycles, an IPC more, across spaces still more, a call of UNIX twice that', () => {
  expect(at(0)).toEqual({ least: 107, most: 107 });
  expect(at(1).least).toBeGreaterThan(at(0).least);
  expect(at(2).least).toBeGreaterThan(at(1).least);
  expect(at(3)).toEqual({ least: 2 * at(2).least, most: 2 * at(2).most });
});

test('bench unix: the shares of L.33 add up to what is lost, and only that of IPC shrinks', () => {
  expect(bench.parts.reduce((sum, { us }) => sum + us, 0)).toBeCloseTo(bench.lostUs);
  expect(bench.parts.filter(({ us, withOursUs }) => withOursUs < us).map(({ part }) => part)).toEqual(['ipc']);
  expect(renderUnixBench(bench).split('\n')).toHaveLength(11);
});
