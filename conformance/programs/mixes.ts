import type { BootConfig, Profile } from '../../spec/vocabulary/index.js';
import type { Action } from './action.js';
import { bigStringActions, roomyBoot } from './big-strings.js';
import type { Random } from './random.js';

/** A named mix of programs: the usual ones, or more of one sort. */
export interface Mix {
  readonly says: string;
  /** What a kernel must claim for it. */
  readonly needs: Profile | null;
  /** The kind of all its programs; null: as usual. */
  readonly kind: Profile | null;
  readonly boot: (random: Random, drawn: BootConfig) => BootConfig;
  readonly actions: readonly Action[];
}

const mix = (it: Partial<Mix> & Pick<Mix, 'says'>): Mix => ({
  needs: null,
  kind: null,
  boot: (_, drawn) => drawn,
  actions: [],
  ...it,
});

/** A clock that is about to outgrow 24, 31 or 32 bits. */
export const nearOverflow = (random: Random): number => 2 ** random.pick([24, 31, 32]) - random.below(20);

export const MIXES = {
  usual: mix({ says: 'programs of all kinds for the profiles that the kernel claims' }),
  clocks: mix({
    says: 'clocks near 2^24, 2^31 and 2^32 ms',
    needs: 'timeouts',
    boot: (random, drawn) => ({ ...drawn, clockMs: nearOverflow(random) }),
  }),
  'big-strings': mix({
    says: 'strings of 0, 1, a page, two pages and a byte more or less, 4 MiB; at offsets 0, 1 and 4095; up to 31 of them',
    needs: 'strings',
    kind: 'strings',
    boot: roomyBoot,
    actions: bigStringActions,
  }),
} satisfies Readonly<Record<string, Mix>>;
export type MixName = keyof typeof MIXES;
export const mixNames = Object.keys(MIXES) as readonly MixName[];
