import { changes } from './changes.js';
import type { RunProperty } from './property.js';
import { messageIsTheReceivers, nonInterference, valuesSteerNothing } from './values.js';

/** The properties of pairs of runs: what can be changed of a program without a difference to somebody. */
export const runProperties: readonly RunProperty[] = [
  valuesSteerNothing,
  nonInterference,
  messageIsTheReceivers,
  ...changes,
];

export type { Run, RunProperty, Variation } from './property.js';
