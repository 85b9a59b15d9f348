import type { State, Thread } from '../../spec/index.js';
import { MAX_STRINGS, PAGE_BYTES, WHOLE_SPACE, nil } from '../../spec/vocabulary/index.js';
import type { BootConfig, Piece } from '../../spec/vocabulary/index.js';
import { weights } from './action.js';
import type { Action } from './action.js';
import { LAST_4_MIB, always, ipc, living, name, queued, timeout, waiting } from './pieces.js';
import type { Random } from './random.js';

// Messages in memory at the edges of what there is: of a page, of a string, of the number of strings, of the user's part of a space.

const LARGEST = 2 ** 22;
const LENGTHS: readonly number[] = [
  0,
  1,
  LARGEST,
  ...[1, 2].flatMap((n) => [-1, 0, 1].map((by) => n * PAGE_BYTES + by)),
];
const OFFSETS: readonly number[] = [0, 1, PAGE_BYTES - 1];

/** Mostly from the first page that the task has. */
const corner = (r: Random, s: State, task: number): Piece => {
  const { pages } = s.world;
  const first = s.sigma.slice(task * pages, (task + 1) * pages).findIndex((mapping) => mapping !== nil);
  const page = r.chance(85) ? Math.max(0, first) : r.below(pages);
  const address = (r.chance(4) ? LAST_4_MIB : page * PAGE_BYTES) + r.pick(OFFSETS);
  return { address, bytes: r.pick(LENGTHS) };
};
const corners = (r: Random, s: State, task: number): readonly Piece[] =>
  Array.from({ length: r.pick([1, 1, 1, 1, 2, 2, 3, MAX_STRINGS]) }, (_, at) => {
    const piece = corner(r, s, task);
    return at > 0 && r.chance(20) ? { ...piece, continues: true } : piece;
  });

/** A machine with room for such strings; seldom one whose spaces hold the largest string. */
export const roomyBoot = (r: Random, drawn: BootConfig): BootConfig => ({
  ...drawn,
  ...(r.chance(1) ? { frames: 1024, pages: 1024 } : { frames: Math.max(5, drawn.frames), pages: 8 }),
});

const among = (r: Random, likely: readonly Thread[], others: readonly Thread[]): Thread =>
  r.pick(likely.length > 0 && r.chance(85) ? likely : others);

export const bigStringActions: readonly Action[] = [
  {
    weight: weights(0, 0, { strings: 120 }),
    possible: always,
    draw: (r, s, runner, claims) => {
      const strings = corners(r, s, runner.task);
      const to = name(s, among(r, waiting(s, runner), living(s)));
      return ipc({
        send: { to, words: [], strings, items: [], timeoutMs: r.chance(80) ? 'never' : timeout(r, claims) },
      });
    },
  },
  {
    weight: weights(0, 0, { strings: 120 }),
    possible: always,
    draw: (r, s, runner) => {
      const strings = corners(r, s, runner.task);
      const waits = queued(s, runner).length > 0 || r.chance(70);
      return ipc({ receive: { from: 'any', strings, window: WHOLE_SPACE, timeoutMs: waits ? 'never' : 0 } });
    },
  },
];
