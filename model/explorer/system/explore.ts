import { chart, reference, rulesOf } from '../../../spec/index.js';
import type { Edge, Rules, State } from '../../../spec/index.js';
import { systemProperties, systemStep } from '../../../spec/properties/system/index.js';
import type { SystemProperty } from '../../../spec/properties/system/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { specHash } from '../hash.js';
import { step } from '../../step.js';
import type { Outcome } from '../../step.js';
import type { Applied, SystemExploration, SystemViolation } from './exploration.js';
import { foundUnder, orbitHash } from './found.js';
import type { Orbit } from './found.js';
import { systemKey } from './key.js';
import type { SystemScope } from './scope.js';
import { symmetryOf } from './symmetry.js';
import { edgesOf, firstNode, pathTo, successor } from './walk.js';
import type { Node } from './walk.js';

export interface SystemExploreOptions {
  /** The table to explore; the reference by default. */
  readonly rules?: Rules;
  /** What to check on every transition; by default all properties of the system. */
  readonly properties?: readonly SystemProperty[];
  /** Past so many states the search ends; the record says so. */
  readonly stateBound?: number;
  /**
   * Whether only one state of each orbit is gone on from. That covers the scope if the rules commute with every renaming, as those of the
   * reference do, for which it is the default; another table may treat two threads differently.
   */
  readonly symmetry?: boolean;
  /** Whether the search ends with the first violation. */
  readonly untilViolation?: boolean;
  /** Called once for every 1000 states that are gone on from. */
  readonly onProgress?: (progress: { readonly states: number; readonly frontier: number }) => void;
  /** Called with a state that is gone on from and, as often as that happens, with another that has the same key. */
  readonly onSame?: (kept: State, other: State) => void;
}
export const STATE_BOUND = 200_000;
/** What breaks when a step has no outcome: the rules do not say what happens, or contradict themselves, or go on for ever. */
export const RECEPTIVE = 'system/receptive';
/** What breaks when a thread of the reference changes its standing where the chart of IPC states has no edge. */
export const ALONG_THE_CHART = 'system/along-the-chart';

export const edgeName = ({ from, to, cause }: Edge): string => `${from} to ${to}: ${cause}`;

/** How often each of some names was met. */
const tally = () => {
  const times = new Map<string, number>();
  return {
    add: (name: string, count: number): void => void times.set(name, (times.get(name) ?? 0) + count),
    of: (names: readonly string[]): readonly Applied[] =>
      names.map((name) => ({ name, applied: times.get(name) ?? 0 })),
  };
};

/**
 * Breadth-first exploration of every state that the stimuli of a scope reach, by `step` with all its outcomes. Every property is checked on
 * every transition, and that there is one for every stimulus in every state.
 */
export const exploreSystem = (
  scope: SystemScope,
  {
    rules = reference,
    properties = systemProperties,
    stateBound = STATE_BOUND,
    symmetry = rules === reference,
    untilViolation = false,
    onProgress,
    onSame,
  }: SystemExploreOptions = {},
): SystemExploration => {
  const first = firstNode(scope, rules);
  const group = symmetryOf(scope, first.state).slice(0, symmetry ? Infinity : 1);
  const found = foundUnder(group);
  const kept = new Map<string, State>();
  const queue: { readonly node: Node; readonly key: string; readonly orbit: Orbit }[] = [];
  const hash = orbitHash();
  const [ruleTally, edgeTally] = [tally(), tally()];
  const judged = properties.map((property) => ({ property, applied: 0, failed: false }));
  const violations: SystemViolation[] = [];
  let [transitions, changing, leaving, depth, expanded] = [0, 0, 0, 0, 0];

  const enter = (node: Node, key: string): Orbit => {
    const orbit = found.add(node.state, key);
    queue.push({ node, key, orbit });
    depth = node.depth;
    if (onSame !== undefined) kept.set(key, node.state);
    return orbit;
  };
  /** One violation of each property is told. */
  const violated = (property: string, path: SystemViolation['path'], error: string | null): void => {
    if (!violations.some((it) => it.property === property)) violations.push({ property, path, error });
  };
  const check = (before: Node, stimulus: Stimulus, after: Node, weight: number): void => {
    const seen = after.by?.seen;
    if (!seen) return;
    const taken = systemStep(before.moment, stimulus, seen, after.moment, scope.latenessMs);
    for (const it of judged) {
      if (!it.property.when(taken)) continue;
      it.applied += weight;
      if (it.failed || it.property.holds(taken)) continue;
      it.failed = true;
      violated(it.property.name, pathTo(after), null);
    }
  };
  const count = (outcome: Outcome, after: Node, weight: number): void => {
    for (const name of outcome.rules) ruleTally.add(name, weight);
    for (const edge of outcome.derivation.flatMap(edgesOf))
      if ('cause' in edge) edgeTally.add(edgeName(edge), weight);
      else if (rules === reference) violated(ALONG_THE_CHART, pathTo(after), edge.says);
  };
  const outcomesOf = (node: Node, stimulus: Stimulus): readonly Outcome[] => {
    try {
      return step(node.state, stimulus, rules, true);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      violated(RECEPTIVE, [...pathTo(node), { stimulus, seen: null }], error.message);
      return [];
    }
  };
  const isOutside = ({ births }: State): boolean => births.some((count) => count > scope.births);
  /** Takes one outcome, to a node that was not found before or to one that was. */
  const take = (node: Node, key: string, orbit: Orbit, stimulus: Stimulus, outcome: Outcome): void => {
    transitions += orbit.size;
    const after = successor(node, stimulus, outcome, node.depth + 1);
    count(outcome, after, orbit.size);
    check(node, stimulus, after, orbit.size);
    if (isOutside(outcome.state)) {
      leaving += orbit.size;
      return;
    }
    const reached = systemKey(outcome.state);
    const same = kept.get(reached);
    if (same !== undefined) onSame?.(same, outcome.state);
    if (reached === key) return;
    changing += orbit.size;
    hash.add(orbit, found.orbitOf(reached) ?? enter(after, reached));
  };

  enter(first, systemKey(first.state));
  const isOver = (): boolean => found.states() > stateBound || (untilViolation && violations.length > 0);
  for (; expanded < queue.length && !isOver(); expanded++) {
    const { node, key, orbit } = queue[expanded];
    for (const stimulus of scope.stimuli)
      for (const outcome of outcomesOf(node, stimulus)) take(node, key, orbit, stimulus, outcome);
    if (expanded % 1000 === 999) onProgress?.({ states: found.states(), frontier: queue.length - expanded });
  }
  const ofScope = rulesOf(rules).filter(({ profile }) => scope.profiles.includes(profile));
  const edges = chart.map((edge) => ({ name: edgeName(edge), says: edge.rules.join() }));
  return {
    scope: scope.name,
    dialect: rules === reference ? 'reference' : 'another table',
    spec: specHash(rulesOf(rules), properties, edges),
    complete: expanded === queue.length,
    stateBound,
    births: scope.births,
    states: found.states(),
    orbits: found.orbits(),
    renamings: group.length,
    transitions,
    changing,
    leaving,
    transitionHash: hash.digest(),
    depth,
    properties: judged.map((it) => ({ name: it.property.name, applied: it.applied })),
    rules: ruleTally.of(ofScope.map(({ name }) => name)),
    edges: edgeTally.of(edges.map(({ name }) => name)),
    violations,
  };
};
