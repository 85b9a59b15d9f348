import { expect, test } from 'vitest';
import { inProcess, signatureOf } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { bundled } from './bundled.js';
import type { Program } from '../../spec/vocabulary/index.js';

const kernel = (name: string) => inProcess((bundled[name] ?? expect.fail(`there is no ${name}`))());

/** Task 1 has page 0 from task 0 and waits for a string of 1 byte there. */
const receiver: Program['stimuli'] = [
  { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
  { do: 'thread_switch', to: [1, 0] },
  { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 1 }, timeoutMs: 'never' } },
  {
    do: 'ipc',
    send: {
      to: [1, 0],
      words: [],
      items: [{ kind: 'map', fpage: { base: 1, sizeLog2: 0 }, offset: 0, write: true }],
      timeoutMs: 'never',
    },
  },
  { do: 'ipc', receive: { from: 'any', strings: [{ address: 0, bytes: 8192 }], timeoutMs: 'never' } },
];
const boot = { frames: 4, pages: 4, tasks: 2, lthreads: 2 };
/** 0.0 sends two pages; the second is missing at the receiver, whose pager does not wait. 0.1, of the same space, runs. */
const leftInTheMiddle: Program = {
  boot,
  stimuli: [
    ...receiver,
    { do: 'lthread_ex_regs', lthread: 1, ip: 0 },
    {
      do: 'ipc',
      send: { to: [1, 0], words: [], strings: [{ address: 0, bytes: 8192 }], items: [], timeoutMs: 'never' },
    },
  ],
};
/** 0.0 sends a string, and then stores where it came from. */
const storesLater: Program = {
  boot,
  stimuli: [
    ...receiver,
    {
      do: 'ipc',
      send: { to: [1, 0], words: [], strings: [{ address: 0, bytes: 4096 }], items: [], timeoutMs: 'never' },
    },
  ],
};

test('i486:tlb=lecture: entries of the region outlive a copy that is left in the middle, when a thread of the same space runs (F:A18)', async () => {
  expect((await kernel('i486').check(leftInTheMiddle)).is).toBe('conforms');
  expect(signatureOf(await kernel('i486:tlb=lecture').check(leftInTheMiddle))).toContain('(tlb/ipc-clean)');
});

test('i486:tlb=single-thread: the region stays open when a copy is left in the middle', async () => {
  const verdict = await kernel('i486:tlb=single-thread').check(leftInTheMiddle);
  expect(signatureOf(verdict)).toMatch(/\((region\/closed|tlb\/ipc-clean)\)$/);
});

test("i486:transfer=shared-buffer: the message is not the receiver's own (L.49)", async () => {
  expect((await kernel('i486').check(storesLater)).is).toBe('conforms');
  expect((await kernel('i486:transfer=shared-buffer').check(storesLater)).is).toBe('diverges');
});

test('i486:transfer=double-copy: two copies through the kernel give what one gives (L.48)', async () => {
  expect((await kernel('i486:transfer=double-copy').check(storesLater)).is).toBe('conforms');
  expect((await kernel('i486:transfer=double-copy').check(leftInTheMiddle)).is).toBe('conforms');
  expect((await runLot(kernel('i486:transfer=double-copy'), 0, 0, 20)).failures).toEqual([]);
});
