import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import type { BootConfig, Send, Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { judgeHardware } from '../check/hardware.js';
import { blackBox } from './masked.js';

// The largest machines that the 486 kernel boots. They are larger than any that the contract speaks of.

const numbers = (from: number, below: number): readonly number[] =>
  Array.from({ length: below - from }, (_, i) => from + i);
const send = (to: ThreadId, rest: Partial<Send> = {}): Stimulus => ({
  do: 'ipc',
  send: { to, words: [], items: [], timeoutMs: 0, ...rest },
});
const waits: Stimulus = { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 20 }, timeoutMs: 'never' } };
/** 0.0 makes these tasks; then the first thread of each makes these of its task. */
const made = (tasks: readonly number[], lthreads: readonly number[]): readonly Stimulus[] => [
  ...tasks.map((task): Stimulus => ({ do: 'task_new', task, pager: [0, 0], ip: 0 })),
  ...[0, ...tasks].flatMap((task): readonly Stimulus[] => [
    { do: 'thread_switch', to: [task, 0] },
    ...lthreads.map((lthread): Stimulus => ({ do: 'lthread_ex_regs', lthread, ip: 0 })),
  ]),
];
/** The last of all threads waits; 0.0 maps it the last frame, which it loads; then 0.0 deletes these tasks. */
const lastAndFirst = ({ tasks, lthreads, frames }: BootConfig, deleted: readonly number[]): readonly Stimulus[] => {
  const last: ThreadId = [tasks - 1, lthreads - 1];
  const fpage = { base: frames - 1, sizeLog2: 0 };
  return [
    { do: 'thread_switch', to: last },
    waits,
    { do: 'thread_switch', to: [0, 0] },
    send(last, { words: [7], items: [{ kind: 'map', fpage, offset: frames - 1, write: true }] }),
    { do: 'thread_switch', to: last },
    { do: 'load', address: (frames - 1) * 4096 },
    send([tasks, 0]),
    send([0, lthreads]),
    { do: 'thread_switch', to: [0, 0] },
    ...deleted.map((task): Stimulus => ({ do: 'task_new', task, pager: 'nobody', ip: 0 })),
  ];
};

test.each<[string, BootConfig]>([
  ['2 048 tasks, 16 384 threads', { frames: 8, pages: 8, tasks: 2048, lthreads: 8 }],
  ['128 threads a task, 16 384 threads', { frames: 8, pages: 8, tasks: 128, lthreads: 128 }],
  ['64 MiB of memory', { frames: 16_384, pages: 1024, tasks: 2, lthreads: 2 }],
])('capacity: with %s the kernel does what the specification says, and its tables hold', (_, boot) => {
  const kernel = i486();
  const paged = { ...boot, frames: Math.min(boot.frames, boot.pages) };
  // the specification looks at every slot in each step: with it some of the threads are made
  const some = [...new Set([1, boot.tasks - 1])];
  const stimuli = [...made(some, [boot.lthreads - 1]), ...lastAndFirst(paged, some)];
  expect(checkProgram(blackBox(kernel), { boot, stimuli }).is).toBe('conforms');

  kernel.boot(boot);
  const all = numbers(1, boot.tasks);
  for (const stimulus of made(all, numbers(1, boot.lthreads))) kernel.step(stimulus);
  expect(kernel.view?.().threads?.length).toBe(boot.tasks * boot.lthreads);
  const deleted = all.slice(-20);
  for (const stimulus of lastAndFirst(paged, deleted)) kernel.step(stimulus);
  const seen = kernel.step({ do: 'thread_switch', to: [0, 0] });
  const view = kernel.view?.();
  expect([seen.running, view?.threads?.length]).toEqual([[0, 0], (boot.tasks - deleted.length) * boot.lthreads]);
  const { checked, refusal } = judgeHardware(boot, { seen, view });
  expect(refusal).toBe(null);
  expect(checked).toContain('tables/agree-with-sigma');
});

test.each<[string, BootConfig]>([
  ['2049 tasks', { frames: 1, pages: 1, tasks: 2049, lthreads: 1 }],
  ['129 lthreads', { frames: 1, pages: 1, tasks: 1, lthreads: 129 }],
  ['16512 threads', { frames: 1, pages: 1, tasks: 129, lthreads: 128 }],
  ['16385 frames', { frames: 16_385, pages: 1, tasks: 1, lthreads: 1 }],
])('capacity: a machine of %s is refused in a sentence, and the one before it goes on', (wanted, boot) => {
  const kernel = i486();
  const before = { frames: 1, pages: 1, tasks: 1, lthreads: 1 };
  kernel.boot(before);
  expect(() => kernel.boot(boot)).toThrow(new RegExp(`^a machine of ${wanted}: this kernel has room for \\d+$`));
  expect(kernel.step({ do: 'load', address: 0 })).toEqual({ running: [0, 0], loaded: 0 });
});
