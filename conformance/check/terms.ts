import { ENVELOPE_BOUND } from '../../model/index.js';
import { departing, presets, rulesOf, tableOf } from '../../spec/index.js';
import type { Dialect, Rule, Rules } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import type { Manifest, Opaque, Profile, ViewPart } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';

/** On what terms a kernel is judged, as its manifest says. */
export interface Terms {
  readonly rules: Rules;
  readonly latenessMs: number;
  /** The names of the rules of profiles that the kernel does not claim: nothing is said of what it does where they hold. */
  readonly beyond: ReadonlySet<string>;
  /** The parts that its view has, always, and that are looked at; null: whatever there is. */
  readonly shows: readonly ViewPart[] | null;
  /** What the kernel does not keep as it was given. */
  readonly opaque: readonly Opaque[];
  /** A program ends undecided where more states than this would be allowed. */
  readonly bound: number;
}

/** What every kernel has, whatever it claims: the other profiles stand on these. */
export const FOUNDATION: readonly Profile[] = ['sigma', 'ipc'];

const isPreset = (name: string): name is keyof typeof presets => Object.hasOwn(presets, name);
/** The dialect of a manifest; throws a UsageError where there is no such preset, parameter or value. */
export const dialectOf = ({ name, dialect = 'reference' }: Manifest): Dialect => {
  if (typeof dialect === 'string') {
    if (isPreset(dialect)) return presets[dialect];
    throw new UsageError(`${name}: no dialect is called ${dialect}; there are ${Object.keys(presets).join(', ')}`);
  }
  try {
    return departing(dialect);
  } catch {
    throw new UsageError(
      `${name}: these are no parameters of a dialect, or no values of them: ${JSON.stringify(dialect)}`,
    );
  }
};

/** The terms of a kernel that claims these profiles and is held to these rules. */
export const termsUnder = (
  rules: Rules,
  profiles: readonly Profile[],
  latenessMs: number,
  shows: Terms['shows'] = null,
  opaque: Terms['opaque'] = [],
): Terms => {
  const known = [...FOUNDATION, ...profiles];
  const beyond = rulesOf(rules).filter(({ profile }) => !known.includes(profile));
  return { rules, latenessMs, beyond: new Set(beyond.map(({ name }) => name)), shows, opaque, bound: ENVELOPE_BOUND };
};

/** Throws a UsageError where the manifest waives or settles what is no rule: nothing would ever meet it. */
const checkRules = ({ name, waivers = [], settles = [] }: Manifest, rules: Rules): void => {
  const names = new Set(rulesOf(rules).map((rule) => rule.name));
  for (const [verb, named] of [
    ['waives', waivers],
    ['settles', settles],
  ] as const) {
    const unknown = named.find(({ rule }) => !names.has(rule));
    if (unknown !== undefined) throw new UsageError(`${name}: its manifest ${verb} ${unknown.rule}, which is no rule`);
  }
};

/** The rules of the profiles that a kernel claims, in its dialect, but for what only observers conclude: a run exercises each of them. */
export const claimedRules = (manifest: Manifest): readonly Rule[] =>
  rulesOf(termsOf(manifest).rules).filter(
    ({ profile, isInference }) => manifest.profiles.includes(profile) && isInference !== true,
  );

export const termsOf = (manifest: Manifest): Terms => {
  const rules = tableOf(dialectOf(manifest));
  checkRules(manifest, rules);
  const { profiles, latenessMs = DEFAULT_LATENESS_MS, shows = null, opaque } = manifest;
  return termsUnder(rules, profiles, latenessMs, shows, opaque);
};
