import { seenOf, stepOnce, viewOf } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { boot } from '../../spec/index.js';
import type { Rules } from '../../spec/index.js';
import { momentAfter, systemProperties, systemStep } from '../../spec/properties/system/index.js';
import type { SystemProperty, WholeView } from '../../spec/properties/system/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { momentOf } from './runs.js';

/** A property that failed on a run, and at which stimulus. */
export interface Breach {
  readonly property: string;
  readonly step: number;
}
/** What was checked of a program: how often the premise of each property held, and the first breach of each that failed. */
export interface Checked {
  readonly applied: ReadonlyMap<string, number>;
  readonly breaches: readonly Breach[];
  /** Why the run ended before the program did: no rule holds, or two do, or a step does not end. */
  readonly error: { readonly step: number; readonly message: string } | null;
}

/** Runs a program on the rules, which at each choice do what `choose` says, and checks properties on every step. */
export const checkProperties = (
  { boot: config, stimuli }: Program,
  rules: Rules,
  choose: Choose,
  properties: readonly SystemProperty[] = systemProperties,
): Checked => {
  const applied = new Map<string, number>();
  const breaches = new Map<string, Breach>();
  let state = boot(config, DEFAULT_LATENESS_MS);
  let moment = momentOf(state);
  for (const [at, stimulus] of stimuli.entries()) {
    try {
      const outcome = stepOnce(state, stimulus, rules, choose);
      const seen = seenOf(outcome.state, outcome.sight);
      const after = momentAfter(moment, stimulus, seen, viewOf(outcome.state) as WholeView);
      const taken = systemStep(moment, stimulus, seen, after, DEFAULT_LATENESS_MS);
      for (const property of properties) {
        if (!property.when(taken)) continue;
        applied.set(property.name, (applied.get(property.name) ?? 0) + 1);
        if (!breaches.has(property.name) && !property.holds(taken))
          breaches.set(property.name, { property: property.name, step: at });
      }
      state = outcome.state;
      moment = after;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { applied, breaches: [...breaches.values()], error: { step: at, message: error.message } };
    }
  }
  return { applied, breaches: [...breaches.values()], error: null };
};
