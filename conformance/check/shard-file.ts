import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Manifest, Program, Seen, View } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { mixNames } from '../programs/mixes.js';
import type { RunPart } from './part.js';

const Count = z.int().min(0);
export const Counts = z.record(z.string(), Count).readonly();
const Shown = z
  .strictObject({ step: z.int().min(-1), seen: z.array(Seen).readonly(), view: View.exactOptional() })
  .readonly();
/** A failure, as `l4c run` tells it to programs. */
export const Failure = z
  .strictObject({
    signature: z.string(),
    lot: z.int().min(-2),
    program: Program,
    explanation: z.string(),
    shown: Shown.exactOptional(),
    file: z.string().exactOptional(),
  })
  .readonly();
/** By rule with a choice, how often each alternative was open, and taken. */
const Alternatives = z
  .record(z.string(), z.strictObject({ open: z.array(Count).readonly(), taken: z.array(Count).readonly() }).readonly())
  .readonly();
/** What is counted of programs, of a lot or of a whole run. */
export const tallied = {
  programs: Count,
  stimuli: Count,
  executed: Count,
  unspecified: Count,
  cannot: Count,
  undecided: Count,
  alternatives: Alternatives,
};
const LotResult = z
  .strictObject({
    lot: Count,
    ...tallied,
    applied: Counts,
    checked: Counts,
    firstFailing: z.union([z.null(), Count]),
    failures: z.array(Failure).readonly(),
  })
  .readonly();

const Replays = z.array(z.strictObject({ failure: z.union([z.null(), Failure]) }).readonly()).readonly();
/** Where the programs of a run come from. */
export const RunSource = z.union([
  z.strictObject({ mix: z.enum(mixNames) }).readonly(),
  z.strictObject({ exhaustive: z.strictObject({ scope: z.string(), length: Count }).readonly() }).readonly(),
]);
/** What a shard of a run found, as `l4c run --shard` prints it and `l4c merge` reads it. */
export const ShardFile = z.strictObject({
  format: z.literal('l4c-shard', 'not what a shard of a run prints'),
  version: z.literal(1, 'this suite reads version 1 of shards'),
  manifest: Manifest,
  seed: Count,
  runs: Count,
  source: RunSource,
  maxFailures: Count,
  shard: z.strictObject({ index: Count, of: z.int().min(1) }).readonly(),
  shortest: Replays,
  replays: Replays,
  unreadable: Count,
  lots: z.array(LotResult).readonly(),
});

export const renderShard = (part: RunPart): string => JSON.stringify({ format: 'l4c-shard', version: 1, ...part });

/** Reads what a shard found; whatever is wrong with it is said in one line. */
export const readShard = (file: string): RunPart => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `${file}: ${error instanceof SyntaxError ? 'not JSON, or cut short' : 'there is no such file to read'}`,
    );
  }
  const parsed = ShardFile.safeParse(json);
  if (parsed.success) {
    // what was read, not what was parsed: a schema puts fields in an order of its own, and a report is the same to the byte
    const { manifest, seed, runs, source, maxFailures, shard, shortest, replays, unreadable, lots } = json as z.infer<
      typeof ShardFile
    >;
    return { manifest, seed, runs, source, maxFailures, shard, shortest, replays, unreadable, lots };
  }
  const { path, message } = parsed.error.issues[0];
  throw new UsageError(`${file}: ${path.join('.') || 'the file'}: ${message}`);
};
