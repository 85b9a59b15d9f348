import { rulesOf } from '../../spec/index.js';
import { hardwareProperties } from '../../spec/properties/index.js';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { storedShortest } from '../explorations/shortest.js';
import { SIZES } from '../programs/able.js';
import { BROKEN, inReadingOrder, together } from './lot.js';
import type { Failure } from './failure.js';
import type { Alternatives, LotResult } from './lot.js';
import { claimedRules, termsOf } from './terms.js';
import type { Terms } from './terms.js';
import { isWaived } from './part.js';
import type { RunPart } from './part.js';
import { enumerationOf } from './source.js';
import type { Source } from './source.js';

/** What a run found. It holds no times and no order of workers: the same lots give the same report to the byte. */
export interface Report {
  readonly format: 'l4c-report';
  readonly version: 1;
  readonly kernel: string;
  readonly profiles: readonly string[];
  /** By which dialect it was judged: a preset, or the parameters that are not those of the reference. */
  readonly dialect: NonNullable<RunPart['manifest']['dialect']>;
  /** Whether its inside was not looked at, whatever it shows of it: by `--black-box`, or by a manifest that says that it shows nothing. */
  readonly blackBox: boolean;
  readonly seed: number;
  readonly source: Source;
  /** Of a run of all programs of a scope: whether it was whole, how many lists of stimuli there are, and how many up to symmetry; null of any other. */
  readonly exhausted: { readonly whole: boolean; readonly sequences: number; readonly programs: number } | null;
  /** How many programs were asked for: fewer were run where the run was interrupted, or ended by what it found. */
  readonly runs: number;
  readonly programs: number;
  readonly stimuli: number;
  readonly executed: number;
  readonly unspecified: number;
  readonly cannot: number;
  /** Programs that ended undecided: more states were allowed than are followed. */
  readonly undecided: number;
  /** By rule with a choice, by alternative (the third and all further ones are one): how often it was open, and how often the kernel was seen to take it. */
  readonly alternatives: Readonly<Record<string, Alternatives>>;
  /** The choices that the kernel is said to make always in one way, and why. */
  readonly settles: readonly { readonly rule: string; readonly reason: string }[];
  /** By rule of the profiles claimed, how often it was applied. */
  readonly rules: Readonly<Record<string, number>>;
  /** By property of the hardware, after how many steps it was checked; empty where the kernel shows no hardware. */
  readonly hardware: Readonly<Record<string, number>>;
  /** Claimed rules that no program applied and, of a kernel that shows its hardware, properties that were never checked. */
  readonly neverExercised: readonly string[];
  /** By size of the machine, what the shortest programs of these want, where the limits of the manifest are smaller. */
  readonly tooSmall: Readonly<Record<string, number>>;
  /** The shortest programs of the claimed rules, which ran before all others and are counted nowhere else: how many, and how many of them failed. */
  readonly shortest: { readonly programs: number; readonly failing: number };
  /** The failures stored before this run: how many ran again, how many of these still fail, and how many files cannot be read. */
  readonly stored: { readonly replayed: number; readonly stillFailing: number; readonly unreadable: number };
  /** One failure for each signature: from the stored failures, which come first, or from the lowest lot that has it. */
  readonly failures: readonly Failure[];
  /** By rule that the kernel's author waives: why, and what broke it, one failure for each signature. They fail no run. */
  readonly waived: readonly { readonly rule: string; readonly reason: string; readonly failures: readonly Failure[] }[];
}

const sum = (lots: readonly LotResult[], of: (lot: LotResult) => number): number =>
  lots.reduce((total, lot) => total + of(lot), 0);

/** Of the choices of a kernel: what an observer may conclude in one way or another is none. */
const alternativesOfRun = (lots: readonly LotResult[], { rules }: Terms): Report['alternatives'] => {
  const inferences = new Set(rulesOf(rules).flatMap(({ name, isInference }) => (isInference === true ? [name] : [])));
  const all = new Map<string, Alternatives>();
  for (const { alternatives } of lots)
    for (const [rule, it] of Object.entries(alternatives)) {
      if (inferences.has(rule)) continue;
      const before = all.get(rule);
      all.set(rule, before === undefined ? it : together(before, it));
    }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
};
/** Alternatives by name: the third and all further ones are one. */
export const ORDINALS: readonly string[] = ['first', 'second', 'third or a further'];

