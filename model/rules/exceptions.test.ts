import { expect, test } from 'vitest';
import { received } from '../../spec/vocabulary/fixtures/seen.js';
import {
  item,
  load,
  pages,
  receive,
  send,
  switchTo,
  task,
  thread,
  trap,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { after, shown, threadIn, ways } from '../fixtures/script.js';

test('exceptions/raise: the message of an exception is that of the thread which raised it, and goes to its handler, not to its pager', () => {
  const [{ seen, state }] = ways([
    task(2),
    switchTo([2, 0]),
    receive('any'),
    task(1, [0, 0], 64),
    receive('any'),
    thread(0, { handler: [2, 0] }),
    trap(3),
  ]);
  expect(seen).toEqual(received([2, 0], [1, 0], [3, 64]));
  expect(threadIn(state, [0, 0])?.phase.is).toBe('receiving');
  expect(threadIn(state, [1, 0])?.fault).toEqual({ is: 'trap', vector: 3 });
});

/** 1.0, at 64, has raised exception 13, and waits until its handler 0.0, which runs, takes the message. */
const raised = [task(1, [0, 0], 64), switchTo([1, 0]), trap(13)];

test('exceptions/message: the handler receives the number of the exception and the instruction pointer, however late it asks', () => {
  expect(threadIn(after(raised), [1, 0])?.phase.is).toBe('sending');
  expect(shown([...raised, receive('any')])).toEqual([received([0, 0], [1, 0], [13, 64])]);
  expect(shown([task(1, [0, 0], 68), receive('any'), trap(0)])).toEqual([received([0, 0], [1, 0], [0, 68])]);
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
    expect(threadIn(state, [1, 0])).toMatchObject({ fault: null, phase: { is: 'ready' }, registers: { ip: 64 } });
  }
});

test('exceptions/answered: the thread does not raise the exception again, and has the page that came with the answer', () => {
  const answered = [...raised, receive('any'), send([1, 0], { items: [item('map', pages(2), 5)] })];
  expect(shown([...answered, load(5)])).toEqual([{ running: [1, 0], loaded: 2 }]);
});
