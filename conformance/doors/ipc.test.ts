import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Program, TimeoutMs } from '../../spec/vocabulary/index.js';
import { checkProgram, inProcess, signatureOf } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import ipc60 from '../fixtures/kernels/ipc.js';
import { loadKernel } from '../kernels/load.js';
import { ipcDoor } from './ipc.js';

const machine = { frames: 2, pages: 2, tasks: 3, lthreads: 1 };

/** Told what a thread asks for, the kernel answers what happens because of it: here nobody is ever there. */
const nobodyWaits = ipcDoor('nobody-waits', () => ({
  boot: () => undefined,
  create: () => undefined,
  ipc: (thread, { send }) => [{ is: 'end', thread, phase: send ? 'send' : 'receive', cause: 'timeout' }],
}));
const receiving = (timeoutMs: TimeoutMs): Program => ({
  boot: machine,
  stimuli: [{ do: 'ipc', receive: { from: 'any', timeoutMs } }],
});

test('door ipc: what comes out is an ordinary kernel, which is checked like any other', async () => {
  const kernel = nobodyWaits();
  expect(kernel.manifest).toEqual({ l4c: 1, name: 'nobody-waits', profiles: ['ipc'] });
  expect(checkProgram(kernel, receiving(0)).is).toBe('conforms');
  expect(signatureOf(checkProgram(kernel, receiving('never')))).toBe('ipc/receive-wait (running)');
  expect((await runLot(inProcess(kernel), 0, 0, 5)).failures.length).toBeGreaterThan(0);
});

test('door ipc: a small kernel of IPC alone conforms, and its programs reach queues, calls, cuts and faults', async () => {
  const { failures, applied } = await runLot(inProcess(ipc60()), 0, 0, 300);
  expect(failures).toEqual([]);
  for (const rule of ['send-queue', 'receive-queued-sender', 'enter-receive', 'transfer-cut', 'sleep'])
    expect(applied[`ipc/${rule}`]).toBeGreaterThan(10);
  for (const rule of ['message', 'answered', 'no-answer', 'halts']) expect(applied[`fault/${rule}`]).toBeGreaterThan(5);
});

test('sigma/map: the model moves the pages of a message, where the two threads meet', () => {
  const item = { kind: 'map', fpage: { base: 1, sizeLog2: 0 }, offset: 1, write: false } as const;
  const kernel = ipc60();
  kernel.boot(machine);
  kernel.step({ do: 'task_new', task: 1, pager: [0, 0], ip: 0 });
  kernel.step({ do: 'ipc', send: { to: [1, 0], words: [7], items: [item], timeoutMs: 'never' } });
  const window = { base: 0, sizeLog2: 1 };
  kernel.step({ do: 'ipc', receive: { from: 'any', window, timeoutMs: 'never' } });
  expect(kernel.step({ do: 'thread_switch', to: [1, 0] })).toEqual({ running: [1, 0] });
  expect(kernel.step({ do: 'load', address: 4096 })).toEqual({ running: [1, 0], loaded: 1 });
});

test('the contract: a kernel that speaks of a thread that was never made has broken it, and is told so', () => {
  const dreamer = ipcDoor('dreamer', () => ({
    boot: () => undefined,
    create: () => undefined,
    ipc: () => [{ is: 'wait', thread: '2.0' }],
  }))();
  expect(checkProgram(dreamer, receiving(0))).toMatchObject({
    is: 'broken',
    says: 'Error: the kernel speaks of a thread 2.0, and there is none',
  });
});

test('tasks/create: where the specification says nothing the program is dropped, also on a kernel bundled from its file', async () => {
  const kernel = await loadKernel(fileURLToPath(new URL('../fixtures/kernels/ipc.ts', import.meta.url)));
  const again = { do: 'task_new', task: 2, pager: [0, 0], ip: 0 } as const;
  expect(checkProgram(kernel, { boot: machine, stimuli: [again, again] }).is).toBe('unspecified');
});
