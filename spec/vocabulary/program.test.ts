import { expect, test } from 'vitest';
import { receive, send, sendStrings, task, thread } from './fixtures/stimuli.js';
import { Program } from './program.js';
import type { Stimulus } from './stimulus.js';

const boot = { tasks: 4, lthreads: 2, pages: 8, frames: 4 };
/** Where a program of one stimulus is refused, and what it is told. */
const refusalOf = (stimulus: Stimulus): readonly (readonly [string, string])[] =>
  Program.safeParse({ boot, stimuli: [stimulus] }).error?.issues.map((it) => [it.path.join('.'), it.message]) ?? [];
const sendBuffer = (address: number, words: number): Stimulus => ({
  do: 'ipc',
  send: { to: [1, 0], words: [], items: [], timeoutMs: 0, buffer: { address, words } },
});
const sendString = (address: number, bytes: number): Stimulus => sendStrings([1, 0], [{ address, bytes }]);
const TOP = 2 ** 32;

test('program: what the machine has no place for is refused, and told where it stands', () => {
  expect(refusalOf(task(3))).toEqual([]);
  expect(refusalOf(task(4))).toEqual([['stimuli.0.task', 'the machine has 4 tasks']]);
  expect(refusalOf(thread(1))).toEqual([]);
  expect(refusalOf(thread(2))).toEqual([['stimuli.0.lthread', 'a task has 2 threads']]);
});

test('program: a buffer and a string may reach up to the last byte of the address space, and not beyond', () => {
  expect(refusalOf(sendBuffer(TOP - 8, 2))).toEqual([]);
  expect(refusalOf(sendBuffer(TOP - 4, 2))).toEqual([['stimuli.0.send.buffer', 'a buffer lies below 2^32']]);
  expect(refusalOf(sendString(TOP - 5, 5))).toEqual([]);
  expect(refusalOf(sendString(TOP - 5, 6))).toEqual([['stimuli.0.send.strings.0', 'a string lies below 2^32']]);
});

test('program: an ipc without a send phase and a receive phase is none, and one of them is enough', () => {
  expect(refusalOf({ do: 'ipc' })).toEqual([['stimuli.0', 'an ipc has a send phase, a receive phase or both']]);
  expect(refusalOf(receive('any'))).toEqual([]);
  expect(refusalOf(send([1, 0]))).toEqual([]);
});
