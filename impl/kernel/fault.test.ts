import { expect, test } from 'vitest';
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
import { mapping, run, trace } from './fixtures/script.js';

const received = (sender: readonly [number, number], ...words: readonly number[]) => ({
  result: { call: 'ipc', phase: 'receive', cause: 'ok', from: sender, words },
});
const shown = (kernel: ReturnType<typeof run>['kernel'], thread: readonly [number, number]) =>
  kernel.view().threads?.find(({ thread: [t, l] }) => t === thread[0] && l === thread[1]);

test('fault/message: the pager is told the address, whether it was a store, and the instruction pointer', () => {
  const words = (access: ReturnType<typeof load>) => run([task(1, [0, 0], 77), receive('any'), access]).seen;
  expect(words(load(3, 5))).toEqual({ running: [0, 0], ...received([1, 0], 3 * 4096 + 20, 77) });
  expect(words(store(3, 1))).toEqual({ running: [0, 0], ...received([1, 0], 3 * 4096 + 2, 77) });
});

test('fault/message: an access past the limit, or to the kernel half, faults like any other', () => {
  for (const address of [8 * 4096, 0xbfff_fffc, 0xc000_0000, 0xffff_fffc]) {
    const { seen } = run([task(1), receive('any'), { do: 'store', address, value: 1 }]);
    expect(seen).toEqual({ running: [0, 0], ...received([1, 0], address + 2, 0) });
  }
});

test('fault/answered, fault/retry: any reply resumes the thread, which tries its access again and may fault again', () => {
  const seen = trace([
    task(1),
    receive('any'),
    load(3),
    send([1, 0], { words: [9], then: from('any') }),
    send([1, 0], { items: [item('map', pages(1), 3)], then: from('any') }),
  ]);
  expect(seen.slice(-2)).toEqual([
    { running: [0, 0], ...received([1, 0], 3 * 4096, 0) },
    { running: [1, 0], loaded: 1 },
  ]);
});

test('fault/retry: a store that was answered with a page to read faults again', () => {
  const seen = trace([
    task(1),
    receive('any'),
    store(3, 6),
    send([1, 0], { items: [item('map', pages(1), 3, false)], then: from('any') }),
    send([1, 0], { items: [item('map', pages(1), 3, true)], then: from('any') }),
  ]);
  expect(seen.slice(-2)).toEqual([
    { running: [0, 0], ...received([1, 0], 3 * 4096 + 2, 0) },
    { running: [1, 0], stored: true },
  ]);
});

test('fault/await-answer: a faulting thread waits in the queue of its pager, then for its answer', () => {
  const { kernel } = run([task(1), switchTo([1, 0]), store(3, 6)]);
  expect(shown(kernel, [1, 0])).toMatchObject({
    phase: { is: 'sending', to: [0, 0] },
    fault: { address: 3 * 4096, store: 6 },
    pending: null,
  });
  expect(kernel.step(receive('any'))).toEqual({ running: [0, 0], ...received([1, 0], 3 * 4096 + 2, 0) });
  expect(shown(kernel, [1, 0])?.phase).toEqual({ is: 'receiving', from: [0, 0] });
});

test('fault/halts: without a pager, with an empty slot or itself as pager, a thread that faults is halted for ever', () => {
  expect(trace([load(7)])).toEqual([{ running: 'idle' }]);
  for (const pager of [
    [2, 0],
    [0, 0, 2],
    [9, 9],
    [1, 0],
  ] as const) {
    const { kernel, seen } = run([task(1, pager), switchTo([1, 0]), load(3)]);
    expect(seen).toEqual({ running: [0, 0] });
    expect(shown(kernel, [1, 0])).toMatchObject({ phase: { is: 'halted' }, pending: null });
    expect(kernel.step(switchTo([1, 0]))).toEqual({ running: [0, 0] });
  }
});

test('fault/message: a pager that is made only later is found when the thread faults', () => {
  const seen = trace([task(1, [2, 0]), task(2), receive('nobody'), switchTo([2, 0]), receive('any'), load(3)]);
  expect(seen.at(-1)).toEqual({ running: [2, 0], ...received([1, 0], 3 * 4096, 0) });
});

test('fault/no-answer: of two threads that page each other, neither takes the fault message of the other', () => {
  const { kernel, seen } = run([
    task(1, [2, 0]),
    task(2, [1, 0]),
    switchTo([2, 0]),
    receive('any'),
    switchTo([1, 0]),
    load(3),
    load(3),
  ]);
  expect(seen).toEqual({ running: [0, 0] });
  expect(shown(kernel, [1, 0])?.phase).toEqual({ is: 'receiving', from: [2, 0] });
  expect(shown(kernel, [2, 0])?.phase).toEqual({ is: 'sending', to: [1, 0] });
});

test('fault/answered: the window of a faulting thread is its whole space, and an item lands by its offset', () => {
  const { kernel } = run([
    task(1),
    receive('any'),
    load(3),
    send([1, 0], { items: [item('map', pages(0, 2), 4), item('map', pages(1), 3)] }),
  ]);
  expect([3, 4, 7].map((page) => mapping(kernel, 1, page))).toEqual([
    [0, 1, 'rw'],
    [0, 0, 'rw'],
    [0, 3, 'rw'],
  ]);
});

test('schedule/resume: threads that retry in vain are passed over, and the step ends', () => {
  // 1.0 is answered without a page while its pager goes on; the pager then sleeps, 1.0 retries, faults, and 2.0 runs
  const seen = trace([
    task(1),
    task(2),
    receive('any', WHOLE),
    load(3),
    send([1, 0]),
    switchTo([0, 0]),
    receive('nobody'),
  ]);
  expect(seen.at(-1)).toEqual({ running: [2, 0] });
});
