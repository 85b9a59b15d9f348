import type { State, Thread } from '../../spec/index.js';
import type { Profile, Stimulus } from '../../spec/vocabulary/index.js';
import type { Random } from './random.js';

/** One kind of thing that the running thread may do next, and how often in the programs of each profile. */
export interface Action {
  readonly weight: Readonly<Record<Profile, number>>;
  /** How many times as often where the programs are for many profiles, of which each has fewer. */
  readonly amongMany?: number;
  /** The profile of which a kernel must claim some, if any: what the action does is specified there. */
  readonly needs?: readonly Profile[];
  possible(state: State): boolean;
  draw(random: Random, state: State, runner: Thread, claims: Claims): Stimulus;
}
/** What the kernel claims. */
export type Claims = (profile: Profile) => boolean;

/** The weights of an action: those profiles that are not given have that of `ipc`, and `strings` half of it. */
export const weights = (sigma: number, ipc: number, more: Partial<Record<Profile, number>> = {}): Action['weight'] => ({
  sigma,
  ipc,
  tasks: ipc,
  timeouts: ipc,
  scheduling: ipc,
  exceptions: ipc,
  interrupts: ipc,
  strings: ipc / 2,
  ...more,
});
