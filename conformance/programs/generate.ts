import { first, stepOnce } from '../../model/index.js';
import type { Outcome } from '../../model/index.js';
import { IDLE, boot, reference, threadOf } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS } from '../../spec/vocabulary/index.js';
import type { BootConfig, External, Place, Profile, Program, Stimulus } from '../../spec/vocabulary/index.js';
import { FOUNDATION } from '../check/terms.js';
import { canTake, withinLimits } from './able.js';
import type { Able } from './able.js';
import type { Claims } from './action.js';
import { drawBoot, drawWider, prelude } from './beginnings.js';
import type { Guidance } from './guidance.js';
import { drawProbe, noteLost } from './lost.js';
import { MIXES } from './mixes.js';
import type { Mix } from './mixes.js';
import { couldRun } from './retrace.js';
import type { Random } from './random.js';
import { missing, stocking } from './scenes.js';
import { drawAction, drawWeights, kindsOf } from './weights.js';
import { isWithin } from './within.js';
import { interrupt, isAwaited, tick } from './wider-actions.js';

/** A way may lead to tasks and threads that a smaller machine does not have. */
const isOnMachine = ({ tasks, lthreads }: BootConfig, x: Stimulus): boolean =>
  !(x.do === 'task_new' && x.task >= tasks) && !(x.do === 'lthread_ex_regs' && x.lthread >= lthreads);

/** How many times a stimulus that would leave the machine idle is drawn again: an idle machine executes nothing more. */
const REDRAWS = 12;

/** A stimulus, and what the model makes of it. */
interface Move {
  readonly stimulus: Stimulus;
  readonly outcome: Outcome;
}

/** How many times as long programs are where to boot is dear. */
const LONG = 5;

/** How often, in a hundred, guidance says how a program begins. */
const GUIDED = 40;

/**
 * A program for the profiles that a kernel claims: a function of the random source and the guidance alone. Each stimulus is chosen by looking at the
 * model, which takes its first allowed outcome, so that there is a thread to execute it and something for it to meet. With guidance some programs begin on the way to
 * what was seldom met.
 */
export const generate = (
  random: Random,
  profiles: readonly Profile[],
  guidance?: Guidance,
  mix: Mix = MIXES.usual,
  able: Able = {},
): Program => {
  const claims: Claims = (profile) => profiles.includes(profile);
  const way = guidance !== undefined && random.chance(GUIDED) ? guidance.drawWay(random, claims) : null;
  const kind = mix.kind ?? way?.kind ?? random.pick(kindsOf(profiles));
  const weights = drawWeights(random, profiles, kind, mix.actions);
  const drawn = drawBoot(random, claims);
  const wanted = mix.boot(random, way === null ? drawn : drawWider(random, way.near.boot, drawn));
  const config = withinLimits(able, wanted);
  const stimuli: Stimulus[] = [];
  let state = boot(config, way === null ? random.pick([0, DEFAULT_LATENESS_MS]) : DEFAULT_LATENESS_MS);
  const length = ((kind === 'strings' ? 56 : 34) + random.below(12)) * (able.boot === 'dear' ? LONG : 1);
  const lost = new Set<Place>();
  const move = (stimulus: Stimulus): Move => ({
    stimulus,
    outcome: stepOnce(state, stimulus, reference, first, guidance !== undefined),
  });
  const make = ({ stimulus, outcome }: Move): void => {
    stimuli.push(stimulus);
    guidance?.meet({ boot: config, stimuli }, outcome.derivation);
    noteLost(lost, state, outcome.state);
    state = outcome.state;
  };
  const isTaken = (stimulus: Stimulus): boolean =>
    canTake(able, stimulus) && isWithin(claims, stimulus) && isOnMachine(config, stimulus);
  const push = (stimulus: Stimulus): void => {
    if (isTaken(stimulus)) make(move(stimulus));
  };
  const isKnown = ({ outcome }: Move): boolean =>
    outcome.derivation.every(({ rule }) => claims(rule.profile) || FOUNDATION.includes(rule.profile));
  if (way !== null)
    for (const [at, stimulus] of way.near.stimuli.entries()) {
      const due = way.runners.at(at) ?? 'nobody';
      if (couldRun(state, due)) push({ do: 'thread_switch', to: due });
      if (!isTaken(stimulus)) break;
      const made = move(stimulus);
      if (!isKnown(made)) break;
      make(made);
    }
  else {
    prelude(random, config, claims, kind === 'strings').forEach(push);
    if (kind === 'strings') {
      for (let task = 1; task < config.tasks; task++) stocking(random, state, task, claims).forEach(push);
      if (random.chance(65)) missing(random, state, claims).forEach(push);
    }
  }
  const takes = (kind: External): boolean => able.can?.includes(kind) ?? true;
  /** While nobody runs, only time or a line can wake somebody. */
  const drawWhileIdle = (): Stimulus | null => {
    if (claims('timeouts') && takes('tick') && isAwaited(state)) return tick(random, state);
    return claims('interrupts') && takes('interrupt') && state.lines.some(({ owner }) => owner >= 0)
      ? interrupt(random, state)
      : null;
  };
  const mayIdle = (): boolean =>
    (drawWhileIdle() !== null && random.chance(40)) || (stimuli.length > 20 && random.chance(2));
  const draw = (): Move | null => {
    const runner = threadOf(state, state.running);
    const probe = random.chance(60) ? drawProbe(random, state, runner, lost) : null;
    const probed = probe === null ? null : move(probe);
    if (probed !== null && probed.outcome.state.running !== IDLE) return probed;
    const open = weights.slice();
    for (let redraw = 0; redraw < REDRAWS; redraw++) {
      const next = drawAction(random, open, state).draw(random, state, runner, claims);
      if (!canTake(able, next)) continue;
      const drawn = move(next);
      if (drawn.outcome.state.running !== IDLE || mayIdle()) return drawn;
    }
    return null;
  };
  while (stimuli.length < length) {
    if (state.running !== IDLE) make(draw() ?? move({ do: 'id_nearest', of: 'nobody' }));
    else {
      const waking = drawWhileIdle();
      if (waking === null) break;
      push(waking);
    }
  }
  if (state.running === IDLE) push({ do: 'id_nearest', of: 'nobody' });
  return { boot: config, stimuli };
};
