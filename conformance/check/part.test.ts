import { expect, test } from 'vitest';
import { CONTRACT } from '../../spec/vocabulary/index.js';
import type { LotResult } from './lot.js';
import { merged } from './part.js';
import type { RunPart } from './part.js';

const lot = (number: number, ...signatures: readonly string[]): LotResult => ({
  lot: number,
  programs: 100,
  stimuli: 0,
  executed: 0,
  unspecified: 0,
  cannot: 0,
  undecided: 0,
  alternatives: {},
  applied: {},
  checked: {},
  firstFailing: signatures.length > 0 ? 0 : null,
  failures: signatures.map((signature) => ({
    signature,
    lot: number,
    program: { boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 }, stimuli: [] },
    explanation: '',
  })),
});
/** A shard of a run of 400 programs that ends with its second distinct failure. */
const part = (index: number, of: number, ...lots: readonly LotResult[]): RunPart => ({
  manifest: { l4c: CONTRACT, name: 'mine', profiles: ['ipc'] },
  seed: 0,
  runs: 400,
  source: { mix: 'usual' },
  maxFailures: 2,
  shard: { index, of },
  shortest: [],
  replays: [],
  unreadable: 0,
  lots,
});
const lotsOf = (whole: RunPart | string): readonly number[] | string =>
  typeof whole === 'string' ? whole : whole.lots.map((it) => it.lot);

test('merge: the lots of all shards, in order, whatever the order of the shards', () => {
  expect(lotsOf(merged([part(1, 2, lot(1), lot(3)), part(0, 2, lot(0), lot(2))]))).toEqual([0, 1, 2, 3]);
});

test('merge: the run ends where it would have ended in one piece, though a shard went on', () => {
  const shards = [part(0, 2, lot(0, 'a'), lot(2)), part(1, 2, lot(1, 'b'), lot(3))];
  expect(lotsOf(merged(shards))).toEqual([0, 1]);
  // the other shard need not have come so far
  expect(lotsOf(merged([part(0, 2, lot(0, 'a')), shards[1]]))).toEqual([0, 1]);
});

test.each([
  ['a shard that is missing', [part(0, 2, lot(0), lot(2))], 'shard 1/2 is missing'],
  ['a shard that is there twice', [part(0, 2, lot(0)), part(0, 2, lot(0))], 'shard 0/2 is there twice'],
  [
    'a shard that was interrupted',
    [part(0, 2, lot(0), lot(2)), part(1, 2, lot(1))],
    'shard 1/2 was interrupted: lot 3 is missing',
  ],
  ['shards of different runs', [part(0, 2), { ...part(1, 2), seed: 1 }], 'no shards of one run'],
  ['shards of another number', [part(0, 2), part(1, 3)], 'no shards of one run'],
])('merge: %s is said', (_, parts, says) => {
  expect(merged(parts)).toContain(says);
});
