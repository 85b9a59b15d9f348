import type { Seen, Stimulus } from '../../../spec/vocabulary/index.js';

/** One step on the way to a violation: the stimulus, and what was seen of the outcome; null if there was none. */
export interface PathStep {
  readonly stimulus: Stimulus;
  readonly seen: Seen | null;
}
/** A property that fails: the shortest way there from the boot, by number of stimuli, the prelude included; the last step is the one that breaks it. */
export interface SystemViolation {
  readonly property: string;
  readonly path: readonly PathStep[];
  /** Why a step has no outcome; null where it has one, and the property fails. */
  readonly error: string | null;
}

/** What was explored of the whole system and what was found: plain data. */
export interface SystemExploration {
  readonly scope: string;
  /** Whether every state of the scope was covered; otherwise the search ended at `stateBound`. */
  readonly complete: boolean;
  readonly stateBound: number;
  /** In no place were more threads ever made in a state that was gone on from. */
  readonly births: number;
  /** Distinct states. */
  readonly states: number;
  /** Every outcome of every stimulus of the scope in every state. */
  readonly transitions: number;
  /** Those that led to another state. */
  readonly changing: number;
  /** Those that led out of the scope. */
  readonly leaving: number;
  /** How many stimuli after the prelude the state takes that is furthest. */
  readonly depth: number;
  /** Every property, and on how many transitions its premise applied: 0 means that the scope says nothing about it. */
  readonly properties: readonly { readonly name: string; readonly applied: number }[];
  /** Every rule of the profiles of the scope, and how often it was applied: 0 means that the scope does not reach it. */
  readonly rules: readonly { readonly name: string; readonly applied: number }[];
  /** The first violation of each property that fails, in the order in which they were met. */
  readonly violations: readonly SystemViolation[];
}
