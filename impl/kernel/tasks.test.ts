import { expect, test } from 'vitest';
import type { Stimulus } from '../../spec/vocabulary/index.js';
import { load, receive, switchTo, task } from '../../spec/vocabulary/fixtures/stimuli.js';
import { run } from './fixtures/script.js';

const last = (...stimuli: readonly Stimulus[]) => run(stimuli).seen;
const made = (thread: readonly [number, number] | 'nobody') => ({ result: { call: 'task_new', made: thread } });
const nearest = (thread: readonly [number, number] | 'nobody') => ({ result: { call: 'id_nearest', nearest: thread } });
const exRegs = (lthread: number, pager?: readonly [number, number] | 'nobody'): Stimulus =>
  pager === undefined ? { do: 'lthread_ex_regs', lthread, ip: 8 } : { do: 'lthread_ex_regs', lthread, ip: 8, pager };
const pagerOf = (kernel: ReturnType<typeof run>['kernel'], index: number) => kernel.view().threads?.[index]?.pager;

test('tasks/create: an active task has an empty space and a ready thread 0, with the pager and ip given', () => {
  const { kernel, seen } = run([task(2, [1, 0], 12)]);
  expect(seen).toEqual({ running: [0, 0], ...made([2, 0]) });
  expect(kernel.view().threads?.[1]).toEqual({
    thread: [2, 0],
    phase: { is: 'ready' },
    pager: [1, 0],
    handler: [1, 0],
    priority: 100,
    sliceMs: 'never',
    ip: 12,
    fault: null,
    pending: null,
  });
  expect(kernel.view().derivation?.slice(1)).toEqual([null, Array.from({ length: 8 }, () => null), null]);
});

test('tasks/reserve: an inactive task has a space and no thread; its chief may make it active', () => {
  const { kernel, seen } = run([task(1, 'nobody')]);
  expect(seen).toEqual({ running: [0, 0], ...made('nobody') });
  expect(kernel.view().threads).toHaveLength(1);
  expect(kernel.view().derivation?.[1]).toEqual(Array.from({ length: 8 }, () => null));
  expect(kernel.step(task(1))).toEqual({ running: [0, 0], ...made([1, 0]) });
});

test('tasks/refuse: only its chief may make a task anew, and nobody task 0', () => {
  const byTask1 = [task(1), task(2, 'nobody'), switchTo([1, 0])];
  expect(last(...byTask1, task(2))).toEqual({ running: [1, 0], ...made('nobody') });
  expect(last(...byTask1, task(0))).toEqual({ running: [1, 0], ...made('nobody') });
  expect(last(task(0))).toEqual({ running: [0, 0], ...made('nobody') });
  expect(last(...byTask1, task(3), task(3, 'nobody'))).toEqual({ running: [1, 0], ...made('nobody') });
  expect(last(task(9))).toEqual({ running: [0, 0], ...made('nobody') });
});

test('tasks/create: a pager that can never exist is nobody; the task is active all the same', () => {
  for (const pager of [
    [1, 0, 2],
    [9, 0],
    [0, 9],
  ] as const) {
    const { kernel, seen } = run([task(2, pager)]);
    expect(seen).toEqual({ running: [0, 0], ...made([2, 0]) });
    expect(pagerOf(kernel, 1)).toBe('nobody');
  }
});

test('tasks/create-thread: a thread of the caller has the pager given, or that of the caller', () => {
  const inTask1 = [task(1, [2, 0]), switchTo([1, 0])];
  const { kernel, seen } = run([...inTask1, exRegs(1), exRegs(2, 'nobody')]);
  expect(seen).toEqual({ running: [1, 0], result: { call: 'lthread_ex_regs', old: 'created' } });
  expect(kernel.view().threads?.slice(2)).toMatchObject([
    { thread: [1, 1], phase: { is: 'ready' }, pager: [2, 0], ip: 8 },
    { thread: [1, 2], phase: { is: 'ready' }, pager: 'nobody', ip: 8 },
  ]);
});

test('tasks/create-thread: a slot past the limit makes nothing', () => {
  const { kernel } = run([exRegs(3), exRegs(4), exRegs(100)]);
  expect(kernel.view().threads).toHaveLength(1);
});

test('tasks/nearest, tasks/nearest-self, tasks/nearest-nobody: the thread itself, the caller, or nobody', () => {
  const ask = (of: readonly [number, number] | readonly [number, number, number] | 'nobody'): Stimulus => ({
    do: 'id_nearest',
    of,
  });
  expect(last(task(1), ask([1, 0]))).toEqual({ running: [0, 0], ...nearest([1, 0]) });
  expect(last(task(1), ask([1, 0, 1]))).toEqual({ running: [0, 0], ...nearest([1, 0]) });
  expect(last(task(1), switchTo([1, 0]), ask('nobody'))).toEqual({ running: [1, 0], ...nearest([1, 0]) });
  for (const of of [
    [2, 0],
    [0, 0, 2],
    [9, 9],
  ] as const)
    expect(last(ask(of))).toEqual({ running: [0, 0], ...nearest('nobody') });
});

test('tasks/create: each task has its own space', () => {
  const { kernel } = run([task(1), task(2), receive('any')]);
  const { directories } = kernel.view().hardware ?? expect.fail('no hardware');
  expect(new Set(directories).size).toBe(4);
  expect(directories[3]).toBeNull();
  expect(kernel.step(load(0)).running).toEqual([0, 0]);
});
