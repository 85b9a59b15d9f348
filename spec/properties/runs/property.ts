import type { Program, Seen, Send, Stimulus } from '../../vocabulary/index.js';
import type { Property } from '../property.js';
import type { SystemMoment } from '../system/property.js';

/** A program that ran: by stimulus what was seen, and the moments before the first stimulus and after each. */
export interface Run {
  readonly program: Program;
  readonly seen: readonly Seen[];
  readonly moments: readonly SystemMoment[];
}

/** Other programs, and how their runs must compare with the first, or with one another, if all make the same choices. */
export interface Variation {
  readonly programs: readonly Program[];
  agrees(...others: readonly Run[]): boolean;
}

/** A property of pairs of runs. `draw(n)` is a number from 0 to n - 1, at random. */
export interface RunProperty extends Property {
  variations(run: Run, draw: (below: number) => number): readonly Variation[];
}
export const runProperty = (it: RunProperty): RunProperty => it;

/** The send phase to another name of its partner, with other words. */
export const sendWith = (
  { buffer, strings, items, timeoutMs, faultTimeoutMs }: Send,
  to: Send['to'],
  words: Send['words'],
): Send => ({ to, words, buffer, strings, items, timeoutMs, faultTimeoutMs });
export const withStimuli = ({ boot }: Program, stimuli: readonly Stimulus[]): Program => ({ boot, stimuli });
/** The program with stimuli put in before stimulus number `at`. */
export const withInserted = (program: Program, at: number, ...stimuli: readonly Stimulus[]): Program =>
  withStimuli(program, [...program.stimuli.slice(0, at), ...stimuli, ...program.stimuli.slice(at)]);
/** A stimulus before which a thread runs, or undefined. */
export const somewhere = ({ moments }: Run, draw: (below: number) => number): number | undefined => {
  const places = moments.flatMap(({ running }, at) => (running === 'idle' || at === moments.length - 1 ? [] : [at]));
  return places.length === 0 ? undefined : places[draw(places.length)];
};
