import { expect, test } from 'vitest';
import { ANY, IDLE, NOBODY, lineId } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { names, nil } from '../../../spec/vocabulary/index.js';
import { stimulusKey } from './key.js';
import { buffer, fpage, message, strings } from './message-sort.js';
import { renamedMapping, renamedPlace, renamedThread, renamedWord } from './renaming.js';
import type { Renaming } from './renaming.js';
import { renamedStimulus } from './symmetry.js';

/** A machine of 4 tasks of 3 threads and 4 pages: tasks 1 and 2, threads 1 and 2, pages 1 and 2, both lines and two words change names. */
const by: Renaming = {
  world: { tasks: 4, lthreads: 3, pages: 4 },
  ...{ task: [0, 2, 1, 3], lthread: [0, 2, 1], line: [1, 0], page: [0, 2, 1, 3], tokens: [10, 20], token: [1, 0] },
};

test('renaming: a thread is renamed with its task and its number, and stays as old; who is none stays', () => {
  const of = (task: number, lthread: number, nth = 0): number => task * 3 + lthread + nth * 12;
  expect([of(1, 0), of(1, 1), of(0, 2), of(3, 2, 2)].map((id) => renamedThread(by, id))).toEqual([
    ...[of(2, 0), of(2, 2), of(0, 1), of(3, 1, 2)],
  ]);
  for (const nobody of [NOBODY, ANY, IDLE]) expect(renamedThread(by, nobody)).toBe(nobody);
  expect([lineId(0), lineId(1)].map((id) => renamedThread(by, id))).toEqual([lineId(1), lineId(0)]);
});

test('renaming: a place is renamed with its task and its page, and a mapping with the place that it names', () => {
  expect([0, 5, 6, 9, 15].map((place) => renamedPlace(by, place))).toEqual([0, 10, 9, 6, 15]);
  expect(renamedMapping(by, names(5, true))).toBe(names(10, true));
  expect(renamedMapping(by, names(5, false))).toBe(names(10, false));
  expect(renamedMapping(by, nil)).toBe(nil);
});

test('renaming: a word is an address from the size of a page on, below it a word that is free, or itself', () => {
  expect([10, 20, 30, 4096, 8196, 4095].map((word) => renamedWord(by, word))).toEqual([20, 10, 30, 8192, 4100, 4095]);
});

test('renaming: an fpage of one page is renamed; of several only if it is the whole space, or none of them is; else it is torn', () => {
  const renamed = (base: number, sizeLog2: number) => fpage.rename({ base, sizeLog2 }, by).base;
  expect([renamed(1, 0), renamed(2, 0), renamed(3, 0)]).toEqual([2, 1, 3]);
  expect([renamed(0, 1), renamed(2, 1)]).toEqual([-1, -1]);
  expect([renamed(0, 2), renamed(0, 20)]).toEqual([0, 0]);
  const wide: Renaming = { ...by, world: { ...by.world, pages: 8 }, page: [0, 2, 1, 3, 4, 5, 6, 7] };
  const inWide = (base: number, sizeLog2: number) => fpage.rename({ base, sizeLog2 }, wide).base;
  expect([inWide(4, 1), inWide(4, 2), inWide(0, 2), inWide(0, 3), inWide(2, 1)]).toEqual([4, 4, -1, 0, -1]);
});

test('renaming: memory within a page is renamed with it; over several pages it stays if they do, or is torn', () => {
  const at = (address: number, words: number) => buffer.rename({ address, words }, by).address;
  expect([at(4096, 1), at(4100, 1023), at(8192, 0), at(12288, 1024)]).toEqual([8192, 8196, 4096, 12288]);
  expect([at(4096, 1024), at(4100, 1024), at(12288, 1025), at(0, 1025), at(8192, 1025)]).toEqual([
    8192, -1, 12288, -1, -1,
  ]);
  const piece = { address: 4096, bytes: 4 };
  expect(strings.rename([piece, { ...piece, continues: true }, { address: 4096, bytes: 4097 }], by)).toEqual([
    ...[
      { address: 8192, bytes: 4 },
      { address: 8192, bytes: 4, continues: true },
      { address: -1, bytes: 4097 },
    ],
  ]);
});

