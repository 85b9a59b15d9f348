import { reference } from '../spec/index.js';
import type { Rules, State } from '../spec/index.js';
import type { BootConfig, Opaque, Seen, Stimulus, View } from '../spec/vocabulary/index.js';
import { bootOpaque } from './opaque.js';
import { sameState } from './same.js';
import { sameName, sameSeen, seenOf } from './sight.js';
import { step } from './step.js';
import type { Outcome } from './step.js';
import { differences, settledAsShown } from './view.js';

/** What a kernel lets see of one step: always `seen`, and its inside if it shows it. */
export interface Observation {
  readonly seen: Seen;
  readonly view?: View | undefined;
}

/**
 * The envelope: every state that the observations so far allow. It has at least one member, and at most `ENVELOPE_BOUND`: past
 * that a program ends undecided.
 */
export type Envelope = readonly State[];
/** An envelope of more states is not followed. */
export const ENVELOPE_BOUND = 1024;
/** Nor is a step that may end in more ways, most of which may be one state: each event at each step of a long copy doubles them. */
export const OUTCOME_BOUND = 65_536;

/** Why the oracle refuses an observation: no outcome shows it, or none of those that do has the state that the view shows. */
export type RefusalKind = 'seen' | 'view';

/** What became of an envelope in a step: the states that are left, and by which outcomes; or that the observation is refused. */
export type Advance =
  /** More states or outcomes would be allowed than are followed: nothing more is said of the program. */
  | { readonly is: 'undecided'; readonly tooMany: 'states' | 'outcomes'; readonly outcomes: readonly Outcome[] }
  | { readonly is: 'allowed'; readonly envelope: Envelope; readonly outcomes: readonly Outcome[] }
  | { readonly is: 'refused'; readonly kind: RefusalKind; readonly outcomes: readonly Outcome[] };

const showsState = (s: State, view: View): boolean => differences(s, view).length === 0;

/** The outcome, with what the view shows of timeouts that may have fired settled. */
const asShown = (outcome: Outcome, view: View): Outcome => {
  const state = settledAsShown(outcome.state, view);
  return state === outcome.state
    ? outcome
    : { state, sight: outcome.sight, rules: outcome.rules, choices: outcome.choices, derivation: outcome.derivation };
};

/** The states in which some outcomes end, each once. */
const statesOf = (outcomes: readonly Outcome[]): Envelope => {
  const states: State[] = [];
  for (const { state } of outcomes) if (!states.some((s) => sameState(s, state))) states.push(state);
  return states;
};

/**
 * From which outcomes a trace goes on behind a refused observation: from what was allowed; where they differ, from those that show what was seen,
 * or else from those by which the thread runs that is seen to run, for that one executes what follows.
 */
export const passedOver = (outcomes: readonly Outcome[], { seen }: Observation): readonly Outcome[] => {
  const shows = ({ state, sight }: Outcome): boolean => sameSeen(state, seenOf(state, sight), seen);
  const runs = ({ state, sight }: Outcome): boolean => sameName(state, seenOf(state, sight).running, seen.running);
  for (const agrees of [shows, runs]) if (outcomes.some(agrees)) return outcomes.filter(agrees);
  return outcomes;
};
/** The envelope behind a refused observation. */
export const envelopeBehind = (outcomes: readonly Outcome[], observation: Observation): Envelope =>
  statesOf(passedOver(outcomes, observation));

/** Judges one step; past `bound` states, or `OUTCOME_BOUND` outcomes, it is left undecided. `outcomes` are those that the observation leaves; or, where it leaves none, all that were allowed. */
export const advance = (
  envelope: Envelope,
  stimulus: Stimulus,
  { seen, view }: Observation,
  rules: Rules = reference,
  derive = false,
  bound = ENVELOPE_BOUND,
): Advance => {
  const all: Outcome[] = [];
  for (const s of envelope) {
    for (const outcome of step(s, stimulus, rules, derive, OUTCOME_BOUND + 1 - all.length)) all.push(outcome);
    if (all.length > OUTCOME_BOUND) return { is: 'undecided', tooMany: 'outcomes', outcomes: all };
  }
  const shown = all.filter((outcome) => sameSeen(outcome.state, seenOf(outcome.state, outcome.sight), seen));
  if (shown.length === 0) return { is: 'refused', kind: 'seen', outcomes: all };
  const left =
    view === undefined
      ? shown
      : shown.map((outcome) => asShown(outcome, view)).filter(({ state }) => showsState(state, view));
  if (left.length === 0) return { is: 'refused', kind: 'view', outcomes: shown };
  const states = statesOf(left);
  if (states.length > bound) return { is: 'undecided', tooMany: 'states', outcomes: left };
  return { is: 'allowed', envelope: states, outcomes: left };
};

/** Judges the boot: the envelope of the machine as it starts, or null if the kernel shows another. */
export const start = (
  config: BootConfig,
  { seen, view }: Observation,
  latenessMs = 0,
  opaque: readonly Opaque[] = [],
): Envelope | null => {
  const state = bootOpaque(config, latenessMs, opaque);
  return sameSeen(state, { running: [0, 0] }, seen) && (view === undefined || showsState(state, view)) ? [state] : null;
};