/** Those that were stored before first. */
const inOrder = (failures: readonly Failure[]): readonly Failure[] => [
  ...failures.filter(({ file }) => file !== undefined),
  ...inReadingOrder(failures.filter(({ file }) => file === undefined)),
];

const tooSmallFor = (neverExercised: readonly string[], { limits = {} }: Manifest): Report['tooSmall'] => {
  if (Object.keys(limits).length === 0) return {};
  const machines = storedShortest().rules.flatMap(({ name, boot }) => (neverExercised.includes(name) ? [boot] : []));
  return Object.fromEntries(
    SIZES.map((size) => [size, Math.max(0, ...machines.map((boot) => boot[size] ?? 0))] as const).filter(
      ([size, wanted]) => wanted > (limits[size] ?? Infinity),
    ),
  );
};

const exhaustedOf = (source: Source, done: number): Report['exhausted'] => {
  if ('mix' in source) return null;
  const { sequences, programs } = enumerationOf(source.exhaustive);
  return { whole: done === programs, sequences, programs };
};

/** The report of a whole run. */
export const reportOf = ({ manifest, seed, runs, source, shortest, replays, unreadable, lots }: RunPart): Report => {
  const stillFailing = replays.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const shortestFailing = shortest.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const rules = Object.fromEntries(
    claimedRules(manifest).map(({ name }): [string, number] => [name, sum(lots, ({ applied }) => applied[name] ?? 0)]),
  );
  const showsHardware = lots.some(({ checked }) => Object.keys(checked).length > 0);
  const hardware = Object.fromEntries(
    (showsHardware ? hardwareProperties : []).map(({ name }): [string, number] => [
      name,
      sum(lots, ({ checked }) => checked[name] ?? 0),
    ]),
  );
  const neverExercised = Object.entries({ ...rules, ...hardware })
    .filter(([, times]) => times === 0)
    .map(([name]) => name);
  const failures = new Map<string, Failure>();
  for (const failure of [...stillFailing, ...shortestFailing, ...lots.flatMap((lot) => lot.failures)])
    if (!failures.has(failure.signature)) failures.set(failure.signature, failure);
  const all = [...failures.values()];
  return {
    format: 'l4c-report',
    version: 1,
    kernel: manifest.name,
    profiles: manifest.profiles,
    dialect: manifest.dialect ?? 'reference',
    blackBox: manifest.shows?.length === 0,
    seed,
    source,
    exhausted: exhaustedOf(
      source,
      sum(lots, ({ programs }) => programs),
    ),
    runs,
    programs: sum(lots, ({ programs }) => programs),
    stimuli: sum(lots, ({ stimuli }) => stimuli),
    executed: sum(lots, ({ executed }) => executed),
    unspecified: sum(lots, ({ unspecified }) => unspecified),
    cannot: sum(lots, ({ cannot }) => cannot),
    undecided: sum(lots, ({ undecided }) => undecided),
    alternatives: alternativesOfRun(lots, termsOf(manifest)),
    settles: manifest.settles ?? [],
    rules,
    hardware,
    neverExercised,
    tooSmall: tooSmallFor(neverExercised, manifest),
    shortest: { programs: shortest.length, failing: shortestFailing.length },
    stored: { replayed: replays.length, stillFailing: stillFailing.length, unreadable },
    failures: inOrder(all.filter(({ signature }) => !isWaived(manifest, signature))),
    waived: (manifest.waivers ?? []).map(({ rule, reason }) => ({
      rule,
      reason,
      failures: inOrder(all.filter(({ signature }) => isWaived({ waivers: [{ rule, reason }] }, signature))),
    })),
  };
};

/** 3 the contract is broken, 1 a divergence, 4 a claimed rule was never exercised, 0 otherwise; the first that applies. */
export const exitCodeOf = ({ failures, neverExercised, exhausted }: Report): 0 | 1 | 3 | 4 => {
  if (failures.some(({ signature }) => signature === BROKEN)) return 3;
  if (failures.length > 0) return 1;
  // a scope is about some rules only
  return exhausted === null && neverExercised.length > 0 ? 4 : 0;
};
