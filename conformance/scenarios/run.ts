import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Subject } from '../check/check-program.js';
import { FOUNDATION } from '../check/terms.js';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { explain } from '../report/explain.js';
import { canRun } from '../programs/able.js';
import { playOn } from './runtime/play.js';
import type { Played } from './runtime/play.js';
import type { Claim, Scenario } from './runtime/scenario.js';

/** How a scenario ended on a kernel. */
export interface ScenarioRun {
  readonly scenario: string;
  readonly kernel: string;
  /** `fails`: the kernel did nothing that it may not, and yet a claim does not hold. */
  readonly is: 'holds' | 'fails' | 'diverges' | 'broken' | 'dropped';
  /** With how many seeds it ran; the last is the one that is told of. */
  readonly seeds: number;
  /** How many stimuli were executed, with all seeds. */
  readonly steps: number;
  /** With how many seeds more states were allowed than the oracle follows: from there on the claims alone were asked. */
  readonly undecided: number;
  readonly claims: readonly Claim[];
  /** For people: why it was dropped, or what the kernel did. */
  readonly says: string | null;
  /** What was executed last, which can be replayed. */
  readonly program: Program | null;
}

/** Why a kernel has nothing to do with a scenario; null if it has. */
const unfit = ({ needs, make }: Scenario, manifest: Manifest): string | null => {
  const lacks = needs.filter((it) => !FOUNDATION.includes(it) && !manifest.profiles.includes(it));
  if (lacks.length > 0) return `it needs ${lacks.join(' and ')}, which ${manifest.name} does not claim`;
  if (canRun(manifest, { boot: make(0).boot, stimuli: [] })) return null;
  return `its machine is larger than ${manifest.name} can boot, as its manifest says`;
};

const endOf = ({ verdict, claims }: Played): ScenarioRun['is'] => {
  switch (verdict.is) {
    case 'conforms':
    case 'undecided':
      return claims.every(({ holds }) => holds) ? 'holds' : 'fails';
    case 'diverges':
    case 'broken':
      return verdict.is;
    case 'unspecified':
    case 'cannot':
      return 'dropped';
  }
};

/**
 * Runs a scenario on a kernel, under the oracle; one in which chance plays with so many seeds, up to the first with which it does not hold. Where
 * it is interrupted, what is told is of the seeds before; null if there is none.
 */
export const runScenario = async (
  scenario: Scenario,
  subject: Subject,
  seeds = 1,
  onSeed: (seed: number) => void = () => undefined,
  interrupted?: AbortSignal,
): Promise<ScenarioRun | null> => {
  const says = unfit(scenario, subject.manifest);
  let told: ScenarioRun = {
    scenario: scenario.name,
    kernel: subject.manifest.name,
    is: says === null ? 'holds' : 'dropped',
    seeds: 0,
    steps: 0,
    undecided: 0,
    claims: [],
    says,
    program: null,
  };
  for (let seed = 0; seed < (scenario.isByChance ? seeds : 1) && told.is === 'holds'; seed++) {
    onSeed(seed);
    await nextTurn(); // in which an interruption is heard
    const played = await playOn(scenario.make(seed), subject);
    if (interrupted?.aborted === true) return seed === 0 ? null : told;
    const { verdict, claims, steps, program } = played;
    const is = endOf(played);
    told = {
      ...told,
      is,
      seeds: seed + 1,
      steps: told.steps + steps.length,
      undecided: told.undecided + (verdict.is === 'undecided' ? 1 : 0),
      claims,
      says: is === 'holds' || is === 'fails' ? null : explain(program, verdict),
      program,
    };
  }
  return told;
};

/** 2: nothing was checked; 3: the contract was broken; 1: a divergence, or a claim that does not hold; the first that applies. */
export const exitCodeOfScenarios = (runs: readonly ScenarioRun[]): 0 | 1 | 2 | 3 => {
  const has = (...ends: readonly ScenarioRun['is'][]): boolean => runs.some(({ is }) => ends.includes(is));
  if (runs.every(({ is }) => is === 'dropped')) return 2;
  return has('broken') ? 3 : has('diverges', 'fails') ? 1 : 0;
};
