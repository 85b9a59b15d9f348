import { NOBODY, threadOf, next, reference, restated, withFamily, withMet } from '../../../spec/index.js';
import type { Rule, Rules, State } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { seenOf } from '../../sight.js';
import { step } from '../../step.js';
import { systemKey } from './key.js';
import type { Renaming } from './renaming.js';
import type { SystemScope } from './scope.js';
import { renamedState, symmetryOf } from './symmetry.js';
import { firstNode } from './walk.js';

/** The reference, except that a timeout that may fire does, or does not, at once. */
export const eager: Rules = withFamily(
  reference,
  'expire',
  reference.expire.map((rule): Rule<'expire'> =>
    rule.name === 'timeouts/may-fire'
      ? restated(
          rule,
          (s, w) => rule.when(s, w),
          (s, { thread }) => {
            // both sides of a transfer are ready where the page-fault timeout of one ends it
            const both = [thread, threadOf(s, thread).transfer?.partner ?? NOBODY].filter((id) => id !== NOBODY);
            const met = both.reduce((state, id) => withMet(state, id, NOBODY), s);
            return [next(met, { do: 'fire', thread }), next(s)];
          },
        )
      : rule,
  ) as unknown as Rules['expire'],
);

/** What two tables of rules allow, observation by observation. */
export interface Comparison {
  readonly scope: string;
  /** Pairs of envelopes: the states that each table allows after the same observations. With symmetry one of each orbit. */
  readonly pairs: number;
  /** Observations that were compared, each after what led there. */
  readonly observations: number;
  /** The states in all pairs: of the lazy table, and of the eager one. */
  readonly lazyStates: number;
  readonly eagerStates: number;
  /** The shortest list of stimuli after which the tables allow other observations; null if there is none. */
  readonly differs: readonly Stimulus[] | null;
}

type Envelope = ReadonlyMap<string, State>;
interface Pair {
  readonly envelopes: readonly [Envelope, Envelope];
  readonly parent: Pair | null;
  readonly by: Stimulus | null;
}
const textOf = (envelope: Envelope, by: Renaming | null): string =>
  (by === null ? [...envelope.keys()] : [...envelope.values()].map((s) => systemKey(renamedState(by, s))))
    .sort()
    .join('\n');
/** The same text for all pairs that renamings make of one another. */
const keyOf = ({ envelopes }: Pair, group: readonly Renaming[]): string =>
  group
    .map((by, at) => envelopes.map((envelope) => textOf(envelope, at === 0 ? null : by)).join('\n\n'))
    .reduce((least, text) => (text < least ? text : least));

/** By observation, the states that show it. */
const after = (
  envelope: Envelope,
  stimulus: Stimulus,
  rules: Rules,
  { births }: Pick<SystemScope, 'births'>,
): ReadonlyMap<string, Envelope> => {
  const byObservation = new Map<string, Map<string, State>>();
  for (const s of envelope.values())
    for (const { state, sight } of step(s, stimulus, rules)) {
      const seen = JSON.stringify(seenOf(state, sight));
      const states = byObservation.get(seen) ?? new Map<string, State>();
      if (state.births.every((count) => count <= births)) states.set(systemKey(state), state);
      byObservation.set(seen, states);
    }
  return byObservation;
};
const stimuliTo = (pair: Pair): readonly Stimulus[] => {
  const path: Stimulus[] = [];
  for (let at: Pair | null = pair; at?.by; at = at.parent) path.push(at.by);
  return path.reverse();
};

/**
 * Whether two tables have the same traces in a scope: breadth first over pairs of sets of states, one of each table, that the same
 * observations leave. They have if in every pair, of every stimulus, both allow the same observations. Past `pairBound` pairs the search ends.
 */
export const compareEnvelopes = (
  scope: SystemScope,
  tables: readonly [Rules, Rules] = [reference, eager],
  pairBound = Infinity,
): Comparison => {
  const first = firstNode(scope, reference).state;
  const group = symmetryOf(scope, first);
  const start: Envelope = new Map([[systemKey(first), first]]);
  const queue: Pair[] = [{ envelopes: [start, start], parent: null, by: null }];
  const found = new Set([keyOf(queue[0], group)]);
  const states: [number, number] = [1, 1];
  let observations = 0;
  const enter = (pair: Pair): void => {
    const key = keyOf(pair, group);
    if (found.has(key)) return;
    found.add(key);
    queue.push(pair);
    pair.envelopes.forEach(({ size }, at) => (states[at] += size));
  };
  const comparison = (differs: Comparison['differs']): Comparison => ({
    scope: scope.name,
    pairs: queue.length,
    observations,
    lazyStates: states[0],
    eagerStates: states[1],
    differs,
  });
  for (const pair of queue) {
    if (queue.length > pairBound) break;
    for (const by of scope.stimuli) {
      const [left, right] = [0, 1].map((at) => after(pair.envelopes[at], by, tables[at], scope));
      const both = [...left.keys()].filter((seen) => right.has(seen));
      if (both.length < Math.max(left.size, right.size)) return comparison([...stimuliTo(pair), by]);
      observations += both.length;
      for (const seen of both) {
        const envelopes = [left.get(seen) ?? start, right.get(seen) ?? start] as const;
        if (envelopes.every(({ size }) => size > 0)) enter({ envelopes, parent: pair, by });
      }
    }
  }
  return comparison(null);
};

/** After which of the stimuli, counted from 0, two tables first allow different observations, whatever was observed before; -1 if after none. */
export const firstDifference = (
  first: State,
  stimuli: readonly Stimulus[],
  tables: readonly [Rules, Rules],
): number => {
  const start: Envelope = new Map([[systemKey(first), first]]);
  let pairs: readonly (readonly [Envelope, Envelope])[] = [[start, start]];
  const unbounded = { births: Infinity };
  for (const [at, x] of stimuli.entries()) {
    const next: (readonly [Envelope, Envelope])[] = [];
    for (const pair of pairs) {
      const [left, right] = [0, 1].map((which) => after(pair[which], x, tables[which], unbounded));
      if (left.size !== right.size || [...left.keys()].some((seen) => !right.has(seen))) return at;
      for (const [seen, envelope] of left) next.push([envelope, right.get(seen) ?? start]);
    }
    pairs = next;
  }
  return -1;
};
