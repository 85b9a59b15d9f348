import { boot, reference } from '../../../spec/index.js';
import type { Rules, State } from '../../../spec/index.js';
import type { BootConfig, Stimulus } from '../../../spec/vocabulary/index.js';
import { step } from '../../step.js';
import { stimulusKey, systemKey } from './key.js';
import type { SystemScope } from './scope.js';

/** The scope without its prelude, the stimuli of which may come like all others: what is shortest there is shortest from the boot. */
export const fromBoot = (scope: SystemScope): SystemScope => ({
  name: scope.name,
  says: scope.says,
  profiles: scope.profiles,
  boot: scope.boot,
  latenessMs: scope.latenessMs,
  prelude: [],
  stimuli: [...new Map([...scope.prelude, ...scope.stimuli].map((x) => [stimulusKey(x), x])).values()],
  births: scope.births,
  isSmall: scope.isSmall,
});

/** A list of stimuli, from the boot of a machine. */
export interface Shortest {
  readonly name: string;
  readonly scope: string;
  readonly latenessMs: number;
  readonly boot: BootConfig;
  readonly stimuli: readonly Stimulus[];
}

interface Node {
  readonly state: State;
  readonly parent: Node | null;
  readonly by: Stimulus | null;
  readonly depth: number;
}
const stimuliTo = (node: Node): readonly Stimulus[] => {
  const path: Stimulus[] = [];
  for (let at: Node | null = node; at?.by; at = at.parent) path.push(at.by);
  return path.reverse();
};

/**
 * For each rule that the scope reaches in its first `stateBound` states, breadth first from the boot, a shortest list of stimuli of which the last may
 * apply it. Rules of which `known` has one as short are left out.
 */
export const shortestPerRule = (
  scope: SystemScope,
  stateBound: number,
  known: (rule: string) => number,
  rules: Rules = reference,
): readonly Shortest[] => {
  const { stimuli, latenessMs, births, boot: config } = fromBoot(scope);
  const first = boot(config, latenessMs);
  const found = new Set([systemKey(first)]);
  const queue: Node[] = [{ state: first, parent: null, by: null, depth: 0 }];
  const reached = new Map<string, Shortest>();
  for (const node of queue)
    for (const by of stimuli)
      for (const outcome of step(node.state, by, rules)) {
        const after: Node = { state: outcome.state, parent: node, by, depth: node.depth + 1 };
        for (const name of outcome.rules)
          if (!reached.has(name) && after.depth < known(name))
            reached.set(name, { name, scope: scope.name, latenessMs, boot: config, stimuli: stimuliTo(after) });
        const key = systemKey(outcome.state);
        const isInside = outcome.state.births.every((count) => count <= births);
        if (!isInside || found.has(key) || found.size >= stateBound) continue;
        found.add(key);
        queue.push(after);
      }
  return [...reached.values()];
};

/** Whether a list of stimuli may apply the rule with its last. */
export const exercises = ({ boot: config, latenessMs, stimuli, name }: Shortest, rules: Rules = reference): boolean => {
  let states: readonly State[] = [boot(config, latenessMs)];
  let last: readonly string[] = [];
  for (const x of stimuli) {
    const outcomes = states.flatMap((s) => step(s, x, rules));
    last = outcomes.flatMap((outcome) => outcome.rules);
    states = [...new Map(outcomes.map(({ state }) => [systemKey(state), state])).values()];
  }
  return last.includes(name);
};
