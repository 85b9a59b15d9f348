import type { Program } from '../../spec/vocabulary/index.js';

// Programs by which errata of the lecture are shown, where no stored one does.

const twoBytes = [
  { address: 0, bytes: 1 },
  { address: 0, bytes: 1 },
];
/** 1.0 sends two bytes; between them its slice ends, and 1.1, of the same space, runs (README). */
export const leftInTheMiddle: Program = {
  boot: { frames: 1, pages: 1, tasks: 2, lthreads: 2 },
  stimuli: [
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    {
      do: 'ipc',
      send: {
        to: [1, 0],
        words: [],
        items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true }],
        timeoutMs: 'never',
      },
      receive: { from: 'any', strings: twoBytes, timeoutMs: 'never' },
    },
    { do: 'lthread_ex_regs', lthread: 1 },
    { do: 'thread_schedule', of: [1, 0], sliceMs: 1 },
    { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 0 }, timeoutMs: 'never' } },
    { do: 'during', k: 0, event: { do: 'tick', ms: 1 } },
    { do: 'ipc', send: { to: [0, 0], words: [], items: [], strings: twoBytes, timeoutMs: 'never' } },
  ],
};

/** 0.1 sends to 2.0, which misses a page; then 0.0, of the same space, sends to 1.0, which has no page at all (README). */
export const sentToAnother: Program = {
  boot: { frames: 1, pages: 1, tasks: 3, lthreads: 2 },
  stimuli: [
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    { do: 'task_new', task: 2, pager: [0, 0], ip: 0 },
    { do: 'lthread_ex_regs', lthread: 1 },
    {
      do: 'ipc',
      send: {
        to: [2, 0],
        words: [],
        items: [{ kind: 'map', fpage: { base: 0, sizeLog2: 0 }, offset: 0, write: true }],
        timeoutMs: 'never',
      },
    },
    { do: 'ipc', receive: { from: 'any', strings: [{ address: 0, bytes: 1 }], timeoutMs: 'never' } },
    { do: 'ipc', receive: { from: 'any', window: { base: 0, sizeLog2: 0 }, timeoutMs: 'never' } },
    { do: 'ipc', receive: { from: 'any', strings: [{ address: 2, bytes: 4095 }], timeoutMs: 'never' } },
    {
      do: 'ipc',
      send: { to: [2, 0], words: [], items: [], strings: [{ address: 0, bytes: 4095 }], timeoutMs: 'never' },
    },
    {
      do: 'ipc',
      send: { to: [1, 0], words: [], items: [], strings: [{ address: 0, bytes: 1 }], timeoutMs: 'never' },
    },
  ],
};

/** A thread sleeps for 5 ms, and time passes. */
export const sleepsFor5: Program = {
  boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
  stimuli: [
    { do: 'ipc', receive: { from: 'nobody', timeoutMs: 5 } },
    { do: 'tick', ms: 200 },
  ],
};
