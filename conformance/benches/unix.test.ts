import { expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import type { ThreadId } from '../../spec/vocabulary/index.js';
import { play } from '../scenarios/runtime/play.js';
import { entriesOf, unixScenario } from '../scenarios/unix.js';
import { benchUnix, renderUnixBench } from './unix.js';

const bench = benchUnix();
const at = (row: number) => bench.rows[row].cycles;

test('bench unix: to enter and leave costs 107 cycles, an IPC more, across spaces still more, a call of UNIX twice that', () => {
  expect(at(0)).toEqual({ least: 107, most: 107 });
  expect(at(1).least).toBeGreaterThan(at(0).least);
  expect(at(2).least).toBeGreaterThan(at(1).least);
  expect(at(3)).toEqual({ least: 2 * at(2).least, most: 2 * at(2).most });
});

test('bench unix: the shares of L.33 add up to the loss of L.32, and only that of IPC shrinks', () => {
  const sumOf = (which: 'least' | 'most') => bench.parts.reduce((sum, { percent }) => sum + percent[which], 0);
  expect([sumOf('least'), sumOf('most')].map(Math.round)).toEqual([50, 66]);
  expect(bench.parts.filter(({ percent, withOurs }) => withOurs.most < percent.most).map(({ part }) => part)).toEqual([
    'ipc',
  ]);
  expect(renderUnixBench(bench).split('\n')).toHaveLength(11);
});

test('bench unix: its rows are made of the entries that scenario unix counts', () => {
  const { steps } = play(unixScenario.make(0), modelKernel(), null);
  const callOf = (to: ThreadId) =>
    entriesOf(steps, [1, 0], (it) => it.do === 'ipc' && String(it.send?.to) === String(to));
  const [nothing, within, , unix] = bench.rows.map(({ entries }) => entries);
  expect(entriesOf(steps, [1, 0], (it) => it.do === 'id_nearest')).toEqual(nothing);
  expect(callOf([1, 1])).toEqual({
    kernel: 2 * within.kernel,
    spaces: 2 * within.spaces,
    messages: 2 * within.messages,
  });
  expect(callOf([2, 0])).toEqual(unix);
});
