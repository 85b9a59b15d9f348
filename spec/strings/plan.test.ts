import { expect, test } from 'vitest';
import { messageOf, planOf, roomOf } from '../index.js';
import type { Receive, Send } from '../vocabulary/index.js';

const PAGE = 4096;
type Memory = Pick<Send, 'buffer' | 'strings'>;
const plan = (sent: Memory, offered: Pick<Receive, 'buffer' | 'strings'>) =>
  planOf(messageOf({ to: 'nobody', words: [], items: [], timeoutMs: 0, ...sent }), roomOf(offered));
const string = (address: number, bytes: number) => ({ strings: [{ address, bytes }] });

test('plan: a string within one page of either side is one step, and one of no bytes is none', () => {
  expect(plan(string(16, 100), string(PAGE, 100))).toEqual({
    steps: [{ from: 16, to: PAGE, bytes: 100 }],
    isCut: false,
  });
  expect(plan(string(16, 1), string(PAGE, 1)).steps).toEqual([{ from: 16, to: PAGE, bytes: 1 }]);
  expect(plan(string(16, 0), string(PAGE, 0))).toEqual({ steps: [], isCut: false });
});

test('plan: a step ends at every page boundary, of the sender and of the receiver', () => {
  expect(plan(string(0, PAGE + 1), string(0, PAGE + 1)).steps.map(({ bytes }) => bytes)).toEqual([PAGE, 1]);
  expect(plan(string(0, PAGE - 1), string(0, PAGE)).steps.map(({ bytes }) => bytes)).toEqual([PAGE - 1]);
  expect(plan(string(PAGE - 3, 10), string(2 * PAGE - 5, 10)).steps).toEqual([
    { from: PAGE - 3, to: 2 * PAGE - 5, bytes: 3 },
    { from: PAGE, to: 2 * PAGE - 2, bytes: 2 },
    { from: PAGE + 2, to: 2 * PAGE, bytes: 5 },
  ]);
});

test('plan: the words of the buffer come first, then string after string; each ends a step', () => {
  const sent = { buffer: { address: 64, words: 2 }, strings: [...string(0, 5).strings, ...string(32, 6).strings] };
  const offered = {
    buffer: { address: 128, words: 2 },
    strings: [...string(256, 8).strings, ...string(512, 8).strings],
  };
  expect(plan(sent, offered)).toEqual({
    steps: [
      { from: 64, to: 128, bytes: 8 },
      { from: 0, to: 256, bytes: 5 },
      { from: 32, to: 512, bytes: 6 },
    ],
    isCut: false,
  });
});

test('plan: a string of several pieces is gathered, and scattered over the pieces of its buffer', () => {
  const sent = {
    strings: [
      { address: 0, bytes: 3 },
      { address: 100, bytes: 5, continues: true as const },
    ],
  };
  const offered = {
    strings: [
      { address: 200, bytes: 4 },
      { address: 300, bytes: 9, continues: true as const },
    ],
  };
  expect(plan(sent, offered)).toEqual({
    steps: [
      { from: 0, to: 200, bytes: 3 },
      { from: 100, to: 203, bytes: 1 },
      { from: 101, to: 300, bytes: 4 },
    ],
    isCut: false,
  });
});

test('plan: what does not fit cuts the message there: words, a string, or one string too many', () => {
  expect(plan({ buffer: { address: 0, words: 3 } }, { buffer: { address: 8, words: 2 } })).toEqual({
    steps: [{ from: 0, to: 8, bytes: 8 }],
    isCut: true,
  });
  expect(plan({ buffer: { address: 0, words: 3 }, ...string(0, 4) }, string(8, 4))).toEqual({ steps: [], isCut: true });
  expect(plan(string(0, 5), string(8, 4))).toEqual({ steps: [{ from: 0, to: 8, bytes: 4 }], isCut: true });
  expect(plan(string(0, 0), {})).toEqual({ steps: [], isCut: true });
});
