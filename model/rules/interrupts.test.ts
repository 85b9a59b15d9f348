import { expect, test } from 'vitest';
import type { Stimulus } from '../../spec/vocabulary/index.js';
import { ended, received } from '../../spec/vocabulary/fixtures/seen.js';
import { attach, interrupt, receive, send, switchTo, task } from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown, speaking } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// Interrupts are messages from a line to the one thread that attached to it (L.27-28). Thread 0.0 runs after the boot; the machine has lines 0 and 1.

const detach = receive('nobody', undefined, 0);
const lower: Stimulus = { do: 'thread_schedule', of: [0, 0], priority: 50 };

const linesAfter = (stimuli: readonly Stimulus[], rules?: ReturnType<typeof speaking>) =>
  viewOf(after(stimuli, undefined, rules)).lines;
const free = { owner: 'nobody', raised: false };
const owned = (owner: readonly [number, number], raised = false) => ({ owner, raised });

test('interrupts/attach: to poll a free line attaches the thread to it, and to no other; that it ends in a timeout is the sign of success', () => {
  expect(shown([attach(1)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
  expect(linesAfter([attach(1)])).toEqual([free, owned([0, 0])]);
  expect(linesAfter([attach(1), attach(0)])).toEqual([owned([0, 0]), free]);
});

/** 1.0 has line 0, and polls line 1, which 0.0 has. */
const contested = [attach(1), task(1), switchTo([1, 0]), attach(0), attach(1)];

test('interrupts/attach-refused: a line of another, or that the machine does not have, is refused; the thread keeps the line that it had', () => {
  expect(shown(contested)).toEqual([ended([1, 0], 'receive', 'nonExistent')]);
  expect(linesAfter(contested)).toEqual([owned([1, 0]), owned([0, 0])]);
  expect(shown([attach(2)])).toEqual([ended([0, 0], 'receive', 'nonExistent')]);
});

test('interrupts/attach-loses: in that dialect whoever asks for the line of another loses its own', () => {
  const loses = speaking({ failedAttach: 'loses' });
  expect(shown(contested, undefined, loses)).toEqual([ended([1, 0], 'receive', 'nonExistent')]);
  expect(linesAfter(contested, loses)).toEqual([free, owned([0, 0])]);
});

test('interrupts/poll: a receive from one’s own line with timeout 0 ends at once where nothing came', () => {
  expect(shown([attach(1), attach(1)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
  expect(linesAfter([attach(1), attach(1)])).toEqual([free, owned([0, 0])]);
});

test('interrupts/unattached: an interrupt on a line that nobody has is lost', () => {
  expect(shown([interrupt(1)])).toEqual([{ running: [0, 0] }]);
  expect(shown([interrupt(1), attach(1), attach(1)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
});

test('interrupts/remember: an interrupt whose handler does not wait for it is remembered, once', () => {
  const twice = [attach(1), interrupt(1), interrupt(1)];
  expect(linesAfter(twice)).toEqual([free, owned([0, 0], true)]);
  expect(shown([...twice, attach(1)])).toEqual([received([0, 0], { line: 1 })]);
  expect(shown([...twice, attach(1), attach(1)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
});

test('interrupts/take-raised: an interrupt that came before the thread waits for its line is delivered at once', () => {
  const taken = [attach(1), interrupt(1), receive({ line: 1 })];
  expect(shown(taken)).toEqual([received([0, 0], { line: 1 })]);
  expect(linesAfter(taken)).toEqual([free, owned([0, 0])]);
});

test('interrupts/await: a thread waits for its line; of one that it has not attached to nothing ever comes', () => {
  expect(shown([attach(0), receive({ line: 0 })])).toEqual([{ running: 'idle' }]);
  expect(shown([attach(0), receive({ line: 1 }), interrupt(1)])).toEqual([{ running: 'idle' }]);
  expect(shown([attach(0), receive({ line: 1 }), interrupt(0)])).toEqual([{ running: 'idle' }]);
});

/** 1.0 runs, and 0.0, whose line 0 is, waits for it. */
const awaited = [attach(0), task(1), receive({ line: 0 })];
const awaitedByALower = [attach(0), task(1), lower, receive({ line: 0 })];

test('interrupts/deliver: a handler that waits receives the interrupt as a message of its line, and runs, whoever had the processor', () => {
  expect(shown(awaited)).toEqual([{ running: [1, 0] }]);
  expect(shown([...awaited, interrupt(0)])).toEqual([received([0, 0], { line: 0 })]);
  expect(shown([attach(0), task(1), receive('any'), interrupt(0)])).toEqual([received([0, 0], { line: 0 })]);
  expect(shown([...awaitedByALower, interrupt(0)])).toEqual([received([0, 0], { line: 0 })]);
});

test('interrupts/deliver-by-priority: in that dialect the handler has its message, but does not run before a thread of higher priority', () => {
  const byPriority = speaking({ interruptSwitch: 'by priority' });
  expect(shown([...awaited, interrupt(0)], undefined, byPriority)).toEqual([received([0, 0], { line: 0 })]);
  const lowly = [...awaitedByALower, interrupt(0)];
  expect(shown(lowly, undefined, byPriority)).toEqual([{ running: [1, 0] }]);
  expect(shown([...lowly, receive('nobody')], undefined, byPriority)).toEqual([received([0, 0], { line: 0 })]);
});

test('interrupts/deliver-anyhow: in that dialect the handler runs, or the thread that ran goes on', () => {
  const anyhow = speaking({ interruptSwitch: 'any' });
  expect(shown([...awaited, interrupt(0)], undefined, anyhow)).toEqual([
    received([0, 0], { line: 0 }),
    { running: [1, 0] },
  ]);
});

/** An interrupt came on the line of 0.0, and 1.0 waits to send to it: 0.0 receives from anybody. */
const both = [attach(0), task(1), switchTo([1, 0]), send([0, 0], { words: [7] }), interrupt(0), receive('any')];

test('interrupts/line-or-sender: an open receive takes the interrupt that came on the line of the thread, or any of the waiting senders', () => {
  expect(shown(both)).toEqual([
    received([0, 0], { line: 0 }),
    received([0, 0], [1, 0], [7]),
    ended([1, 0], 'send', 'ok'),
  ]);
});

test('interrupts/line-first: in that dialect an open receive takes the interrupt before any sender', () => {
  expect(shown(both, undefined, speaking({ senders: 'fifo' }))).toEqual([received([0, 0], { line: 0 })]);
});

test('interrupts/detach: a receive from nobody with timeout 0 gives up the line, and what came on it', () => {
  const given = [attach(0), interrupt(0), detach];
  expect(shown(given)).toEqual([ended([0, 0], 'receive', 'timeout')]);
  expect(linesAfter(given)).toEqual([free, free]);
  expect(shown([...given, attach(0), attach(0)])).toEqual([ended([0, 0], 'receive', 'timeout')]);
});
