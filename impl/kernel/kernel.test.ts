import { expect, test } from 'vitest';
import { i486 } from '../index.js';
import {
  from,
  item,
  load,
  pages,
  receive,
  send,
  store,
  switchTo,
  task,
  WHOLE,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import { run, small, trace } from './fixtures/script.js';

test('kernel/tutorial: task 0 makes task 1, serves its page fault with a mapping, and task 1 reads the frame', () => {
  const kernel = i486();
  expect(kernel.boot(small)).toEqual({ running: [0, 0] });
  expect(kernel.step(task(1, [0, 0], 40))).toEqual({ running: [0, 0], result: { call: 'task_new', made: [1, 0] } });
  // 0.0 waits, so 1.0 runs; it loads from its page 5, which is nil: 0.0 is told the address and where 1.0 stood.
  expect(kernel.step(receive('any'))).toEqual({ running: [1, 0] });
  expect(kernel.step(load(5))).toEqual({
    running: [0, 0],
    result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [1, 0], words: [5 * 4096, 40] },
  });
  // 0.0 answers with its page 3, offset 5, and waits for the next fault. 1.0 tries again: word 0 of frame 3 holds 3.
  expect(kernel.step(send([1, 0], { items: [item('map', pages(3), 5, false)], then: from('any') }))).toEqual({
    running: [1, 0],
    loaded: 3,
  });
  expect(kernel.step(store(5, 9))).toEqual({
    running: [0, 0],
    result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [1, 0], words: [5 * 4096 + 2, 40] },
  });
});

test('schedule/idle: the machine idles where nobody is ready, and from then on ignores every stimulus', () => {
  expect(trace([receive('nobody'), load(0), task(1)])).toEqual([
    { running: 'idle' },
    { running: 'idle', ignored: true },
    { running: 'idle', ignored: true },
  ]);
});

test('schedule/resume: a result is shown once, when its thread runs next', () => {
  expect(
    trace([
      task(1),
      switchTo([1, 0]),
      send([0, 0], { words: [4] }),
      receive('any'),
      switchTo([1, 0]),
      switchTo([1, 0]),
    ]),
  ).toEqual([
    { running: [0, 0], result: { call: 'task_new', made: [1, 0] } },
    { running: [1, 0] },
    { running: [0, 0] },
    { running: [0, 0], result: { call: 'ipc', phase: 'receive', cause: 'ok', from: [1, 0], words: [4] } },
    { running: [1, 0], result: { call: 'ipc', phase: 'send', cause: 'ok' } },
    { running: [1, 0] },
  ]);
});

test('kernel/boot: each program starts on a fresh machine, whatever its size and the last one', () => {
  const used = run([task(1), store(1, 5), switchTo([1, 0]), receive('any', WHOLE)]).kernel;
  for (const config of [
    small,
    { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
    { frames: 9, pages: 5, tasks: 5, lthreads: 5 },
  ]) {
    used.boot(config);
    const { kernel } = run([], config);
    const [again, first] = [used.view(), kernel.view()].map(({ hardware, ...rest }) => ({
      ...rest,
      // how often memory has changed is of the machine, which goes on
      hardware: { ...hardware, changed: null },
    }));
    expect(again).toEqual(first);
  }
});

test('kernel/limits: the largest machine boots, and its last thread can be made', () => {
  const largest = { frames: 1024, pages: 1024, tasks: 64, lthreads: 64 };
  const { kernel, seen } = run(
    [
      task(63, 'nobody'),
      task(63),
      switchTo([63, 0]),
      { do: 'lthread_ex_regs', lthread: 63, ip: 1 },
      switchTo([63, 63]),
    ],
    largest,
  );
  expect(seen).toEqual({ running: [63, 63] });
  expect(kernel.view().derivation?.[0]?.[1023]).toEqual([0, 1023, 'rw']);
});

test('kernel/boot: a step or a view before boot throws', () => {
  const kernel = i486();
  expect(() => kernel.step(load(0))).toThrow('has not been booted');
  expect(() => kernel.view?.()).toThrow('has not been booted');
});
