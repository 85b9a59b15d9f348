import type { Sigma, SigmaOperation } from '../../spec/vocabulary/index.js';

/** A property that fails: the shortest way there, by number of operations, the last of which is the one that breaks it. */
export interface Violation {
  readonly property: string;
  readonly path: readonly SigmaOperation[];
  readonly before: Sigma;
  readonly after: Sigma;
}

/** What was explored and what was found: plain data. */
export interface Exploration {
  readonly scope: string;
  /** Whether every state of the scope was expanded, or the search was stopped. */
  readonly complete: boolean;
  /** Distinct states. */
  readonly states: number;
  /** Operations tried: every operation of the scope in every state expanded. */
  readonly transitions: number;
  /** Those that led to another state. */
  readonly changing: number;
  /** How many operations the state takes that is furthest from the first. */
  readonly depth: number;
  /** Every property, and on how many transitions its premise applied: 0 means that the scope says nothing about it. */
  readonly properties: readonly { readonly name: string; readonly applied: number }[];
  /** Every rule for work on one page, and how often it was applied: 0 means that the scope does not reach it. */
  readonly rules: readonly { readonly name: string; readonly applied: number }[];
  /** The first violation of each property that fails, in the order in which they were met. */
  readonly violations: readonly Violation[];
}
