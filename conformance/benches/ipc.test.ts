import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { renderIpcBench } from '../report/ipc-cost.js';
import { benchIpc } from './ipc.js';

const bench = benchIpc();
const at = (bytes: number, kernel = 'i486') =>
  bench.oneWays.find((it) => it.bytes === bytes && it.kernel === kernel) ?? expect.fail(`no ${kernel}, ${bytes} bytes`);

test('bench ipc: a message in registers enters and leaves once, switches spaces once, and copies nothing', () => {
  const { counted, cost } = at(8);
  expect(counted).toMatchObject({ tlbMisses: 5, spaces: 1, copies: 0, entriesSet: 0, entriesCleared: 0 });
  expect(cost.enterLeave).toEqual({ least: 107, most: 107 });
  expect(cost.tlbMisses).toEqual({ least: 5 * 9, most: 5 * 28 });
  expect(at(0).cost).toEqual(cost);
});

test("bench ipc: with the lecture's own charges the misses of our path make its 172 cycles (L.43)", () => {
  expect(bench.bound).toEqual({ misses: 5, cycles: 172 });
  expect(bench.boundApart).toEqual({ misses: 6, cycles: 181 });
});

test('bench ipc: a second copy of n bytes takes 20 + 0.75 n cycles, within 2 (L.48)', () => {
  expect(bench.secondCopy.map(({ bytes }) => bytes)).toEqual([12, 128, 512, 1024, 2048, 4096]);
  for (const { cycles, lecture } of bench.secondCopy) expect(Math.abs(cycles - lecture)).toBeLessThanOrEqual(2);
});

test('bench ipc: what was copied is what was sent, once through the region and twice through the buffer', () => {
  for (const bytes of [12, 512, 4096]) {
    expect(at(bytes).counted).toMatchObject({ copies: 1, copiedBytes: bytes, spaces: 1 });
    expect(at(bytes, 'i486:transfer=double-copy').counted).toMatchObject({ copies: 2, copiedBytes: 2 * bytes });
    expect(at(bytes, 'i486:transfer=shared-buffer').counted.entriesSet).toBe(at(bytes).counted.entriesSet + 1);
  }
});

test('bench ipc: the parts of each total add up to it, and at most 15 % of it is estimated', () => {
  for (const { cost } of bench.oneWays) {
    const { enterLeave, tlbMisses, copy, directoryWords, rest, cacheLines, total, estimated } = cost;
    const parts = [enterLeave, tlbMisses, copy, directoryWords, rest, cacheLines];
    for (const end of ['least', 'most'] as const) {
      expect(parts.reduce((sum, part) => sum + part[end], 0)).toBe(total[end]);
      expect(estimated[end] / total[end]).toBeLessThanOrEqual(0.15);
    }
  }
});

test('bench ipc: combined calls halve the entries of a remote procedure call (L.45)', () => {
  expect(bench.rpc.map(({ calls, counted }) => [calls, counted.spaces, counted.tlbMisses])).toEqual([
    [2, 2, 10],
    [4, 2, 10],
  ]);
  const lines = renderIpcBench(bench).split('\n');
  expect(lines.find((line) => line.startsWith('  2 calls: '))).toContain(' 214 cycles ');
  expect(lines.find((line) => line.startsWith('  4 calls: '))).toContain(' 428 cycles ');
});

test('bench ipc: the README has its figures', () => {
  const { least, most } = at(8).cost.total;
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  expect(readme).toContain(`${least} to ${most} cycles`);
});

test('bench ipc: the report has a row for each size and transfer, and says what is unexplained', () => {
  const lines = renderIpcBench(bench).split('\n');
  expect(lines.filter((line) => /^ +\d+ +107 /.test(line))).toHaveLength(24);
  expect(lines.filter((line) => line.startsWith('  unexplained: '))).toHaveLength(2);
  const steps = lines.slice(lines.findIndex((line) => line.startsWith('what a message in registers takes')) + 1);
  const clocks = steps
    .slice(
      0,
      steps.findIndex((line) => line.startsWith('and one')),
    )
    .map((line) => parseInt(line, 10));
  expect(clocks.reduce((sum, it) => sum + it, 0)).toBe(at(0).cost.enterLeave.least + at(0).cost.rest.least);
});