test('renaming: a message is renamed in all its parts', () => {
  const item = { kind: 'grant', fpage: { base: 1, sizeLog2: 0 }, offset: 2, write: true } as const;
  expect(
    message.rename(
      { words: [10, 3], buffer: { address: 4096, words: 1 }, strings: [], items: [item], faultTimeoutMs: 7 },
      by,
    ),
  ).toEqual({
    ...{ words: [20, 3], buffer: { address: 8192, words: 1 }, strings: [], faultTimeoutMs: 7 },
    items: [{ ...item, fpage: { base: 2, sizeLog2: 0 }, offset: 1 }],
  });
});

const stimuli: readonly (readonly [Stimulus, Stimulus])[] = [
  [
    {
      do: 'ipc',
      send: { to: [1, 1], words: [10], items: [], timeoutMs: 'never' },
      receive: { from: 'any', timeoutMs: 1 },
    },
    {
      do: 'ipc',
      send: { to: [2, 2], words: [20], items: [], timeoutMs: 'never' },
      receive: { from: 'any', timeoutMs: 1 },
    },
  ],
  [
    { do: 'ipc', receive: { from: { line: 0 }, timeoutMs: 0 } },
    { do: 'ipc', receive: { from: { line: 1 }, timeoutMs: 0 } },
  ],
  [
    { do: 'ipc', receive: { from: [1, 0, 2], timeoutMs: 'never', faultTimeoutMs: 3 } },
    { do: 'ipc', receive: { from: [2, 0, 2], timeoutMs: 'never', faultTimeoutMs: 3 } },
  ],
  [
    { do: 'id_nearest', of: [0, 1] },
    { do: 'id_nearest', of: [0, 2] },
  ],
  [
    { do: 'fpage_unmap', fpage: { base: 1, sizeLog2: 0 }, own: true, readOnly: false },
    { do: 'fpage_unmap', fpage: { base: 2, sizeLog2: 0 }, own: true, readOnly: false },
  ],
  [
    { do: 'thread_schedule', of: [1, 0], priority: 3, sliceMs: 'never' },
    { do: 'thread_schedule', of: [2, 0], priority: 3, sliceMs: 'never' },
  ],
  [
    { do: 'task_new', task: 1, pager: 'nobody', ip: 10, mcp: 3 },
    { do: 'task_new', task: 2, pager: 'nobody', ip: 10, mcp: 3 },
  ],
  [
    { do: 'lthread_ex_regs', lthread: 1, ip: 4, handler: [1, 0] },
    { do: 'lthread_ex_regs', lthread: 2, ip: 4, handler: [2, 0] },
  ],
  [
    { do: 'store', address: 4100, value: 10 },
    { do: 'store', address: 8196, value: 20 },
  ],
  [
    { do: 'interrupt', line: 0 },
    { do: 'interrupt', line: 1 },
  ],
  [
    { do: 'during', k: 1, event: { do: 'interrupt', line: 0 } },
    { do: 'during', k: 1, event: { do: 'interrupt', line: 1 } },
  ],
];
test('renaming: a stimulus is renamed in whatever it names, and back', () => {
  for (const [x, renamed] of stimuli) {
    expect(renamedStimulus(by, x)).toEqual(renamed);
    expect(renamedStimulus(by, renamed)).toEqual(x);
  }
  for (const x of [
    { do: 'tick', ms: 10 },
    { do: 'trap', vector: 1 },
    { do: 'thread_switch', to: 'nobody' },
  ] as const)
    expect(renamedStimulus(by, x)).toEqual(x);
});
test('key: different stimuli have different keys', () => {
  const all = stimuli.flat();
  expect(new Set(all.map(stimulusKey)).size).toBe(all.length);
});
