import { stepOnce } from '../../model/index.js';
import { IDLE, boot, threadOf } from '../../spec/index.js';
import type { State } from '../../spec/index.js';
import type { BootConfig, Profile, Program, Stimulus } from '../../spec/vocabulary/index.js';
import { actions } from './actions.js';
import type { Action } from './actions.js';
import type { Random } from './random.js';

/** The weights of the actions for one program: each is drawn anew, so that programs differ in kind (swarm). */
const drawWeights = (random: Random, profiles: readonly Profile[]): ReadonlyMap<Action, number> => {
  const profile = random.pick(profiles);
  return new Map(actions.map((action) => [action, action.weight[profile] * random.pick([0.3, 1, 1, 2])]));
};

const drawAction = (random: Random, weights: ReadonlyMap<Action, number>, state: State): Action => {
  const possible = [...weights].filter(([action]) => action.possible(state));
  const total = possible.reduce((sum, [, weight]) => sum + weight, 0);
  let left = (random.below(1_000_000) / 1_000_000) * total;
  for (const [action, weight] of possible) {
    left -= weight;
    if (left < 0) return action;
  }
  return possible[possible.length - 1][0];
};

const drawBoot = (random: Random): BootConfig => ({
  frames: 3 + random.below(3),
  pages: random.pick([4, 4, 6, 8]),
  tasks: 3 + random.below(2),
  lthreads: 2 + random.below(2),
});

/** Task 0 makes the others. Their pagers: mostly thread 0.0, sometimes one another, themselves, or a slot where nobody is yet. */
const prelude = (random: Random, { tasks, lthreads }: BootConfig): readonly Stimulus[] => {
  const others = Array.from({ length: tasks - 1 }, (_, i) => i + 1).filter(() => random.chance(90));
  const pager = (): readonly [number, number] =>
    random.chance(60) ? [0, 0] : [random.below(tasks), random.chance(80) ? 0 : random.below(lthreads)];
  return others.map((task) => ({
    do: 'task_new',
    task,
    pager: random.chance(4) ? 'nobody' : pager(),
    ip: random.chance(30) ? task : 0,
  }));
};

/** How many times a stimulus that would leave the machine idle is drawn again: an idle machine executes nothing more. */
const REDRAWS = 12;

/**
 * A program for the profiles that a kernel claims: a function of the random source alone. Each stimulus is chosen by looking at the
 * model, which takes its first allowed outcome, so that there is a thread to execute it and something for it to meet.
 */
export const generate = (random: Random, profiles: readonly Profile[]): Program => {
  const config = drawBoot(random);
  const weights = drawWeights(random, profiles);
  const stimuli: Stimulus[] = [];
  let state = boot(config);
  const length = 34 + random.below(12);
  const push = (stimulus: Stimulus): void => {
    stimuli.push(stimulus);
    state = stepOnce(state, stimulus).state;
  };
  prelude(random, config).forEach(push);
  while (stimuli.length < length && state.running !== IDLE) {
    const runner = threadOf(state, state.running);
    let chosen: Stimulus | null = null;
    for (let draw = 0; draw < REDRAWS; draw++) {
      chosen = drawAction(random, weights, state).draw(random, state, runner);
      if (stepOnce(state, chosen).state.running !== IDLE || (stimuli.length > 20 && random.chance(2))) break;
      chosen = null;
    }
    push(chosen ?? { do: 'id_nearest', of: 'nobody' });
  }
  if (state.running === IDLE) push({ do: 'id_nearest', of: 'nobody' });
  return { boot: config, stimuli };
};
