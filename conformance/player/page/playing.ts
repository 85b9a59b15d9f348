import { renderSeen, renderStimulus } from '../../../spec/vocabulary/index.js';
import type { Camera, Take } from '../film.js';
import type { Playable } from '../offered.js';
import type { Panel } from '../panel.js';

/** What is played: the takes so far, and which of them is shown. */
export interface Playing {
  readonly played: Playable;
  readonly kernel: string;
  readonly camera: Camera;
  readonly takes: Take[];
  at: number;
}

/** Whether no further take can be made. */
export const isOver = ({ takes, played: { program } }: Playing): boolean =>
  takes.length > program.stimuli.length || takes[takes.length - 1].refusal !== null;
export const makeNext = (playing: Playing): void => {
  const at = playing.takes.length - 1;
  playing.takes.push(playing.camera.next(playing.takes[at], playing.played.program.stimuli[at], at));
};

/** So many stimuli before and after the step are listed. */
const AROUND = 4;
/** The stimuli around the step; a row is the same wherever in the program the step is. */
export const listed = ({ played: { program }, takes, at }: Playing): Panel => ({
  title: 'Program',
  columns: ['step', 'stimulus', 'seen'],
  rows: Array.from({ length: 2 * AROUND + 1 }, (_, row) => at - AROUND + row)
    .filter((step) => step >= 1 && step <= program.stimuli.length)
    .map((step) => {
      const seen = step < takes.length ? renderSeen(takes[step].seen) : '';
      const cells = [String(step), renderStimulus(program.stimuli[step - 1]), seen];
      return { key: String(step - at), cells, isMarked: step === at };
    }),
});
