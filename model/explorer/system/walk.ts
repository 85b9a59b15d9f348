import { IDLE, boot, chart, nameOf, standingOf } from '../../../spec/index.js';
import type { Edge, Rules, State } from '../../../spec/index.js';
import { firstMoment, momentAfter } from '../../../spec/properties/system/index.js';
import type { SystemMoment, WholeView } from '../../../spec/properties/system/index.js';
import type { Seen, Stimulus } from '../../../spec/vocabulary/index.js';
import { seenOf } from '../../sight.js';
import { step } from '../../step.js';
import type { Application, Outcome } from '../../step.js';
import { viewOf } from '../../view.js';
import type { PathStep } from './exploration.js';
import type { SystemScope } from './scope.js';

/** A state that was found, how, and what an observer knows of it. */
export interface Node {
  readonly state: State;
  readonly moment: SystemMoment;
  readonly depth: number;
  readonly parent: Node | null;
  readonly by: PathStep | null;
}

const wholeViewOf = (s: State): WholeView => viewOf(s) as WholeView;
const runningOf = (s: State): Seen['running'] => (s.running === IDLE ? 'idle' : nameOf(s, s.running));

export const successor = (parent: Node, stimulus: Stimulus, { state, sight }: Outcome, depth: number): Node => {
  const seen = seenOf(state, sight);
  return {
    state,
    moment: momentAfter(parent.moment, stimulus, seen, wholeViewOf(state)),
    depth,
    parent,
    by: { stimulus, seen },
  };
};
/** The state after the prelude, each stimulus of which has one outcome. */
export const firstNode = ({ boot: config, latenessMs, prelude, name }: SystemScope, rules: Rules): Node => {
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
export const pathTo = (node: Node): readonly PathStep[] => {
  const path: PathStep[] = [];
  for (let at: Node | null = node; at?.by; at = at.parent) path.push(at.by);
  return path.reverse();
};

/** A change of one thread's standing that the chart does not have. */
export interface OffChart {
  readonly says: string;
}
/** What one use of a rule makes of the threads: the edges of the chart that they go along. */
export const edgesOf = ({ rule, before, after }: Application): readonly (Edge | OffChart)[] => {
  if (before.threads === after.threads) return [];
  return after.threads.flatMap((t, slot): readonly (Edge | OffChart)[] => {
    const old = before.threads[slot];
    if (old === t) return [];
    const [from, to] = [standingOf(old), standingOf(t)];
    if (from === to) return [];
    const edge = chart.find((it) => it.from === from && it.to === to && it.rules.includes(rule.name));
    return [edge ?? { says: `${rule.name} leads from ${from} to ${to}, where the chart has no edge` }];
  });
};
