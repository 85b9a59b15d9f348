import { stepOnce } from '../../model/index.js';
import { IDLE, boot, nameOf, threadOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { PAGE_BYTES, nil, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { BootConfig, Place, Profile, Program, Stimulus } from '../../spec/vocabulary/index.js';
import type { Action, Claims } from './action.js';
import { actions } from './actions.js';
import { missing, stocking } from './scenes.js';
import { stringActions } from './string-actions.js';
import { interrupt, isAwaited, tick, widerActions } from './wider-actions.js';
import type { Random } from './random.js';

const areMany = (profiles: readonly Profile[]): boolean => profiles.length > 3;
/** How many more shares these have of the programs for many profiles: some of their rules are met seldom, and nowhere else. */
const MORE: Readonly<Partial<Record<Profile, number>>> = { sigma: 3, tasks: 1, strings: 9 };
/** The kinds of programs for the profiles. */
const kindsOf = (profiles: readonly Profile[]): readonly Profile[] =>
  areMany(profiles)
    ? profiles.flatMap((profile) => Array.from({ length: 1 + (MORE[profile] ?? 0) }, () => profile))
    : profiles;

/** The weights of the actions for one program: each is drawn anew, so that programs differ in kind (swarm). */
const drawWeights = (random: Random, profiles: readonly Profile[], profile: Profile): ReadonlyMap<Action, number> => {
  const possible = [...actions, ...widerActions, ...stringActions].filter(
    ({ weight, needs }) => weight[profile] > 0 && (needs?.some((need) => profiles.includes(need)) ?? true),
  );
  const often = ({ weight, amongMany = 1 }: Action): number => weight[profile] * (areMany(profiles) ? amongMany : 1);
  return new Map(possible.map((action) => [action, often(action) * random.pick([0.3, 1, 1, 2])]));
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

const drawBoot = (random: Random, claims: Claims): BootConfig => {
  const config: BootConfig = {
    frames: 3 + random.below(3),
    pages: random.pick([4, 4, 6, 8]),
    tasks: 3 + random.below(2),
    lthreads: 2 + random.below(2),
  };
  const lines = claims('interrupts') ? { lines: 1 + random.below(2) } : {};
  // a clock that is about to outgrow its word
  const clock =
    claims('timeouts') && random.chance(30) ? { clockMs: 2 ** random.pick([24, 31, 32]) - random.below(20) } : {};
  return { ...config, ...lines, ...clock };
};

/** Task 0 makes the others, or most: where tasks may be deleted, some are left for others to make. Their pagers: commonly thread 0.0, or one another, themselves, or a slot where nobody is yet. */
const prelude = (
  random: Random,
  { tasks, lthreads }: BootConfig,
  claims: Claims,
  isStocked: boolean,
): readonly Stimulus[] => {
  // where pages are missing for a message of 0.0 another pager can answer
  const [common, first] = isStocked ? [20, 35] : [60, 80];
  const others = Array.from({ length: tasks - 1 }, (_, i) => i + 1).filter(() =>
    random.chance(claims('tasks') && !isStocked ? 80 : 90),
  );
  const pager = (): readonly [number, number] => {
    if (random.chance(common)) return [0, 0];
    return [random.below(tasks), random.chance(first) ? 0 : isStocked ? 1 : random.below(lthreads)];
  };
  return others.map((task) => ({
    do: 'task_new',
    task,
    pager: random.chance(4) ? 'nobody' : pager(),
    ip: random.chance(30) ? task : 0,
    ...(claims('scheduling') && random.chance(25) ? { mcp: random.pick([50, 100, 105]) } : {}),
  }));
};

/**
 * An access to a page that the space had at second hand and has lost, or may no more write: a kernel that forgot to take it away shows that here. If the running
 * thread's space has lost none, the processor goes to a thread whose space has.
 */
const drawProbe = (random: Random, s: State, runner: Thread, lost: Set<Place>): Stimulus | null => {
  const { pages } = s.world;
  const taskOf = (place: Place): number => Math.floor(place / pages);
  const own = [...lost].filter((place) => taskOf(place) === runner.task);
  if (own.length === 0) {
    const others = s.threads.filter(
      (t) => t?.phase.is === 'ready' && t.fault === null && [...lost].some((place) => taskOf(place) === t.task),
    );
    const other = others.length > 0 ? random.pick(others) : null;
    return other === null ? null : { do: 'thread_switch', to: nameOf(s, other.id) };
  }
  const place = random.pick(own);
  lost.delete(place);
  const address = (place % pages) * PAGE_BYTES;
  const probe: Stimulus =
    s.sigma[place] === nil ? { do: 'load', address } : { do: 'store', address, value: 1 + random.below(90) };
  return stepOnce(s, probe).state.running === IDLE ? null : probe;
};

/** How many times a stimulus that would leave the machine idle is drawn again: an idle machine executes nothing more. */
const REDRAWS = 12;

/**
 * A program for the profiles that a kernel claims: a function of the random source alone. Each stimulus is chosen by looking at the
 * model, which takes its first allowed outcome, so that there is a thread to execute it and something for it to meet.
 */
export const generate = (random: Random, profiles: readonly Profile[]): Program => {
  const claims: Claims = (profile) => profiles.includes(profile);
  const config = drawBoot(random, claims);
  const profile = random.pick(kindsOf(profiles));
  const weights = drawWeights(random, profiles, profile);
  const stimuli: Stimulus[] = [];
  let state = boot(config);
  const length = (profile === 'strings' ? 56 : 34) + random.below(12);
  const lost = new Set<Place>();
  const push = (stimulus: Stimulus): void => {
    stimuli.push(stimulus);
    const before = state.sigma;
    state = stepOnce(state, stimulus).state;
    state.sigma.forEach((mapping, place) => {
      if (mapping === before[place]) return;
      const had = before[place];
      const atSecondHand = had !== nil && sourceOf(had) >= config.pages;
      if (atSecondHand && (mapping === nil || !writable(mapping))) lost.add(place);
      else lost.delete(place);
    });
  };
  prelude(random, config, claims, profile === 'strings').forEach(push);
  if (profile === 'strings') {
    for (let task = 1; task < config.tasks; task++) stocking(random, state, task, claims).forEach(push);
    if (random.chance(65)) missing(random, state, claims).forEach(push);
  }
  /** While nobody runs, only time or a line can wake somebody. */
  const drawWhileIdle = (): Stimulus | null => {
    if (claims('timeouts') && isAwaited(state)) return tick(random, state);
    return claims('interrupts') && state.lines.some(({ owner }) => owner >= 0) ? interrupt(random, state) : null;
  };
  const mayIdle = (): boolean => drawWhileIdle() !== null && random.chance(40);
  while (stimuli.length < length) {
    if (state.running === IDLE) {
      const waking = drawWhileIdle();
      if (waking === null) break;
      push(waking);
      continue;
    }
    const runner = threadOf(state, state.running);
    const probe = random.chance(60) ? drawProbe(random, state, runner, lost) : null;
    if (probe !== null) {
      push(probe);
      continue;
    }
    let chosen: Stimulus | null = null;
    for (let draw = 0; draw < REDRAWS; draw++) {
      chosen = drawAction(random, weights, state).draw(random, state, runner, claims);
      if (stepOnce(state, chosen).state.running !== IDLE || mayIdle() || (stimuli.length > 20 && random.chance(2)))
        break;
      chosen = null;
    }
    push(chosen ?? { do: 'id_nearest', of: 'nobody' });
  }
  if (state.running === IDLE) push({ do: 'id_nearest', of: 'nobody' });
  return { boot: config, stimuli };
};
