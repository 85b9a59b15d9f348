import { seenOf, stepOnce, viewOf } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { IDLE, boot, nameOf } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import type { Run, RunProperty } from '../../spec/properties/runs/index.js';
import { firstMoment, momentAfter } from '../../spec/properties/system/index.js';
import type { SystemMoment, WholeView } from '../../spec/properties/system/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import type { Program, Seen } from '../../spec/vocabulary/index.js';
import { hash, randomFrom } from '../programs/random.js';

/** The system as an observer sees it whole. */
export const momentOf = (s: State): SystemMoment =>
  firstMoment(viewOf(s) as WholeView, s.running === IDLE ? 'idle' : nameOf(s, s.running));

/** The run of a program on the rules, which at each choice do what `choose` says. Throws where they do not say what happens. */
export const runOf = (program: Program, rules: Rules, choose: Choose): Run => {
  let state = boot(program.boot, DEFAULT_LATENESS_MS);
  const moments = [momentOf(state)];
  const seen: Seen[] = [];
  for (const stimulus of program.stimuli) {
    const outcome = stepOnce(state, stimulus, rules, choose);
    const shown = seenOf(outcome.state, outcome.sight);
    moments.push(momentAfter(moments[moments.length - 1], stimulus, shown, viewOf(outcome.state) as WholeView));
    seen.push(shown);
    state = outcome.state;
  }
  return { program, seen, moments };
};

/** How often each property of pairs of runs was asked of a program and its variations, and those that failed. */
export interface Compared {
  readonly applied: ReadonlyMap<string, number>;
  readonly broken: ReadonlySet<string>;
}

/** Compares a program with its variations, all of which make the same choices at random, as the seed has them. */
export const compareRuns = (
  program: Program,
  rules: Rules,
  seed: number,
  properties: readonly RunProperty[] = runProperties,
): Compared => {
  const applied = new Map<string, number>();
  const broken = new Set<string>();
  const chosen = (other: Program): Run => {
    const random = randomFrom(hash(seed, 2, 0));
    return runOf(other, rules, (members) => random.below(members));
  };
  const run = chosen(program);
  for (const property of properties) {
    const random = randomFrom(hash(seed, 3, 0));
    for (const variation of property.variations(run, (below) => random.below(below))) {
      applied.set(property.name, (applied.get(property.name) ?? 0) + 1);
      if (!variation.agrees(...variation.programs.map(chosen))) broken.add(property.name);
    }
  }
  return { applied, broken };
};
