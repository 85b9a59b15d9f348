import type { State } from '../../spec/index.js';
import type { Profile } from '../../spec/vocabulary/index.js';
import type { Action } from './action.js';
import { actions } from './actions.js';
import type { Random } from './random.js';
import { stringActions } from './string-actions.js';
import { widerActions } from './wider-actions.js';

// What kind of program it is to be, and how often which action comes in it.

const areMany = (profiles: readonly Profile[]): boolean => profiles.length > 3;
/** How many more shares these have of the programs for many profiles: some of their rules are met seldom, and nowhere else. */
const MORE: Readonly<Partial<Record<Profile, number>>> = { sigma: 3, tasks: 1, strings: 9 };
/** The kinds of programs for the profiles. */
export const kindsOf = (profiles: readonly Profile[]): readonly Profile[] =>
  areMany(profiles)
    ? profiles.flatMap((profile) => Array.from({ length: 1 + (MORE[profile] ?? 0) }, () => profile))
    : profiles;

/** The weights of the actions for one program: each is drawn anew, so that programs differ in kind (swarm). */
export const drawWeights = (
  random: Random,
  profiles: readonly Profile[],
  profile: Profile,
  more: readonly Action[],
): readonly (readonly [Action, number])[] => {
  const possible = [...actions, ...widerActions, ...stringActions, ...more].filter(
    ({ weight, needs }) => weight[profile] > 0 && (needs?.some((need) => profiles.includes(need)) ?? true),
  );
  const often = ({ weight, amongMany = 1 }: Action): number => weight[profile] * (areMany(profiles) ? amongMany : 1);
  return possible.map((action) => [action, often(action) * random.pick([0.3, 1, 1, 2])] as const);
};

/** An action that is possible, by its weight. Those that turn out not to be are struck from `open`, which is so the shorter for the next draw in the same state. */
export const drawAction = (random: Random, open: (readonly [Action, number])[], state: State): Action => {
  for (;;) {
    const action = random.weighted(open);
    if (action.possible(state)) return action;
    open.splice(
      open.findIndex(([it]) => it === action),
      1,
    );
  }
};
