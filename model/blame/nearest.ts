import type { Rules, State } from '../../spec/index.js';
import type { Seen, Stimulus } from '../../spec/vocabulary/index.js';
import type { Moment } from '../history.js';
import type { Observation } from '../oracle.js';
import { sameName, sameSeen, seenOf } from '../sight.js';
import { step } from '../step.js';
import { differences, settledAsShown } from '../view.js';

/** In how many respects two results of an IPC differ: phase, cause, sender. */
export const strangeness = (s: State, { result: a }: Seen, { result: b }: Seen): number =>
  a?.call === 'ipc' && b?.call === 'ipc'
    ? [a.phase === b.phase, a.cause === b.cause, sameName(s, a.from, b.from)].filter((same) => !same).length
    : 4;

/** All lawful ends of the refused step, nearest to the observation first. */
export const ends = (
  from: readonly Moment[],
  at: number,
  stimulus: Stimulus,
  { seen, view }: Observation,
  rules: Rules,
): readonly Moment[] => {
  const distance = ({ state, outcome }: Moment): number => {
    const expected = outcome === null ? seen : seenOf(state, outcome.sight);
    if (sameSeen(state, expected, seen))
      return view === undefined ? 0 : differences(settledAsShown(state, view), view).length;
    const strange = sameName(state, expected.running, seen.running) ? strangeness(state, expected, seen) : 100;
    return 1000 + strange + (expected.elapsedMs === seen.elapsedMs ? 0 : 0.5);
  };
  return from
    .flatMap((before) =>
      step(before.state, stimulus, rules, true).map((outcome): Moment => ({
        state: outcome.state,
        step: at,
        outcome,
        before,
      })),
    )
    .sort((a, b) => distance(a) - distance(b));
};
