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
  /** Why a step has no outcome, or leaves the chart; null where a property fails. */
  readonly error: string | null;
}
/** How often something was met: 0 means that the scope does not reach it. */
export interface Applied {
  readonly name: string;
  readonly applied: number;
}

/**
 * What was explored of the whole system and what was found: plain data. Whatever it counts, it counts for every state of the scope, whether
 * each was gone on from or one of each orbit: only `orbits`, `renamings` and `transitionHash` tell.
 */
export interface SystemExploration {
  readonly scope: string;
  /** The name of the dialect, or of what else the table of rules is. */
  readonly dialect: string;
  /** A hash of the rules, the properties and the chart, as texts. */
  readonly spec: string;
  /** Whether every state of the scope was covered; otherwise the search ended at `stateBound`. */
  readonly complete: boolean;
  readonly stateBound: number;
  /** In no place were more threads ever made in a state that was gone on from. */
  readonly births: number;
  /** Distinct states. */
  readonly states: number;
  /** Orbits of states under the renamings. */
  readonly orbits: number;
  /** How many renamings the symmetry has; 1 without. */
  readonly renamings: number;
  /** Every outcome of every stimulus of the scope in every state. */
  readonly transitions: number;
  /** Those that led to another state. */
  readonly changing: number;
  /** Those that led out of the scope. */
  readonly leaving: number;
  /** A hash of the changing transitions, from orbit to orbit. */
  readonly transitionHash: string;
  /** How many stimuli after the prelude the state takes that is furthest. */
  readonly depth: number;
  /** Every property, and on how many transitions its premise applied. */
  readonly properties: readonly Applied[];
  /** Every rule of the profiles of the scope, and how often it was applied. */
  readonly rules: readonly Applied[];
  /** Every edge of the chart, and how often a thread went along it. */
  readonly edges: readonly Applied[];
  /** The first violation of each property that fails, in the order in which they were met. */
  readonly violations: readonly SystemViolation[];
}
