import { reference } from '../spec/index.js';
import type { Rules, State } from '../spec/index.js';
import type { Opaque, Program } from '../spec/vocabulary/index.js';
import { asOpaque, bootOpaque } from './opaque.js';
import { passedOver } from './oracle.js';
import type { Observation } from './oracle.js';
import { sameState } from './same.js';
import { sameSeen, seenOf } from './sight.js';
import { step } from './step.js';
import type { Application, Outcome } from './step.js';
import { differences, settledAsShown } from './view.js';

/** A state that the observations allow, and how it came about. `step` is the index of the stimulus; -1 is the boot. */
export interface Moment {
  readonly state: State;
  readonly step: number;
  readonly outcome: Outcome | null;
  readonly before: Moment | null;
}

/** A program that ran: for each step up to the first refusal, the moments that were allowed. */
export interface History {
  /** As it is judged: what is opaque in it is undefined. */
  readonly program: Program;
  readonly observations: readonly Observation[];
  /** By stimulus, the moments after it; shorter than the observations by those that were refused. */
  readonly moments: readonly (readonly Moment[])[];
  readonly booted: Moment;
  /** The table by which it was judged. */
  readonly rules: Rules;
}

/** One way in which a step may go, from one of the moments before it. */
interface Way {
  readonly before: Moment;
  readonly outcome: Outcome;
}
/** The ways on which a history goes on behind a refused observation. */
const behind = (ways: readonly Way[], observation: Observation): readonly Way[] => {
  const passed = new Set(
    passedOver(
      ways.map(({ outcome }) => outcome),
      observation,
    ),
  );
  return ways.filter(({ outcome }) => passed.has(outcome));
};

const allows = (outcome: Outcome, { seen, view }: Observation): boolean =>
  sameSeen(outcome.state, seenOf(outcome.state, outcome.sight), seen) &&
  (view === undefined || differences(settledAsShown(outcome.state, view), view).length === 0);

/** On what terms a program is judged, where they are not the usual ones. */
interface Judged {
  readonly latenessMs?: number;
  readonly rules?: Rules;
  /** Past so many moments after a step the history ends. */
  readonly bound?: number;
  readonly opaque?: readonly Opaque[];
  /** The stimuli at which a refusal is passed over: the history goes on from what was allowed. */
  readonly passed?: ReadonlySet<number>;
}

/** Runs the model again along the observations (of the stimuli, without the boot's), this time with derivations. */
export const historyOf = (
  program: Program,
  observations: readonly Observation[],
  { latenessMs = 0, rules = reference, bound = Infinity, opaque = [], passed = new Set() }: Judged = {},
): History => {
  const judged = { boot: program.boot, stimuli: program.stimuli.map((x) => asOpaque(x, opaque)) };
  const booted: Moment = { state: bootOpaque(program.boot, latenessMs, opaque), step: -1, outcome: null, before: null };
  const moments: (readonly Moment[])[] = [];
  let current: readonly Moment[] = [booted];
  for (const [at, observation] of observations.entries()) {
    const ways = current.flatMap((before) =>
      step(before.state, judged.stimuli[at], rules, true).map((outcome) => ({ before, outcome })),
    );
    const allowed = ways.filter(({ outcome }) => allows(outcome, observation));
    const after: Moment[] = [];
    for (const { before, outcome } of allowed.length === 0 && passed.has(at) ? behind(ways, observation) : allowed) {
      const state = observation.view === undefined ? outcome.state : settledAsShown(outcome.state, observation.view);
      if (!after.some((other) => sameState(other.state, state))) after.push({ state, step: at, outcome, before });
    }
    if (after.length === 0 || after.length > bound) break;
    moments.push(after);
    current = after;
  }
  return { program: judged, observations, moments, booted, rules };
};

/** A use of a rule, and the step in which it happened. */
export interface Dated {
  readonly application: Application;
  readonly step: number;
}

/** The last application, back from the end of `moment`, that `test` accepts. */
export const lastApplication = (moment: Moment, test: (application: Application) => boolean): Dated | null => {
  for (let at: Moment | null = moment; at !== null; at = at.before) {
    const application = at.outcome?.derivation.findLast(test);
    if (application !== undefined) return { application, step: at.step };
  }
  return null;
};
