import type { Manifest, Profile, Program } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { canRun } from '../programs/able.js';
import type { Able } from '../programs/able.js';
import { enumerate } from '../programs/exhaustive.js';
import type { Enumeration, Extent } from '../programs/exhaustive.js';
import { generate } from '../programs/generate.js';
import { guidance } from '../programs/guidance.js';
import { MIXES } from '../programs/mixes.js';
import type { MixName } from '../programs/mixes.js';
import { hash, randomFrom } from '../programs/random.js';

/** Where the programs of a run come from: they are drawn, or all there are of a sort. Either way they come in lots, each a function of its number. */
export type Source = { readonly mix: MixName } | { readonly exhaustive: Extent };
export const USUAL: Source = { mix: 'usual' };

/** Programs in a lot that is drawn. */
export const LOT_PROGRAMS = 100;
/** Lists of stimuli in a lot of all there are. */
const LOT_SEQUENCES = 2000;
export const lotSize = (source: Source): number => ('mix' in source ? LOT_PROGRAMS : LOT_SEQUENCES);

/** All that is to be run; throws a UsageError where there is no such scope, or too much in it. */
export const enumerationOf = (extent: Extent): Enumeration => {
  const enumeration = enumerate(extent);
  if (typeof enumeration === 'string') throw new UsageError(`--exhaustive: ${enumeration}`);
  return enumeration;
};

/** Why a kernel that claims so much has nothing to do with these programs; null if it has. */
export const unfit = (source: Source, manifest: Manifest): string | null => {
  const scope = 'mix' in source ? null : enumerationOf(source.exhaustive).scope;
  const named = 'mix' in source ? `--mix ${source.mix}` : `--exhaustive ${source.exhaustive.scope}`;
  const needs = 'mix' in source ? [MIXES[source.mix].needs].filter((it) => it !== null) : (scope?.profiles ?? []);
  const missing = needs.filter((it) => !manifest.profiles.includes(it));
  if (missing.length > 0)
    return `${named} is for kernels that claim ${missing.join(' and ')}, which ${manifest.name} does not`;
  if (scope === null || canRun(manifest, { boot: scope.boot, stimuli: [...scope.prelude, ...scope.stimuli] }))
    return null;
  return `${named} has a machine or stimuli that are beyond what ${manifest.name} can take, as its manifest says`;
};
/** A program by itself: nothing guides it. */
export const programOf = (seed: number, lot: number, index: number, profiles: readonly Profile[]): Program =>
  generate(randomFrom(hash(seed, lot, index)), profiles);

/** How many programs of a lot there are to be, of which mix, and whether they are guided. */
export interface LotOptions {
  readonly count?: number;
  readonly mix?: MixName;
  readonly isGuided?: boolean;
  /** What the kernel can be given. */
  readonly able?: Able;
}
/** The programs of a lot, each guided by what those before it made the specification do; in another lot guidance begins anew. */
export function* lotPrograms(
  seed: number,
  lot: number,
  profiles: readonly Profile[],
  { count = LOT_PROGRAMS, mix = 'usual', isGuided = true, able = {} }: LotOptions = {},
): Generator<Program> {
  const guided = isGuided ? guidance() : undefined;
  for (let index = 0; index < count; index++)
    yield generate(randomFrom(hash(seed, lot, index)), profiles, guided, MIXES[mix], able);
}

/** The programs of a lot of a source, of which `count` are to be drawn, or looked at. */
export const programsOf = (
  source: Source,
  seed: number,
  lot: number,
  count: number,
  manifest: Manifest,
): Generator<Program> =>
  'mix' in source
    ? lotPrograms(seed, lot, manifest.profiles, { count, mix: source.mix, able: manifest })
    : enumerationOf(source.exhaustive).between(lot * LOT_SEQUENCES, lot * LOT_SEQUENCES + count);
