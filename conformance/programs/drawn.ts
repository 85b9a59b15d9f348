import type { Item, Program, Stimulus } from '../../spec/vocabulary/index.js';

// Programs at whose end, or in whose middle, a machine is worth a drawing.

/** One page, 2^0 of them. */
const page = (base: number) => ({ base, sizeLog2: 0 });
const wholeSpace = (sizeLog2: number) => ({ base: 0, sizeLog2 });
const gives = (kind: Item['kind'], from: number, to: number, write: boolean): Item => ({
  kind,
  fpage: page(from),
  offset: to,
  write,
});
const sends = (to: readonly [number, number], items: readonly Item[]): Stimulus => ({
  do: 'ipc',
  send: { to: [...to], words: [], items, timeoutMs: 'never' },
});
const receives = (sizeLog2: number): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', window: wholeSpace(sizeLog2), timeoutMs: 'never' },
});

/** Sigma-zero maps two pages to 1.0; that maps one of them to 2.0 twice, once to be read only, and 2.0 one of these to 3.0 (L.69). */
export const hierarchy: Program = {
  boot: { frames: 2, pages: 2, tasks: 5, lthreads: 1 },
  stimuli: [
    ...[1, 2, 3, 4].map((task): Stimulus => ({ do: 'task_new', task, pager: [0, 0], ip: 0 })),
    sends([1, 0], [gives('map', 0, 0, true), gives('map', 1, 1, true)]),
    receives(1),
    sends([2, 0], [gives('map', 0, 0, true), gives('map', 0, 1, false)]),
    receives(1),
    sends([3, 0], [gives('map', 0, 0, true), gives('map', 1, 1, true)]),
    receives(1),
  ],
};
const hierarchyThen = (...stimuli: readonly Stimulus[]): Program => ({
  ...hierarchy,
  stimuli: [...hierarchy.stimuli, { do: 'thread_switch', to: [1, 0] }, ...stimuli],
});
/** Then 1.0 takes back what was derived from its first page (L.70). */
export const demapped = hierarchyThen({ do: 'fpage_unmap', fpage: page(0), own: false, readOnly: false });
/** Or it grants the page to 4.0 (L.67). */
export const granted = hierarchyThen(sends([4, 0], [gives('grant', 0, 0, true)]), receives(1));

const twoPages = [{ address: 0, bytes: 8192 }];
/** 1.0 sends two pages to 0.0: a message that is copied through the region (L.52). */
export const longMessage: Program = {
  boot: { frames: 4, pages: 4, tasks: 2, lthreads: 1 },
  stimuli: [
    { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
    {
      do: 'ipc',
      send: {
        to: [1, 0],
        words: [],
        items: [{ kind: 'map', fpage: { base: 2, sizeLog2: 1 }, offset: 0, write: true }],
        timeoutMs: 'never',
      },
      receive: { from: 'any', strings: twoPages, timeoutMs: 'never' },
    },
    receives(2),
    { do: 'ipc', send: { to: [0, 0], words: [], items: [], strings: twoPages, timeoutMs: 'never' } },
  ],
};

/** For how long the threads of `sleepers` sleep; the last for more than the 2^24 ms of an offset (L.63). */
const SLEEPS_MS = [6, 9, 14, 40, 2 ** 25];
/** Five threads go to sleep one after the other, and nobody is left to run. */
export const sleepers: Program = {
  boot: { frames: 1, pages: 1, tasks: 1, lthreads: SLEEPS_MS.length },
  stimuli: [
    ...SLEEPS_MS.slice(1).map((_, at): Stimulus => ({ do: 'lthread_ex_regs', lthread: at + 1, ip: 0 })),
    ...SLEEPS_MS.map((timeoutMs): Stimulus => ({ do: 'ipc', receive: { from: 'nobody', timeoutMs } })),
  ],
};
