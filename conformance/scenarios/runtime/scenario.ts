import type { BootConfig, Profile, Seen, Stimulus } from '../../../spec/vocabulary/index.js';
import type { Thread } from './thread.js';

/** One step of a run: who executed the stimulus (nobody, for an event from outside), and what was seen. */
export interface Step {
  readonly by: Seen['running'];
  readonly stimulus: Stimulus;
  readonly seen: Seen;
}
/** What a scenario claims in the end, and whether it is so. */
export interface Claim {
  readonly says: string;
  readonly holds: boolean;
}

/** A set of programs on a machine, ready to run once. */
export interface System {
  readonly boot: BootConfig;
  /** The program at each instruction pointer at which a thread may begin; thread 0.0 begins at 0. */
  readonly programs: Readonly<Partial<Record<number, () => Thread>>>;
  /** Who is who, by the name of a thread: `1.0`. */
  readonly threads: Readonly<Partial<Record<string, string>>>;
  /** The threads, by name, whose programs come to their end. All others serve for ever. */
  readonly ends: readonly string[];
  /** A page of registers, by task and page, whose every store raises a line of the device behind it. */
  readonly registers?: { readonly task: number; readonly page: number; readonly line: number };
  /** Events from outside: what comes before step `step`, at the machine as `seen`; null: nothing. */
  readonly disturb?: (step: number, seen: Seen) => Stimulus | null;
  /** What is claimed of the run that has ended. */
  readonly claims: (steps: readonly Step[]) => readonly Claim[];
}

/** A system of the lecture: which pages it brings to life, which profiles of L4 it needs, and how it is set up afresh. */
export interface Scenario {
  readonly name: string;
  readonly pages: readonly number[];
  readonly says: string;
  readonly needs: readonly Profile[];
  /** Chance plays: with another seed it goes otherwise. */
  readonly isByChance?: true;
  readonly make: (seed: number) => System;
}
