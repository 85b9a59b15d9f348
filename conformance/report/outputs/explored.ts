import { z } from 'zod';
import type { Exploration } from '../../../model/explorer/index.js';
import type { Comparison, SystemExploration } from '../../../model/explorer/system/index.js';
import type { SigmaOperation } from '../../../spec/vocabulary/index.js';
import { Seen, Stimulus } from '../../../spec/vocabulary/index.js';
import { Count, Text, formatOf } from './output.js';

// What `l4c explore --json` prints.

const Met = z.array(z.strictObject({ name: Text, applied: Count }));
const Search = {
  scope: Text,
  spec: Text,
  complete: z.boolean(),
  states: Count,
  orbits: Count,
  renamings: Count,
  transitions: Count,
  changing: Count,
  transitionHash: Text,
  depth: Count,
  properties: Met,
  rules: Met,
};

const Sigma = z.array(Count);
const Operation: z.ZodType<SigmaOperation> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.enum(['map', 'grant']), source: Count, target: Count, write: z.boolean() }),
  z.strictObject({ op: z.literal('demap'), place: Count, own: z.boolean(), readOnly: z.boolean() }),
]);
const OfSpaces: z.ZodType<Exploration> = z.strictObject({
  ...Search,
  violations: z.array(z.strictObject({ property: Text, path: z.array(Operation), before: Sigma, after: Sigma })),
});

const OfSystem: z.ZodType<SystemExploration> = z.strictObject({
  ...Search,
  dialect: Text,
  stateBound: Count,
  births: Count,
  leaving: Count,
  edges: Met,
  violations: z.array(
    z.strictObject({
      property: Text,
      path: z.array(z.strictObject({ stimulus: Stimulus, seen: Seen.nullable() })),
      error: Text.nullable(),
    }),
  ),
});

const OfEnvelopes: z.ZodType<Comparison> = z.strictObject({
  scope: Text,
  pairs: Count,
  observations: Count,
  lazyStates: Count,
  eagerStates: Count,
  differs: z.array(Stimulus).nullable(),
});

/** A record for each scope that was explored: of address spaces, of the whole system, or of two envelopes compared. */
export const ExploredOutput = z.strictObject({
  ...formatOf('explored'),
  records: z.array(z.union([OfSpaces, OfSystem, OfEnvelopes])),
});
