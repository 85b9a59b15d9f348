import { ENVELOPE_BOUND, historyOf, seenOf, viewOf } from '../../model/index.js';
import type { Moment, Observation } from '../../model/index.js';
import { ends } from '../../model/blame/nearest.js';
import type { Manifest, Program } from '../../spec/vocabulary/index.js';
import type { Shown } from '../check/failure.js';
import { termsOf } from '../check/terms.js';
import { rulesIn } from './dialects.js';
import type { Named } from './dialects.js';
import { cameraFor } from './film.js';
import type { Camera, Take } from './film.js';
import { firstFrame, frameAfter } from './frame.js';
import type { Playable } from './offered.js';
import type { Panel } from './panel.js';
import { panelsOf } from './panels.js';

/** A failure as it was recorded: of which kernel, what it showed up to where it was refused, and what was said of it. */
export interface Recording {
  readonly manifest: Manifest;
  readonly shown: Shown;
  readonly explanation: string;
}

const ofKernel = ({ title, columns, rows }: Panel): Panel => ({
  title: `${title}: as the kernel shows it`,
  columns,
  rows,
});

/** From the boot to a moment. */
const wayTo = (moment: Moment): readonly Moment[] => {
  const way: Moment[] = [];
  for (let at: Moment | null = moment; at !== null; at = at.before) way.unshift(at);
  return way;
};

/**
 * The takes of a failure, without its kernel: at each step a state that the specification allows and that shows what the kernel showed; at the last, which was
 * refused, the lawful one that comes nearest, and beside it what the kernel showed of its inside. There are fewer takes where too many states were allowed.
 */
export const recordedTakes = (program: Program, { manifest, shown, explanation }: Recording): readonly Take[] => {
  const { boot: config, stimuli } = program;
  const { rules, latenessMs, opaque } = termsOf(manifest);
  const last = shown.seen.length - 1;
  const observations = shown.seen.map((seen, at): Observation => (at === last ? { seen, view: shown.view } : { seen }));
  const history = historyOf(program, observations.slice(0, last), { latenessMs, rules, opaque, bound: ENVELOPE_BOUND });
  const { moments, booted } = history;
  const before = moments.length === 0 ? [booted] : moments[moments.length - 1];
  const refused =
    moments.length === last
      ? ends(before, last, history.program.stimuli[last], observations[last], rules).at(0)
      : undefined;
  return wayTo(refused ?? before[0]).map(({ outcome, step, state }): Take => {
    if (outcome === null) {
      const frame = firstFrame(config, latenessMs);
      return {
        ...frame,
        rules,
        from: [],
        taken: null,
        panels: () => panelsOf(config, viewOf(state), frame.seen.running),
        refusal: null,
      };
    }
    const frame = frameAfter(stimuli[step], outcome);
    const isRefused = step === last;
    const from = (step === 0 ? [booted] : moments[step - 1]).map((it) => it.state);
    const { running } = seenOf(state, outcome.sight);
    const panels = (): readonly Panel[] => [
      ...panelsOf(config, viewOf(state), running),
      ...(isRefused && shown.view !== undefined
        ? panelsOf(config, shown.view, shown.seen[step].running).map(ofKernel)
        : []),
    ];
    return {
      ...frame,
      rules,
      seen: shown.seen[step],
      from,
      taken: null,
      panels,
      refusal: isRefused ? explanation : null,
    };
  });
};

const recordedCamera = (program: Program, recording: Recording): Camera => {
  const takes = recordedTakes(program, recording);
  return {
    first: takes[0],
    next: (before, stimulus, at) =>
      takes.at(at + 1) ?? {
        ...before,
        stimulus,
        applied: [],
        refusal: `More was not recorded.\n\n${recording.explanation}`,
      },
  };
};

/** In place of the name of a kernel: no kernel runs, what was recorded is played. */
export const RECORDED = 'as recorded';
/** The dialect in which it is played: the one that was chosen, or that in which it failed. */
export const dialectPlayed = ({ dialect, recording }: Playable): Named =>
  dialect ?? recording?.manifest.dialect ?? 'reference';
/** What films on a kernel, which is judged by the rules of that dialect. */
export const cameraOn = (kernel: string, played: Playable): Camera => {
  const { program, route, latenessMs, recording } = played;
  if (recording !== undefined && kernel === RECORDED) return recordedCamera(program, recording);
  const lateness = recording === undefined ? latenessMs : termsOf(recording.manifest).latenessMs;
  return cameraFor(kernel, program, route, lateness, rulesIn(dialectPlayed(played)));
};
