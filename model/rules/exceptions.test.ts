import { expect, test } from 'vitest';
import { item, load, pages, receive, send, switchTo, task } from '../../spec/vocabulary/fixtures/stimuli.js';
import type { Seen, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { after, shown, small, ways } from '../fixtures/script.js';

const trap = (vector: number): Stimulus => ({ do: 'trap', vector });
/** The place of 1.0 among the threads. */
const FIRST_OF_1 = small.lthreads;

/** `running` takes from 1.0 a message of these words. */
const told = (running: ThreadId, words: readonly number[]): Seen => ({
  running,
  result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [1, 0], words },
});

test('exceptions/raise: the message of an exception is that of the thread which raised it, and goes to its handler, not to its pager', () => {
  const [{ seen, state }] = ways([
    task(2),
    switchTo([2, 0]),
    receive('any'),
    task(1, [0, 0], 64),
    receive('any'),
    { do: 'lthread_ex_regs', lthread: 0, handler: [2, 0] },
    trap(3),
  ]);
  expect(seen).toEqual(told([2, 0], [3, 64]));
  expect(state.threads[0]?.phase.is).toBe('receiving');
  expect(state.threads[FIRST_OF_1]?.fault).toEqual({ is: 'trap', vector: 3 });
});

/** 1.0, at 64, has raised exception 13, and waits until its handler 0.0, which runs, takes the message. */
const raised = [task(1, [0, 0], 64), switchTo([1, 0]), trap(13)];

test('exceptions/message: the handler receives the number of the exception and the instruction pointer, however late it asks', () => {
  expect(after(raised).threads[FIRST_OF_1]?.phase.is).toBe('sending');
  expect(shown([...raised, receive('any')])).toEqual([told([0, 0], [13, 64])]);
  expect(shown([task(1, [0, 0], 68), receive('any'), trap(0)])).toEqual([told([0, 0], [0, 68])]);
});

test('exceptions/answered: whatever the handler sends, the thread goes on with its next instruction, and is shown no message', () => {
  const answers = [
    send([1, 0], { words: [7] }),
    send([1, 0], { timeoutMs: 0 }),
    send([1, 0], { items: [item('map', pages(2), 5)] }),
  ];
  for (const answer of answers) {
    const [{ seen, state }] = ways([...raised, receive('any'), answer]);
    expect(seen).toEqual({ running: [1, 0] });
    expect(state.threads[FIRST_OF_1]).toMatchObject({ fault: null, phase: { is: 'ready' }, registers: { ip: 64 } });
  }
});

test('exceptions/answered: the thread does not raise the exception again, and has the page that came with the answer', () => {
  const answered = [...raised, receive('any'), send([1, 0], { items: [item('map', pages(2), 5)] })];
  expect(shown([...answered, load(5)])).toEqual([{ running: [1, 0], loaded: 2 }]);
});
