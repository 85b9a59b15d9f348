import { z } from 'zod';
import { Dialect, parameters } from '../../../spec/index.js';
import type { Parameter } from '../../../spec/index.js';
import { Manifest, Profile, Program, Seen } from '../../../spec/vocabulary/index.js';
import type { Cause } from '../../check/cause.js';
import type { Compared } from '../../check/compare.js';
import type { Report } from '../../check/report.js';
import { Counts, Failure, RunSource, tallied } from '../../check/shard-file.js';
import { mixNames } from '../../programs/mixes.js';
import { Count, Text, Texts, formatOf } from './output.js';

// What is printed of kernels that ran: `l4c run`, `merge`, `compare`, `identify` and `check`, each with --json.

const Reasoned = { rule: Text, reason: Text };

/** The report of a run, or of its shards merged. */
export const ReportOutput: z.ZodType<Report> = z.strictObject({
  ...formatOf('report'),
  kernel: Text,
  profiles: z.array(Profile),
  dialect: z.union([Text, z.record(z.string(), Text)]),
  blackBox: z.boolean(),
  seed: Count,
  source: RunSource,
  exhausted: z.strictObject({ whole: z.boolean(), sequences: Count, programs: Count }).nullable(),
  runs: Count,
  ...tallied,
  settles: z.array(z.strictObject(Reasoned)),
  rules: Counts,
  hardware: Counts,
  neverExercised: Texts,
  tooSmall: Counts,
  shortest: z.strictObject({ programs: Count, failing: Count }),
  stored: z.strictObject({ replayed: Count, stillFailing: Count, unreadable: Count }),
  failures: z.array(Failure),
  waived: z.array(z.strictObject({ ...Reasoned, failures: z.array(Failure) })),
});

const ParameterName = z.enum(Object.keys(parameters) as Parameter[]);
const CauseOutput: z.ZodType<Cause> = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('choice'), rule: Text, took: z.tuple([Count, Count]) }),
  z.strictObject({ by: z.literal('dialect'), parameters: z.array(ParameterName) }),
  z.strictObject({ by: z.literal('undefined'), rule: Text }),
]);

/** Where kernels differ though both are allowed. */
export const ComparedOutput: z.ZodType<Compared> = z.strictObject({
  ...formatOf('compared'),
  seed: Count,
  mix: z.enum(mixNames),
  programs: Count,
  profiles: z.array(Profile),
  kernels: z.array(z.strictObject({ name: Text, conforms: Count, diverges: Count, broken: Count, dropped: Count })),
  differed: Counts,
  departures: z.array(
    z.strictObject({
      kernel: Text,
      cause: CauseOutput,
      programs: Count,
      program: Program,
      step: Count,
      showed: z.tuple([Seen, Seen]),
    }),
  ),
});

/** Which dialect a kernel speaks; or how it broke its contract, by which it speaks none. */
export const IdentityOutput = z.union([
  z.strictObject({
    ...formatOf('identity'),
    kernel: Text,
    told: z.array(z.strictObject({ parameter: ParameterName, value: Text, orElse: Texts })),
    dialect: Dialect,
    programs: Count,
    explained: Count,
    presets: Texts,
  }),
  z.strictObject({ ...formatOf('identity'), kernel: Text, broken: Text }),
]);

/** What became of the programs of a recorded conversation. */
export const CheckOutput = z.strictObject({
  ...formatOf('check'),
  kernel: Manifest.unwrap().shape.name,
  conforms: Count,
  unspecified: Count,
  undecided: Count,
  cannot: Count,
  diverges: Count,
  broken: Count,
  failures: z.array(
    z.strictObject({ signature: Text, n: Count, isBehindAnother: z.boolean(), program: Program, explanation: Text }),
  ),
});
