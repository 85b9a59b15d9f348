import { match } from 'ts-pattern';
import type { Dialect } from '../../spec/index.js';
import type { Manifest, Profile, Program, Seen } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { SIZES } from '../programs/able.js';
import type { Able } from '../programs/able.js';
import type { MixName } from '../programs/mixes.js';
import { shrinkProgram } from '../programs/shrink.js';
import { differenceOf } from './cause.js';
import type { Cause, Difference, JudgedRun } from './cause.js';
import { judgeOf } from './check-program.js';
import type { Subject, Verdict } from './check-program.js';
import { LOT_PROGRAMS, lotPrograms, unfit } from './source.js';
import { FOUNDATION, dialectOf, termsOf } from './terms.js';
import type { Terms } from './terms.js';

/** A kernel that is compared, by the name that its user gave. */
export interface Contestant {
  readonly name: string;
  readonly subject: Subject;
}

/** A way in which a kernel differs from the first, both of them lawfully: in how many programs, and a shortest one with what each of the two showed. */
export interface Departure {
  readonly kernel: string;
  readonly cause: Cause;
  readonly programs: number;
  readonly program: Program;
  /** The stimulus of that program after which they came apart, from 0. */
  readonly step: number;
  readonly showed: readonly [Seen, Seen];
}
/** How the programs ended on a kernel. */
export interface Tally {
  readonly name: string;
  readonly conforms: number;
  readonly diverges: number;
  readonly broken: number;
  /** Programs of which nothing is said: they left what is specified, or what the kernel can do, or were undecided. */
  readonly dropped: number;
}
/** What came of comparing kernels: the same seed gives the same. */
export interface Compared {
  readonly format: 'l4c-compared';
  readonly version: 1;
  readonly seed: number;
  readonly mix: MixName;
  /** How many were run: a kernel that breaks its contract ends the comparison, for one that hangs would hang in each. */
  readonly programs: number;
  /** What all of them claim: programs are of this. */
  readonly profiles: readonly Profile[];
  readonly kernels: readonly Tally[];
  /** By kernel, in how many programs it differed from the first, lawfully. */
  readonly differed: Readonly<Record<string, number>>;
  /** By kernel, then by how often. */
  readonly departures: readonly Departure[];
}
export interface CompareOptions {
  readonly seed: number;
  readonly runs: number;
  readonly mix: MixName;
  readonly onProgress: (programs: number) => void;
}

/** How many smaller programs are tried for one departure. */
const SHRINK_ATTEMPTS = 1000;

interface Judged extends Contestant {
  readonly terms: Terms;
  readonly dialect: Dialect;
}
interface Ran extends JudgedRun {
  readonly verdict: Verdict;
}

/** Runs a program on a kernel, to its end or to where it is refused. */
const runOn = async ({ subject, terms, dialect }: Judged, program: Program): Promise<Ran> => {
  const judge = judgeOf(program, terms);
  const observations: Ran['observations'][number][] = [];
  for (let step = -1; step < program.stimuli.length; step++) {
    const heard = await subject.exchange(step < 0 ? { boot: program.boot } : program.stimuli[step], step);
    const verdict = judge(heard);
    if (verdict !== null) return { verdict, observations, terms, dialect };
    if (step >= 0 && !('is' in heard)) observations.push(heard);
  }
  return { verdict: { is: 'conforms' }, observations, terms, dialect };
};

/** What every one of the kernels can be given. */
const ableTogether = (manifests: readonly Manifest[]): Able => {
  const can = manifests.flatMap((it) => (it.can === undefined ? [] : [it.can]));
  const limits = SIZES.flatMap((size) => {
    const most = manifests.flatMap(({ limits = {} }) => limits[size] ?? []);
    return most.length === 0 ? [] : [[size, Math.min(...most)] as const];
  });
  return {
    limits: Object.fromEntries(limits),
    ...(can.length > 0 && { can: can.reduce((all, some) => all.filter((it) => some.includes(it))) }),
  };
};

/** The programs that are compared on, lot after lot. */
function* drawn(
  { seed, runs, mix }: Omit<CompareOptions, 'onProgress'>,
  profiles: readonly Profile[],
  able: Able,
): Generator<Program> {
  for (let lot = 0; lot * LOT_PROGRAMS < runs; lot++)
    yield* lotPrograms(seed, lot, profiles, { count: Math.min(LOT_PROGRAMS, runs - lot * LOT_PROGRAMS), mix, able });
}

