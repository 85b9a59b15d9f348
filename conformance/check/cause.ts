import { advance, asOpaque, sameSeen, seenOf, start, step } from '../../model/index.js';
import type { Choice, Envelope, Observation } from '../../model/index.js';
import { departing, tableOf } from '../../spec/index.js';
import type { Dialect, Parameter, State } from '../../spec/index.js';
import type { Program, Seen } from '../../spec/vocabulary/index.js';
import { alternativesOf } from '../programs/guidance.js';
import type { Terms } from './terms.js';

/** By what two kernels came apart, both of them lawfully. Alternatives count from 0; the third and all further ones are one. */
export type Cause =
  /** A choice that the specification leaves open, and which alternative each of the two took. */
  | { readonly by: 'choice'; readonly rule: string; readonly took: readonly [number, number] }
  /** They speak different dialects: in these parameters. */
  | { readonly by: 'dialect'; readonly parameters: readonly Parameter[] }
  /** No choice: in the step something was shown of which the specification says nothing. */
  | { readonly by: 'undefined'; readonly rule: string };

/** Where two runs of a program came apart, and by what. */
export interface Difference {
  /** The stimulus after which they showed something else, from 0. */
  readonly step: number;
  readonly cause: Cause;
}

/** A run of a kernel, and the terms on which it is judged. */
export interface JudgedRun {
  readonly observations: readonly Observation[];
  readonly terms: Terms;
  readonly dialect: Dialect;
}

/** What was allowed before each step, and after the last, as far as the observations are. */
const envelopesOf = ({ boot, stimuli }: Program, { observations, terms }: JudgedRun): readonly Envelope[] => {
  const envelopes: Envelope[] = [];
  let envelope = start(boot, { seen: { running: [0, 0] } }, terms.latenessMs, terms.opaque);
  for (const [at, observation] of observations.entries()) {
    if (envelope === null) break;
    envelopes.push(envelope);
    const stimulus = asOpaque(stimuli[at], terms.opaque);
    const advanced = advance(envelope, stimulus, observation, terms.rules, false, terms.bound);
    envelope = advanced.is === 'allowed' ? advanced.envelope : null;
  }
  return envelope === null ? envelopes : [...envelopes, envelope];
};

/** A way that shows what was seen, and the choices on it. */
interface Way {
  readonly state: State;
  readonly choices: readonly Choice[];
  readonly rules: readonly string[];
}
/** More ways than this are not followed. */
const WAYS = 256;
/** The ways from some states through the steps `first` to `last` that show what was seen; none where it is not allowed. */
const waysAlong = (
  from: Envelope,
  { stimuli }: Program,
  seen: readonly Seen[],
  [first, last]: readonly [number, number],
  { rules, opaque }: Pick<Terms, 'rules' | 'opaque'>,
): readonly Way[] => {
  let ways: readonly Way[] = from.map((state) => ({ state, choices: [], rules: [] }));
  for (let at = first; at <= last && ways.length > 0; at++)
    ways = ways
      .flatMap((way) =>
        step(way.state, asOpaque(stimuli[at], opaque), rules)
          .filter(({ state, sight }) => sameSeen(state, seenOf(state, sight), seen[at]))
          .map(({ state, choices, rules: applied }): Way => ({
            state,
            choices: [...way.choices, ...choices],
            rules: [...way.rules, ...applied],
          })),
      )
      .slice(0, WAYS);
  return ways;
};

const bucket = (alternative: number): number => alternativesOf(alternative + 1) - 1;
/** The first choice that two ways made otherwise, and after how many equal ones; null where neither chose otherwise. */
const parting = (a: Way, b: Way): { readonly after: number; readonly cause: Cause } | null => {
  const after = a.choices.findIndex(({ rule, alternative }, at) => {
    const other = b.choices.at(at);
    return other?.rule !== rule || other.alternative !== alternative;
  });
  const [one, other] = [a.choices.at(after), b.choices.at(after)];
  if (after < 0 || one === undefined || other?.rule !== one.rule) return null;
  return { after, cause: { by: 'choice', rule: one.rule, took: [bucket(one.alternative), bucket(other.alternative)] } };
};

/** Of all pairs of ways those that part last tell the choice by which it can be explained. */
const choiceBetween = (one: readonly Way[], other: readonly Way[]): Cause => {
  let best: ReturnType<typeof parting> = null;
  for (const a of one)
    for (const b of other) {
      const parted = parting(a, b);
      if (parted !== null && (best === null || parted.after > best.after)) best = parted;
    }
  return best?.cause ?? { by: 'undefined', rule: one[0].rules[0] };
};

/** The parameters of the first dialect that must be those of the second to allow what its kernel showed: one if one is enough, or all. */
const parametersBetween = (program: Program, one: JudgedRun, other: JudgedRun, at: number): readonly Parameter[] => {
  const differing = (Object.keys(one.dialect) as Parameter[]).filter((it) => one.dialect[it] !== other.dialect[it]);
  const upTo = { ...other, observations: other.observations.slice(0, at + 1) };
  const enough = differing.filter((parameter) => {
    const rules = tableOf(departing({ ...one.dialect, [parameter]: other.dialect[parameter] }));
    return envelopesOf(program, { ...upTo, terms: { ...one.terms, rules } }).length === at + 2;
  });
  return enough.length > 0 ? enough.slice(0, 1) : differing;
};

/**
 * Where two lawful runs of a program first showed something else, and by what: the latest step before which the first kernel might still have gone on as
 * the second did tells the choice. Null where they showed the same.
 */
export const differenceOf = (program: Program, one: JudgedRun, other: JudgedRun): Difference | null => {
  const [seen, otherSeen] = [one, other].map(({ observations }) => observations.map((it) => it.seen));
  if (JSON.stringify(seen) === JSON.stringify(otherSeen)) return null;
  const envelopes = envelopesOf(program, one);
  const at = seen.findIndex((it, i) => !sameSeen(envelopes[i + 1][0], it, otherSeen[i]));
  if (at < 0) return null;
  for (let first = at; first >= 0; first--) {
    const others = waysAlong(envelopes[first], program, otherSeen, [first, at], one.terms);
    if (others.length === 0) continue;
    const own = waysAlong(envelopes[first], program, seen, [first, at], one.terms);
    return { step: at, cause: choiceBetween(own, others) };
  }
  return { step: at, cause: { by: 'dialect', parameters: parametersBetween(program, one, other, at) } };
};
