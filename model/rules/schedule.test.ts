import { expect, test } from 'vitest';
import type { Seen, Stimulus } from '../../spec/vocabulary/index.js';
import { boot } from '../../spec/index.js';
import { ended, received } from '../../spec/vocabulary/fixtures/seen.js';
import { receive, send, switchTo, task, tick } from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown, small, speaking, ways } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// Who runs (L.25).

const lower: Stimulus = { do: 'thread_schedule', of: [0, 0], priority: 50 };

test('schedule/leave: a thread that waits leaves the processor to one that is ready, and the machine idles where none is', () => {
  expect(shown([task(1), receive('any')])).toEqual([{ running: [1, 0] }]);
  expect(shown([receive('any')])).toEqual([{ running: 'idle' }]);
});

test('schedule/ignored: while the machine idles there is no thread whose instruction could be executed', () => {
  expect(shown([receive('any'), task(1)])).toEqual([{ running: 'idle', ignored: true }]);
  expect(viewOf(after([receive('any'), task(1)])).threads?.map(({ thread }) => thread)).toEqual([[0, 0]]);
});

/** 0.0 waits for anybody, and 1.0 sends to it. */
const rendezVous = [task(1), receive('any'), send([0, 0], { words: [7] })];
const toTheLower = [task(1), lower, ...rendezVous.slice(1)];

test('schedule/partner-by-priority: in that dialect the processor goes to the partner, unless its priority is below that of the thread that ran', () => {
  const byPriority = speaking({ switchTo: 'by priority' });
  expect(shown(rendezVous, undefined, byPriority)).toEqual([received([0, 0], [1, 0], [7])]);
  expect(shown(toTheLower, undefined, byPriority)).toEqual([ended([1, 0], 'send', 'ok')]);
  expect(shown(toTheLower)).toEqual([received([0, 0], [1, 0], [7])]);
});

test('schedule/partner-or-sender: in that dialect the partner runs, or the thread that ran', () => {
  expect(shown(rendezVous, undefined, speaking({ switchTo: 'any' }))).toEqual([
    received([0, 0], [1, 0], [7]),
    ended([1, 0], 'send', 'ok'),
  ]);
});

const withSlice = (sliceMs: number | 'never'): readonly Stimulus[] => [
  task(1),
  { do: 'thread_schedule', of: [0, 0], sliceMs },
];

test('scheduling/slice-runs: within its slice a thread runs on, though another is ready', () => {
  expect(shown([...withSlice(5), tick(4)])).toEqual([{ running: [0, 0], elapsedMs: 4 }]);
  expect(shown([...withSlice('never'), tick(1000)])).toEqual([{ running: [0, 0], elapsedMs: 1000 }]);
});

test('scheduling/slice-ends: when its slice ends a thread leaves the processor to another, but for one more turn; on time, or late by as much as the kernel may be', () => {
  const leaves = (elapsedMs: number): Seen => ({ running: [1, 0], elapsedMs });
  expect(shown([...withSlice(5), tick(14)])).toEqual([leaves(10), leaves(5)]);
  const late = shown([...withSlice(5), tick(9)], boot(small, 2)).filter(({ running }) => running[0] === 1);
  expect(late.map(({ elapsedMs }) => elapsedMs).toSorted()).toEqual([5, 6, 7]);
});

test('schedule/ignored: an event is none of a thread, and comes while the machine idles', () => {
  const [{ seen, rules }] = ways([receive('any'), tick(3)]);
  expect(seen).toEqual({ running: 'idle', elapsedMs: 3 });
  expect(rules).not.toContain('schedule/ignored');
});

test('schedule/partner: a sender that had been waiting, or the receiver that took it: no other runs', () => {
  const queued = [task(1), task(2), switchTo([1, 0]), send([0, 0], { words: [7] }), switchTo([0, 0]), receive('any')];
  expect(shown(queued)).toEqual([received([0, 0], [1, 0], [7]), ended([1, 0], 'send', 'ok')]);
});
