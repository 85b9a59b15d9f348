import { z } from 'zod';
import { Counts, Failure } from '../../check/shard-file.js';
import type { Kill } from '../../mutants/kill.js';
import type { Mutant } from '../../mutants/mutants.js';
import type { Tried } from '../../mutants/wrong-rules.js';
import type { ScenarioRun } from '../../scenarios/run.js';
import { Count, Text, Texts, formatOf } from './output.js';

// What `l4c scenarios`, `mutants` and `mutants --spec` print, each with --json.

const Run: z.ZodType<Omit<ScenarioRun, 'program'>> = z.strictObject({
  scenario: Text,
  kernel: Text,
  is: z.enum(['holds', 'fails', 'diverges', 'broken', 'dropped']),
  seeds: Count,
  copySteps: Count,
  steps: Count,
  undecided: Count,
  claims: z.array(z.strictObject({ says: Text, holds: z.boolean() })),
  says: Text.nullable(),
});
/** How each scenario ended. */
export const ScenariosOutput = z.strictObject({ ...formatOf('scenarios'), scenarios: z.array(Run) });

const MutantOutput: z.ZodType<Mutant> = z.strictObject({
  name: Text,
  attacks: Texts,
  standIns: Texts.exactOptional(),
  story: Text,
  file: Text,
  find: Text,
  replace: Text,
});
const KillOutput: z.ZodType<Kill> = z.strictObject({
  mutant: MutantOutput,
  failure: Failure.nullable(),
  blamed: z.boolean(),
  programs: Count.nullable(),
  rules: Counts,
});
/** How each broken kernel was found, and how many programs that took. */
export const MutantsOutput = z.strictObject({
  ...formatOf('mutants'),
  kills: z.array(KillOutput),
  median: z.number().nullable(),
  worst: z.strictObject({ mutant: Text, programs: Count }).nullable(),
});

const TriedOutput: z.ZodType<Tried> = z.strictObject({
  wrong: MutantOutput,
  caught: z.array(z.strictObject({ property: Text, on: Text })),
});
/** What caught each wrong rule, and where that is other than what is stored. */
export const WrongRulesOutput = z.strictObject({
  ...formatOf('wrong-rules'),
  tried: z.array(TriedOutput),
  alive: Texts,
  idle: Texts,
  excused: Texts,
  others: Texts,
});
