import { seenOf, step } from '../../model/index.js';
import type { Application, Outcome } from '../../model/index.js';
import { boot, reference } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import type { BootConfig, Program, Seen, Stimulus } from '../../spec/vocabulary/index.js';

/** The machine after a step of a run, or after the boot, before which there was no stimulus. */
export interface Frame {
  readonly stimulus: Stimulus | null;
  readonly seen: Seen;
  readonly state: State;
  /** By which uses of rules it came about. */
  readonly applied: readonly Application[];
}

export const firstFrame = (config: BootConfig, latenessMs: number): Frame => ({
  stimulus: null,
  seen: { running: [0, 0] },
  state: boot(config, latenessMs),
  applied: [],
});
export const frameAfter = (stimulus: Stimulus, { state, sight, derivation }: Outcome): Frame => ({
  stimulus,
  seen: seenOf(state, sight),
  state,
  applied: derivation,
});

/** A way through a program: by stimulus, which of the outcomes that are allowed there was taken, from 0. */
export type Route = readonly number[];

interface Reached {
  readonly frame: Frame;
  readonly route: Route;
  readonly before: Reached | null;
}
/** More ways than this are not followed. */
const WAYS = 4096;

/**
 * The first way through a program at whose end `test` holds of what was applied last: its frames, the boot's first, and its route. Null if there is none
 * among the ways that are followed.
 */
export const wayTo = (
  { boot: config, stimuli }: Program,
  latenessMs: number,
  test: (last: Frame) => boolean,
  rules: Rules = reference,
): { readonly frames: readonly Frame[]; readonly route: Route } | null => {
  let ways: readonly Reached[] = [{ frame: firstFrame(config, latenessMs), route: [], before: null }];
  for (const x of stimuli)
    ways = ways
      .flatMap((before) =>
        step(before.frame.state, x, rules, true).map((outcome, at): Reached => ({
          frame: frameAfter(x, outcome),
          route: [...before.route, at],
          before,
        })),
      )
      .slice(0, WAYS);
  const end = ways.find(({ frame }) => test(frame));
  if (end === undefined) return null;
  const frames: Frame[] = [];
  for (let at: Reached | null = end; at !== null; at = at.before) frames.unshift(at.frame);
  return { frames, route: end.route };
};
