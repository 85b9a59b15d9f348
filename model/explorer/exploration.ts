import type { Sigma, SigmaOperation } from '../../spec/vocabulary/index.js';

/** A property that fails: the shortest way there, by number of operations, the last of which is the one that breaks it. */
export interface Violation {
  readonly property: string;
  readonly path: readonly SigmaOperation[];
  readonly before: Sigma;
  readonly after: Sigma;
}

/**
 * What was explored and what was found: plain data. Whatever it counts, it counts for every state of the scope, whether each was expanded
 * or one of each orbit, so that but for `orbits`, `renamings` and `transitionHash` a record is the same with symmetry and without.
 */
export interface Exploration {
  readonly scope: string;
  /** A hash of the rules and properties, as texts. */
  readonly spec: string;
  /** Whether every state of the scope was covered, or the search was stopped. */
  readonly complete: boolean;
  /** Distinct states. */
  readonly states: number;
  /** Orbits of states under the renamings, one state of each of which was expanded; without symmetry, as many as states. */
  readonly orbits: number;
  /** How many renamings the group of the symmetry has; 1 without. */
  readonly renamings: number;
  /** Every operation of the scope in every state. */
  readonly transitions: number;
  /** Those that led to another state. */
  readonly changing: number;
  /** A hash of the changing transitions (before, operation, after) that were taken, in whatever order: from the least state of each orbit. */
  readonly transitionHash: string;
  /** How many operations the state takes that is furthest from the first. */
  readonly depth: number;
  /** Every property, and on how many transitions its premise applied: 0 means that the scope says nothing about it. */
  readonly properties: readonly { readonly name: string; readonly applied: number }[];
  /** Every rule for work on one page, and how often it was applied: 0 means that the scope does not reach it. */
  readonly rules: readonly { readonly name: string; readonly applied: number }[];
  /** The first violation of each property that fails, in the order in which they were met. */
  readonly violations: readonly Violation[];
}