const keyOf = (kernel: string, cause: Cause): string => JSON.stringify([kernel, cause]);
const isAs = (difference: Difference | null, cause: Cause): boolean =>
  difference !== null && keyOf('', difference.cause) === keyOf('', cause);

/** The lawful difference between the runs of a program on two kernels, if there is one. */
const differenceIn = (program: Program, one: Ran, other: Ran): Difference | null =>
  one.verdict.is === 'conforms' && other.verdict.is === 'conforms' ? differenceOf(program, one, other) : null;

/** The shortest program that the attempts find on which the two come apart by the same cause, and where. */
const shortened = async (pair: readonly [Judged, Judged], program: Program, cause: Cause) => {
  const on = async (candidate: Program) => {
    const [one, other] = [await runOn(pair[0], candidate), await runOn(pair[1], candidate)];
    return { one, other, difference: differenceIn(candidate, one, other) };
  };
  const smallest = await shrinkProgram(program, async (it) => isAs((await on(it)).difference, cause), SHRINK_ATTEMPTS);
  const { one, other, difference } = await on(smallest);
  const step = difference?.step ?? 0;
  const showed = [one.observations[step].seen, other.observations[step].seen] as const;
  return { program: { boot: smallest.boot, stimuli: smallest.stimuli }, step, showed };
};

const profilesOfAll = ([first, ...others]: readonly Manifest[]): readonly Profile[] =>
  first.profiles.filter((it) => others.every(({ profiles }) => profiles.includes(it)));

/**
 * Runs the same programs on each of the kernels, of which there are at least two, and tells where another differs from the first though both are allowed, by cause. Throws a UsageError where
 * they have nothing in common.
 */
export const compare = async (
  contestants: readonly Contestant[],
  { seed, runs, mix, onProgress }: CompareOptions,
): Promise<Compared> => {
  const kernels = contestants.map(({ name, subject }): Judged => ({
    name,
    subject,
    terms: termsOf(subject.manifest),
    dialect: dialectOf(subject.manifest),
  }));
  const manifests = kernels.map(({ subject }) => subject.manifest);
  const profiles = profilesOfAll(manifests);
  if (!profiles.some((it) => FOUNDATION.includes(it)))
    throw new UsageError('the kernels have no profile in common: there is no program for all of them');
  const why = manifests.map((it) => unfit({ mix }, it)).find((it) => it !== null);
  if (why !== undefined) throw new UsageError(why);
  const able = ableTogether(manifests);

  const tallies = kernels.map(({ name }) => ({ name, conforms: 0, diverges: 0, broken: 0, dropped: 0 }));
  const differed = new Map(kernels.slice(1).map(({ name }) => [name, 0]));
  const found = new Map<
    string,
    { readonly other: Judged; readonly cause: Cause; program: Program; programs: number }
  >();
  let done = 0;
  for (const program of drawn({ seed, runs, mix }, profiles, able)) {
    const ran: Ran[] = [];
    for (const kernel of kernels) ran.push(await runOn(kernel, program));
    for (const [at, { verdict }] of ran.entries())
      match(verdict.is)
        .with('conforms', 'diverges', 'broken', (is) => tallies[at][is]++)
        .with('unspecified', 'undecided', 'cannot', () => tallies[at].dropped++)
        .exhaustive();
    for (const [at, other] of kernels.slice(1).entries()) {
      const difference = differenceIn(program, ran[0], ran[at + 1]);
      if (difference === null) continue;
      const { cause } = difference;
      differed.set(other.name, (differed.get(other.name) ?? 0) + 1);
      const known = found.get(keyOf(other.name, cause));
      if (known === undefined) found.set(keyOf(other.name, cause), { other, cause, program, programs: 1 });
      else {
        known.programs++;
        if (program.stimuli.length < known.program.stimuli.length) known.program = program;
      }
    }
    done++;
    if (done % LOT_PROGRAMS === 0 || done === runs) onProgress(done);
    if (ran.some(({ verdict }) => verdict.is === 'broken')) break;
  }
  const departures: Departure[] = [];
  for (const { other, cause, program, programs } of found.values())
    departures.push({ kernel: other.name, cause, programs, ...(await shortened([kernels[0], other], program, cause)) });
  const order = kernels.map(({ name }) => name);
  departures.sort((a, b) => order.indexOf(a.kernel) - order.indexOf(b.kernel) || b.programs - a.programs);
  return {
    format: 'l4c-compared',
    version: 1,
    seed,
    mix,
    programs: done,
    profiles,
    kernels: tallies,
    differed: Object.fromEntries(differed),
    departures,
  };
};
