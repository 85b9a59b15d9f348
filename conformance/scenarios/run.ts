import type { Subject } from '../check/check-program.js';
import type { Profile, Program } from '../../spec/vocabulary/index.js';
import { explain } from '../report/explain.js';
import { playOn } from './runtime/play.js';
import type { Claim, Scenario } from './runtime/scenario.js';

/** How a scenario ended on a kernel. */
export interface ScenarioRun {
  readonly scenario: string;
  readonly kernel: string;
  /** `fails`: the kernel did nothing that it may not, and yet a claim does not hold. */
  readonly is: 'holds' | 'fails' | 'diverges' | 'broken' | 'dropped';
  /** How many stimuli were executed. */
  readonly steps: number;
  readonly claims: readonly Claim[];
  /** For people: why it was dropped, or what the kernel did. */
  readonly says: string | null;
  /** What was executed, which can be replayed. */
  readonly program: Program | null;
}

/** The profiles that a scenario needs and a kernel does not claim. */
const missing = ({ needs }: Scenario, profiles: readonly Profile[]): readonly Profile[] =>
  needs.filter((it) => it !== 'sigma' && it !== 'ipc' && !profiles.includes(it));

/** Runs a scenario on a kernel, under the oracle. */
export const runScenario = async (scenario: Scenario, subject: Subject): Promise<ScenarioRun> => {
  const { name: kernel, profiles } = subject.manifest;
  const told = { scenario: scenario.name, kernel };
  const lacks = missing(scenario, profiles);
  if (lacks.length > 0) {
    const says = `it needs ${lacks.join(' and ')}, which ${kernel} does not claim`;
    return { ...told, is: 'dropped', steps: 0, claims: [], says, program: null };
  }
  const { verdict, claims, steps, program } = await playOn(scenario.make(), subject);
  const done = { ...told, steps: steps.length, claims, program };
  if (verdict.is === 'conforms')
    return { ...done, is: claims.every(({ holds }) => holds) ? 'holds' : 'fails', says: null };
  const is = verdict.is === 'diverges' || verdict.is === 'broken' ? verdict.is : 'dropped';
  return { ...done, is, says: explain(program, verdict) };
};

/** 2: nothing was checked; 3: the contract was broken; 1: a divergence, or a claim that does not hold; the first that applies. */
export const exitCodeOfScenarios = (runs: readonly ScenarioRun[]): 0 | 1 | 2 | 3 => {
  const has = (...ends: readonly ScenarioRun['is'][]): boolean => runs.some(({ is }) => ends.includes(is));
  if (runs.every(({ is }) => is === 'dropped')) return 2;
  return has('broken') ? 3 : has('diverges', 'fails') ? 1 : 0;
};
