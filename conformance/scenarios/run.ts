import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Subject } from '../check/check-program.js';
import { FOUNDATION } from '../check/terms.js';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import { explain } from '../report/explain.js';
import { canRun, canTake } from '../programs/able.js';
import { interruptedCopies } from './interrupted.js';
import { playOn } from './runtime/play.js';
import type { Played } from './runtime/play.js';
import type { Claim, Scenario, System } from './runtime/scenario.js';

/** How a scenario ended on a kernel. */
export interface ScenarioRun {
  readonly scenario: string;
  readonly kernel: string;
  /** `fails`: the kernel did nothing that it may not, and yet a claim does not hold. */
  readonly is: 'holds' | 'fails' | 'diverges' | 'broken' | 'dropped';
  /** With how many seeds it ran; the last is the one that is told of. */
  readonly seeds: number;
  /** At how many steps of its copies an interrupt came, each in a run of its own. */
  readonly copySteps: number;
  /** How many stimuli were executed, in all runs. */
  readonly steps: number;
  /** In how many runs more states were allowed than the oracle follows: from there on the claims alone were asked. */
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

/** Whether a kernel claims interrupts in the middle of copies, and takes them. */
const canInterrupt = (manifest: Manifest): boolean =>
  (['interrupts', 'strings'] as const).every((profile) => manifest.profiles.includes(profile)) &&
  canTake(manifest, { do: 'during', k: 0, event: { do: 'interrupt', line: 0 } });

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

/** What is told after another run of the scenario. */
const after = (told: ScenarioRun, played: Played): ScenarioRun => {
  const { verdict, claims, steps, program } = played;
  const is = endOf(played);
  return {
    ...told,
    is,
    steps: told.steps + steps.length,
    undecided: told.undecided + (verdict.is === 'undecided' ? 1 : 0),
    claims,
    says: is === 'holds' || is === 'fails' ? null : explain(program, verdict),
    program,
  };
};

/** How a scenario is run. */
export interface ScenarioOptions {
  /** With so many seeds, where chance plays. */
  readonly seeds?: number;
  /** With an interrupt at each step of each copy in turn, too. */
  readonly interrupts?: boolean;
  /** Told before each run. */
  readonly onRun?: (told: ScenarioRun) => void;
  /** Aborted by Ctrl-C. */
  readonly signal?: AbortSignal;
}

/**
 * Runs a scenario on a kernel, under the oracle, up to the first run in which it does not hold. Where that is interrupted, what is told is of the
 * runs before; null if there is none.
 */
export const runScenario = async (
  scenario: Scenario,
  subject: Subject,
  { seeds = 1, interrupts = false, onRun = () => undefined, signal }: ScenarioOptions = {},
): Promise<ScenarioRun | null> => {
  const says = unfit(scenario, subject.manifest);
  let told: ScenarioRun = {
    scenario: scenario.name,
    kernel: subject.manifest.name,
    is: says === null ? 'holds' : 'dropped',
    seeds: 0,
    copySteps: 0,
    steps: 0,
    undecided: 0,
    claims: [],
    says,
    program: null,
  };
  /** Plays it, unless it is interrupted. */
  const playSystem = async (system: System): Promise<Played | null> => {
    onRun(told);
    await nextTurn(); // in which an interruption is heard
    const played = await playOn(system, subject);
    return signal?.aborted === true ? null : played;
  };
  for (let seed = 0; seed < (scenario.isByChance ? seeds : 1) && told.is === 'holds'; seed++) {
    const played = await playSystem(scenario.make(seed));
    if (played === null) return seed === 0 ? null : told;
    told = { ...after(told, played), seeds: seed + 1 };
  }
  if (!interrupts || told.is !== 'holds' || !canInterrupt(subject.manifest)) return told;
  for await (const played of interruptedCopies(() => scenario.make(0), playSystem)) {
    told = { ...after(told, played), copySteps: told.copySteps + (played.isInterrupted ? 1 : 0) };
    if (told.is !== 'holds') break;
  }
  return told;
};

/** 2: nothing was checked; 3: the contract was broken; 1: a divergence, or a claim that does not hold; the first that applies. */
export const exitCodeOfScenarios = (runs: readonly ScenarioRun[]): 0 | 1 | 2 | 3 => {
  const has = (...ends: readonly ScenarioRun['is'][]): boolean => runs.some(({ is }) => ends.includes(is));
  if (runs.every(({ is }) => is === 'dropped')) return 2;
  return has('broken') ? 3 : has('diverges', 'fails') ? 1 : 0;
};
