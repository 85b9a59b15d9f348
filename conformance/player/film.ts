import { advance, seenOf, start, step, viewOf } from '../../model/index.js';
import type { Observation } from '../../model/index.js';
import { reference } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { DEFAULT_LATENESS_MS, renderSeen } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Program, Stimulus, View } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { judgeHardware } from '../check/hardware.js';
import { termsOf } from '../check/terms.js';
import { bundled, bundledKernel } from '../kernels/bundled.js';
import { explain } from '../report/explain.js';
import { firstFrame, frameAfter } from './frame.js';
import type { Frame, Route } from './frame.js';
import { hardwarePanels } from './hardware-panels.js';
import { sharing } from './panel.js';
import type { Panel } from './panel.js';
import { panelsOf } from './panels.js';

/** A step of a film, or its beginning: what the kernel showed, and what of its inside. */
export interface Take extends Frame {
  /** The rules that say what is allowed. */
  readonly rules: Rules;
  /** The states that were allowed before the step. */
  readonly from: readonly State[];
  /** Which of the outcomes that were allowed was taken; null where another kernel took it. */
  readonly taken: number | null;
  readonly panels: () => readonly Panel[];
  /** Why the specification refuses what the kernel did; the film ends there. */
  readonly refusal: string | null;
}
/** One way in which a step may end, for people. */
export interface Allowed {
  readonly seen: string;
  readonly rules: readonly string[];
}
/** Every way in which the step of a take might have ended. */
export const allowedIn = ({ from, stimulus, rules }: Take): readonly Allowed[] =>
  stimulus === null
    ? []
    : from.flatMap((s) =>
        step(s, stimulus, rules).map((outcome) => ({
          seen: renderSeen(seenOf(outcome.state, outcome.sight)),
          rules: outcome.rules,
        })),
      );

/** What makes the takes of a film, one after the other. */
export interface Camera {
  readonly first: Take;
  /** The take after `before`, of the next stimulus. */
  next(before: Take, stimulus: Stimulus, at: number): Take;
}

/** The specification itself: at each step it takes the outcome that the route says, or the first. */
export const modelCamera = (
  { boot: config }: Program,
  route: Route,
  latenessMs: number,
  rules: Rules = reference,
): Camera => {
  const taken = (frame: Frame, from: readonly State[], at: number | null): Take => ({
    ...frame,
    rules,
    from,
    taken: at,
    panels: () => panelsOf(config, viewOf(frame.state), frame.seen.running),
    refusal: null,
  });
  return {
    first: taken(firstFrame(config, latenessMs), [], null),
    next({ state }, stimulus, at) {
      const outcomes = step(state, stimulus, rules, true);
      const chosen = Math.min(route.at(at) ?? 0, outcomes.length - 1);
      return taken(frameAfter(stimulus, outcomes[chosen]), [state], chosen);
    },
  };
};

const observe = (kernel: KernelUnderTest, seen: Observation['seen']): Observation & { readonly view: View } => ({
  seen,
  view: kernel.view?.() ?? {},
});

/** A kernel that is bundled, whatever it does judged by the specification as it goes. Its steps are made in order, and once each. */
export const kernelCamera = (name: string, program: Program, rules: Rules = reference): Camera => {
  const { boot: config, stimuli } = program;
  const kernel = bundledKernel(name);
  const booted = observe(kernel, kernel.boot(config));
  let envelope: readonly State[] = start(config, booted, DEFAULT_LATENESS_MS) ?? [];

  const shown = ({ view, seen }: ReturnType<typeof observe>): readonly Panel[] => [
    ...panelsOf(config, view, seen.running),
    ...(view.hardware === undefined ? [] : hardwarePanels(view.hardware)),
  ];
  /** The program up to here once more, on a kernel of its own, for the words of the checker. */
  const refusedAt = (at: number): string => {
    const upToHere = { boot: config, stimuli: stimuli.slice(0, at + 1) };
    const again = bundledKernel(name);
    return explain(upToHere, checkProgram(again, upToHere, undefined, { ...termsOf(again.manifest), rules }));
  };
  const first = shown(booted);
  const ended = (before: Take, stimulus: Stimulus, refusal: string): Take => ({
    ...before,
    stimulus,
    applied: [],
    from: envelope,
    refusal,
  });
  return {
    first: {
      ...firstFrame(config, DEFAULT_LATENESS_MS),
      rules,
      from: [],
      taken: null,
      panels: () => first,
      refusal: null,
    },
    next(before, stimulus, at) {
      try {
        const observation = observe(kernel, kernel.step(stimulus));
        const panels = sharing(before.panels(), shown(observation));
        const now: Take = {
          ...before,
          stimulus,
          seen: observation.seen,
          applied: [],
          from: envelope,
          panels: () => panels,
        };
        const advanced = advance(envelope, stimulus, observation, rules, true);
        if (advanced.is === 'undecided')
          return ended(now, stimulus, 'Nothing is said from here on: too many states would be allowed.');
        if (advanced.is === 'refused') return { ...now, refusal: refusedAt(at) };
        envelope = advanced.envelope;
        const [{ state, derivation: applied }] = advanced.outcomes;
        const isBroken = judgeHardware(config, observation).refusal !== null;
        return { ...now, state, applied, refusal: isBroken ? refusedAt(at) : null };
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return ended(before, stimulus, `${error.name}: ${error.message}`);
      }
    },
  };
};

export const KERNELS: readonly string[] = ['model', ...Object.keys(bundled).filter((name) => name !== 'model')];
/** What films a program on the specification, or on a bundled kernel, which is judged by its own lateness. */
export const cameraFor = (
  kernel: string,
  program: Program,
  route: Route,
  latenessMs = DEFAULT_LATENESS_MS,
  rules: Rules = reference,
): Camera =>
  kernel === 'model' ? modelCamera(program, route, latenessMs, rules) : kernelCamera(kernel, program, rules);
