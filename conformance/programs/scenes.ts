import { nameOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { PAGE_BYTES, WHOLE_SPACE, nil } from '../../spec/vocabulary/index.js';
import type { Item, Stimulus } from '../../spec/vocabulary/index.js';
import type { Claims } from './action.js';
import type { Random } from './random.js';

// How programs about messages in memory begin: much must come together before a page is missing for one.

/**
 * A task is given pages in a row, mostly to be written, so that messages can be copied from them and into them. Mostly it has a second thread, which
 * can act while the first is in a transfer, or waits: for an interrupt that may come in the middle of one, or as pager of another.
 */
export const stocking = (random: Random, s: State, task: number, claims: Claims): readonly Stimulus[] => {
  if (s.threads[task * s.world.lthreads] === null) return [];
  const [first, from] = [random.below(2), random.below(s.world.frames - 1)];
  const items = Array.from({ length: random.pick([1, 2, 2, 3]) }, (_, at): Item => ({
    kind: 'map',
    fpage: { base: (from + at) % s.world.frames, sizeLog2: 0 },
    offset: first + at,
    write: random.chance(90),
  }));
  const second: readonly Stimulus[] = random.chance(85) ? [{ do: 'lthread_ex_regs', lthread: 1, ip: 0 }] : [];
  const line = { line: random.below(Math.max(1, s.world.lines)) };
  const attached: readonly Stimulus[] =
    claims('interrupts') && second.length > 0 && random.chance(40)
      ? [
          { do: 'thread_switch', to: [task, 1] },
          { do: 'ipc', receive: { from: line, timeoutMs: 0 } },
          { do: 'ipc', receive: { from: line, timeoutMs: 'never' } },
        ]
      : second.length > 0 && random.chance(60)
        ? [
            { do: 'thread_switch', to: [task, 1] },
            { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } },
          ]
        : [];
  const sliced: readonly Stimulus[] =
    claims('scheduling') && random.chance(40)
      ? [{ do: 'thread_schedule', of: [random.chance(50) ? task : 0, 0], sliceMs: 1 + random.below(3) }]
      : [];
  return [
    { do: 'thread_switch', to: [task, 0] },
    ...second,
    ...sliced,
    { do: 'ipc', receive: { from: [0, 0], window: WHOLE_SPACE, timeoutMs: 'never' } },
    ...attached,
    { do: 'thread_switch', to: [0, 0] },
    { do: 'ipc', send: { to: [task, 0], words: [], items, timeoutMs: 0 } },
  ];
};

const placeOf = (s: State, { task }: Thread, page: number): number => task * s.world.pages + page;
/** Pages that the space of the thread does not have. */
const missingPages = (s: State, t: Thread): readonly number[] =>
  Array.from({ length: s.world.pages }, (_, page) => page).filter((page) => s.sigma[placeOf(s, t, page)] === nil);

/** A thread waits for a message in a page that it misses, and its pager for word of that; 0.0 sends the message, mostly with a page-fault timeout. */
export const missing = (random: Random, s: State, claims: Claims): readonly Stimulus[] => {
  const ready = s.threads.filter((t) => t?.phase.is === 'ready' && t.id !== 0);
  const paged = ready.filter((t) => t !== null && missingPages(s, t).length > 0 && t.registers.pager !== t.id);
  const receiver = paged.length > 0 ? random.pick(paged) : null;
  const pager = ready.find((t) => t?.id === receiver?.registers.pager) ?? null;
  if (receiver === null || pager === null) return [];
  const strings = [{ address: random.pick(missingPages(s, receiver)) * PAGE_BYTES, bytes: 1 + random.below(12) }];
  const faultTimeoutMs =
    claims('timeouts') && random.chance(60) ? 1 + random.below(4) : random.chance(70) ? 0 : 'never';
  const [to, its] = [nameOf(s, receiver.id), nameOf(s, pager.id)];
  return [
    { do: 'thread_switch', to: its },
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } },
    { do: 'thread_switch', to },
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, strings, timeoutMs: 'never' } },
    { do: 'thread_switch', to: [0, 0] },
    {
      do: 'ipc',
      send: {
        to,
        words: [],
        strings: [{ address: 0, bytes: strings[0].bytes }],
        items: [],
        timeoutMs: 'never',
        faultTimeoutMs,
      },
    },
  ];
};
