import { expect, test } from 'vitest';
import type { Seen, Stimulus } from '../../spec/vocabulary/index.js';
import { boot } from '../../spec/index.js';
import { ended, received } from '../../spec/vocabulary/fixtures/seen.js';
import {
  attach,
  interrupt,
  receive,
  send,
  switchTo,
  task,
  thread,
  tick,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown, small, ways } from '../fixtures/script.js';
import { viewOf } from '../index.js';

// A timeout fires at its time, or later by as much as the kernel may be late (L.59). Here that is 1 ms: at its time it may have fired, or not yet.

const late = boot(small, 1);
const lower: Stimulus = { do: 'thread_schedule', of: [1, 0], priority: 50 };
const timedOut = ended([0, 0], 'receive', 'timeout');

/** 0.0 waits for 2 ms, and 1.0 runs. */
const waits = [task(1), receive('any', undefined, 2)];
/** The same with a 1.0 of lower priority: whoever is woken takes the processor from it. */
const waitsAbove = [task(1), lower, receive('any', undefined, 2)];
/** 2 ms later nobody knows whether the timeout of 0.0 has fired. */
const undecided = [...waits, tick(2)];

test('timeouts/not-before: no timeout fires before its time', () => {
  expect(shown([...waitsAbove, tick(1)], late)).toEqual([{ running: [1, 0], elapsedMs: 1 }]);
  expect(viewOf(after([...waits, tick(1)], late)).threads?.[0].phase).toEqual({ is: 'receiving', from: 'any' });
});

test('timeouts/may-fire: at its time a timeout may have fired, or not yet: whoever asks decides it', () => {
  expect(shown(undecided, late)).toEqual([{ running: [1, 0], elapsedMs: 2 }]);
  expect(shown([...undecided, receive('nobody')], late)).toEqual([{ running: 'idle' }, timedOut]);
});

test('timeouts/no-preemption: a wakeup of no higher priority than the running thread does not take the processor from it', () => {
  expect(shown([...waits, tick(5)])).toEqual([{ running: [1, 0], elapsedMs: 5 }]);
});

test('timeouts/preempt: a wakeup of higher priority than the running thread takes the processor at once, whatever is left of the tick', () => {
  expect(shown([...waitsAbove, tick(5)])).toEqual([{ ...timedOut, elapsedMs: 2 }]);
});

test('timeouts/may-preempt: a thread of higher priority that may have fired runs, or has not fired yet', () => {
  const runs = (elapsedMs: number): Seen => ({ ...timedOut, elapsedMs });
  expect(shown([...waitsAbove, tick(2)], late)).toEqual([{ running: [1, 0], elapsedMs: 2 }, runs(2)]);
  expect(shown([...waitsAbove, tick(5)], late)).toEqual([runs(3), runs(2)]);
});

test('timeouts/tick-over: when all of the tick has passed whoever ran runs on', () => {
  expect(shown([tick(7)])).toEqual([{ running: [0, 0], elapsedMs: 7 }]);
  expect(viewOf(after([tick(7), tick(8)])).clockMs).toBe(15);
});

test('timeouts/idle-or-woken: with no thread ready for certain one whose timeout has fired runs; or none has, and the machine idles', () => {
  const [idles, runs] = ways([...undecided, receive('any')], late);
  expect([idles.seen, runs.seen]).toEqual([{ running: 'idle' }, timedOut]);
  expect(viewOf(idles.state).threads?.[0].phase.is).toBe('receiving');
});

test('timeouts/undecided-partner: whether its timeout has fired decides whether a receiver is there for the sender', () => {
  expect(shown([...undecided, send([0, 0], { timeoutMs: 0 })], late)).toEqual([
    received([0, 0], [1, 0]),
    ended([1, 0], 'send', 'timeout'),
  ]);
});

test('timeouts/undecided-target: whether its timeout has fired decides whether a thread can be given the processor', () => {
  expect(shown([...undecided, switchTo([0, 0])], late)).toEqual([{ running: [1, 0] }, timedOut]);
});

test('timeouts/undecided-report: whether its timeout has fired decides what a thread is said to do', () => {
  const doing = shown([...undecided, { do: 'thread_schedule', of: [0, 0] }], late).map(({ result }) =>
    result?.call === 'thread_schedule' && result.old !== 'refused' ? result.old.doing : null,
  );
  expect(doing).toEqual(['receiving', 'ready']);
});

test('timeouts/undecided-victim: whether its timeout has fired decides whether a thread whose registers are exchanged is cancelled in its wait', () => {
  const exchanged = ways([thread(1), receive('any', undefined, 2), tick(2), thread(0)], late);
  expect(exchanged.map(({ state }) => viewOf(state).threads?.[0].pending)).toEqual([
    { result: { call: 'ipc', phase: 'receive', cause: 'cancelled' } },
    { result: { call: 'ipc', phase: 'receive', cause: 'timeout' } },
  ]);
});

test('timeouts/undecided-handler: whether its timeout has fired decides whether the interrupt finds its handler waiting', () => {
  const attached = [attach(0), ...undecided];
  expect(shown([...attached, interrupt(0)], late)).toEqual([received([0, 0], { line: 0 }), { running: [1, 0] }]);
});

test('timeouts/undecided-before: a thread that has come to be of higher priority takes the processor if its timeout fires now, not if it has fired before', () => {
  expect(shown([...undecided, lower, tick(1)], late)).toEqual([
    { ...timedOut, elapsedMs: 1 },
    { running: [1, 0], elapsedMs: 1 },
  ]);
});
