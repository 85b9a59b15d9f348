import type { BootConfig, Profile, Stimulus } from '../../../spec/vocabulary/index.js';

/**
 * A scope of the whole system: a machine, what is done to make its threads, and from then on every stimulus that may come, in any order
 * and for ever.
 */
export interface SystemScope {
  readonly name: string;
  /** What it is about, for people. */
  readonly says: string;
  /** The profiles of which it may apply the rules. */
  readonly profiles: readonly Profile[];
  readonly boot: BootConfig;
  readonly latenessMs: number;
  /** Stimuli that have one outcome each. */
  readonly prelude: readonly Stimulus[];
  readonly stimuli: readonly Stimulus[];
  /** A state in which more threads than this were ever made in one place lies outside the scope: it is checked, and not gone on from. */
  readonly births: number;
  /** Whether it is small enough to be explored whenever anything changes. */
  readonly isSmall: boolean;
}
