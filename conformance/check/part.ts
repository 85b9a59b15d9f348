import type { Manifest } from '../../spec/vocabulary/index.js';
import { BROKEN, ruleOf } from './lot.js';
import { lotSize } from './source.js';
import type { Source } from './source.js';
import type { Failure } from './failure.js';
import type { LotResult } from './lot.js';
import type { Replay } from './replay.js';

/** Which lots j of a run are meant: those with j mod `of` = `index`. A whole run is the only shard of one. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}
export const WHOLE: Shard = { index: 0, of: 1 };

/** What a run found, or a shard of one: plain data, from which the report is made, here or where the shards are merged. */
export interface RunPart {
  readonly manifest: Manifest;
  readonly seed: number;
  readonly runs: number;
  /** Where the programs come from. */
  readonly source: Source;
  /** The run ends with the lot by which so many distinct failures have been found. */
  readonly maxFailures: number;
  readonly shard: Shard;
  /** What became of the shortest programs of the rules that are claimed: they run before all lots, and are counted in nothing else. */
  readonly shortest: readonly Replay[];
  readonly replays: readonly Replay[];
  /** How many files of stored failures cannot be read. */
  readonly unreadable: number;
  /** By number, ascending. */
  readonly lots: readonly LotResult[];
}

/** Everything that failed: the stored failures first, then lot by lot. */
export const failuresOf = (replays: readonly Replay[], lots: readonly LotResult[]): readonly Failure[] => [
  ...replays.flatMap(({ failure }) => (failure === null ? [] : [failure])),
  ...lots.flatMap(({ failures }) => failures),
];

export const byNumber = (lots: readonly LotResult[]): readonly LotResult[] => lots.toSorted((a, b) => a.lot - b.lot);

/** Whether the rule of a signature is one that the kernel's author waives. */
export const isWaived = ({ waivers = [] }: Pick<Manifest, 'waivers'>, signature: string): boolean =>
  waivers.some(({ rule }) => rule === ruleOf({ signature }));

/** The lowest lot in which the kernel broke its contract, or by which there are enough distinct failures: the run ends with it. */
export const lastLot = (failures: readonly Failure[], maxFailures: number): number => {
  const signatures = new Set<string>();
  for (const { signature, lot } of failures) {
    signatures.add(signature);
    if (signature === BROKEN || signatures.size >= maxFailures) return lot;
  }
  return Infinity;
};

/** The last lot of a run: by it there are enough distinct failures, of stored failures, shortest programs and lots. */
export const lastOf = ({
  shortest,
  replays,
  lots,
  maxFailures,
  manifest,
}: Pick<RunPart, 'shortest' | 'replays' | 'lots' | 'maxFailures'> & {
  readonly manifest: RunPart['manifest'] | null;
}): number =>
  lastLot(
    failuresOf([...replays, ...shortest], lots).filter(
      ({ signature }) => manifest === null || !isWaived(manifest, signature),
    ),
    maxFailures,
  );

/** The part without what lies behind its end. */
export const upToLast = (part: RunPart): RunPart => {
  const last = lastOf(part);
  return { ...part, lots: part.lots.filter(({ lot }) => lot <= last) };
};

const termsOfRun = ({ manifest, seed, runs, source, maxFailures, shard }: RunPart): string =>
  JSON.stringify([manifest, seed, runs, source, maxFailures, shard.of]);

/** The run of which these are all the shards, in any order; or why they are not. */
export const merged = (parts: readonly RunPart[]): RunPart | string => {
  const shards = parts.toSorted((a, b) => a.shard.index - b.shard.index);
  const { manifest, seed, runs, source, maxFailures, shard } = shards[0];
  if (shards.some((it) => termsOfRun(it) !== termsOfRun(shards[0])))
    return 'these are no shards of one run: kernel, seed, runs, --mix, --exhaustive, --max-failures or the number of shards differ';
  const twice = shards.find((it, i) => i > 0 && it.shard.index === shards[i - 1].shard.index);
  if (twice !== undefined) return `shard ${String(twice.shard.index)}/${String(shard.of)} is there twice`;
  const missing = Array.from({ length: shard.of }, (_, i) => i).find((i) => shards.at(i)?.shard.index !== i);
  if (missing !== undefined) return `shard ${String(missing)}/${String(shard.of)} is missing`;
  const whole = upToLast({
    manifest,
    seed,
    runs,
    source,
    maxFailures,
    shard: WHOLE,
    shortest: shards.flatMap(({ shortest }) => shortest),
    replays: shards.flatMap(({ replays }) => replays),
    unreadable: shards.reduce((sum, { unreadable }) => sum + unreadable, 0),
    lots: byNumber(shards.flatMap(({ lots }) => lots)),
  });
  const last = lastOf(whole);
  const due = Math.min(Math.ceil(runs / lotSize(source)), last + 1);
  const absent = Array.from({ length: due }, (_, lot) => lot).find((lot) => whole.lots.at(lot)?.lot !== lot);
  return absent === undefined
    ? whole
    : `shard ${String(absent % shard.of)}/${String(shard.of)} was interrupted: lot ${String(absent)} is missing`;
};
