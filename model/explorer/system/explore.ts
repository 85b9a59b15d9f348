import { boot, reference, rulesOf } from '../../../spec/index.js';
import type { Rules, State } from '../../../spec/index.js';
import { firstMoment, momentAfter, systemProperties, systemStep } from '../../../spec/properties/system/index.js';
import type { SystemMoment, SystemProperty, WholeView } from '../../../spec/properties/system/index.js';
import type { Seen, Stimulus } from '../../../spec/vocabulary/index.js';
import { nameOf, IDLE } from '../../../spec/index.js';
import { seenOf } from '../../sight.js';
import { step } from '../../step.js';
import type { Outcome } from '../../step.js';
import { viewOf } from '../../view.js';
import type { PathStep, SystemExploration, SystemViolation } from './exploration.js';
import { systemKey } from './key.js';
import type { SystemScope } from './scope.js';

export interface SystemExploreOptions {
  /** The table to explore; the reference by default. */
  readonly rules?: Rules;
  /** What to check on every transition; all properties of the system by default. */
  readonly properties?: readonly SystemProperty[];
  /** Past so many states the search ends; the record says so. */
  readonly stateBound?: number;
  /** Whether the search ends with the first violation. */
  readonly untilViolation?: boolean;
  /** Called once for every 1000 states. */
  readonly onProgress?: (progress: { readonly states: number; readonly frontier: number }) => void;
  /** Called with a state that is new and, as often as that happens, with another that has the same key. */
  readonly onSame?: (kept: State, other: State) => void;
}
export const STATE_BOUND = 200_000;
/** What breaks when a step has no outcome: the rules do not say what happens, or contradict themselves, or go on for ever. */
export const RECEPTIVE = 'system/receptive';

/** A state that was found, how, and what an observer knows of it. */
interface Node {
  readonly state: State;
  readonly moment: SystemMoment;
  readonly depth: number;
  readonly parent: Node | null;
  readonly by: PathStep | null;
}

const wholeViewOf = (s: State): WholeView => viewOf(s) as WholeView;
const runningOf = (s: State): Seen['running'] => (s.running === IDLE ? 'idle' : nameOf(s, s.running));

/** The state after the prelude, each stimulus of which has one outcome. */
const firstNode = ({ boot: config, latenessMs, prelude, name }: SystemScope, rules: Rules): Node => {
  const state = boot(config, latenessMs);
  let node: Node = {
    state,
    moment: firstMoment(wholeViewOf(state), runningOf(state)),
    depth: 0,
    parent: null,
    by: null,
  };
  for (const stimulus of prelude) {
    const [only, ...others] = step(node.state, stimulus, rules);
    if (others.length > 0) throw new Error(`the prelude of ${name} leaves a choice`);
    node = successor(node, stimulus, only, 0);
  }
  return node;
};
const successor = (parent: Node, stimulus: Stimulus, { state, sight }: Outcome, depth: number): Node => {
  const seen = seenOf(state, sight);
  return {
    state,
    moment: momentAfter(parent.moment, stimulus, seen, wholeViewOf(state)),
    depth,
    parent,
    by: { stimulus, seen },
  };
};
const pathTo = (node: Node): readonly PathStep[] => {
  const path: PathStep[] = [];
  for (let at: Node | null = node; at?.by; at = at.parent) path.push(at.by);
  return path.reverse();
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
    untilViolation = false,
    onProgress,
    onSame,
  }: SystemExploreOptions = {},
): SystemExploration => {
  const first = firstNode(scope, rules);
  const found = new Map<string, State | null>([[systemKey(first.state), onSame === undefined ? null : first.state]]);
  const queue: Node[] = [first];
  const applied = new Map<string, number>();
  const judged = properties.map((property) => ({ property, applied: 0, failed: false }));
  const violations: SystemViolation[] = [];
  let [transitions, changing, leaving, depth, expanded] = [0, 0, 0, 0, 0];

  const check = (before: Node, stimulus: Stimulus, after: Node): void => {
    const seen = after.by?.seen;
    if (!seen) return;
    const taken = systemStep(before.moment, stimulus, seen, after.moment, scope.latenessMs);
    for (const it of judged) {
      if (!it.property.when(taken)) continue;
      it.applied++;
      if (it.failed || it.property.holds(taken)) continue;
      it.failed = true;
      violations.push({ property: it.property.name, path: pathTo(after), error: null });
    }
  };
  const outcomesOf = (node: Node, stimulus: Stimulus): readonly Outcome[] => {
    try {
      return step(node.state, stimulus, rules);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!violations.some(({ property }) => property === RECEPTIVE))
        violations.push({
          property: RECEPTIVE,
          path: [...pathTo(node), { stimulus, seen: null }],
          error: error.message,
        });
      return [];
    }
  };
  const isOutside = ({ births }: State): boolean => births.some((count) => count > scope.births);
  /** Takes one outcome; the node that it leads to, if that was not found before. */
  const take = (node: Node, key: string, stimulus: Stimulus, outcome: Outcome): void => {
    transitions++;
    for (const name of outcome.rules) applied.set(name, (applied.get(name) ?? 0) + 1);
    const after = successor(node, stimulus, outcome, node.depth + 1);
    check(node, stimulus, after);
    if (isOutside(outcome.state)) {
      leaving++;
      return;
    }
    const reached = systemKey(outcome.state);
    if (reached !== key) changing++;
    const kept = found.get(reached);
    if (kept) onSame?.(kept, outcome.state);
    if (kept !== undefined) return;
    found.set(reached, onSame === undefined ? null : outcome.state);
    depth = after.depth;
    queue.push(after);
  };

  const isOver = (): boolean => found.size > stateBound || (untilViolation && violations.length > 0);
  for (; expanded < queue.length && !isOver(); expanded++) {
    const node = queue[expanded];
    const key = systemKey(node.state);
    for (const stimulus of scope.stimuli)
      for (const outcome of outcomesOf(node, stimulus)) take(node, key, stimulus, outcome);
    if (expanded % 1000 === 999) onProgress?.({ states: found.size, frontier: queue.length - expanded });
  }
  return {
    scope: scope.name,
    complete: expanded === queue.length,
    stateBound,
    births: scope.births,
    states: found.size,
    transitions,
    changing,
    leaving,
    depth,
    properties: judged.map((it) => ({ name: it.property.name, applied: it.applied })),
    rules: rulesOf(rules)
      .filter(({ profile }) => scope.profiles.includes(profile))
      .map(({ name }) => ({ name, applied: applied.get(name) ?? 0 })),
    violations,
  };
};
