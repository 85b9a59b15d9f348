import type { SystemScope } from '../../model/explorer/system/index.js';
import type { Program, Stimulus } from '../../spec/vocabulary/index.js';
import { bothOf, distinct } from '../programs/richer.js';

// Whether a failing program could be shorter, by trying every program that is. Of what the stimuli are, two answers: those of the program itself, in any order and number,
// and with them all stimuli of a small scope, those that make its threads included.

/** Programs of more stimuli than this are not all tried. */
export const LEAST_LENGTH = 5;
/** Nor are more programs than this. */
const LEAST_PROGRAMS = 250_000;

/** What a search for a shorter program came to: the program, or null if there is none, undefined where there were too many to try. */
export type Shorter = Program | null | undefined;

/** How far a program was taken: whether it failed alike, and how many of its stimuli were taken up to where it did, or diverged in another way. */
export interface Tried {
  readonly isAlike: boolean;
  readonly taken: number;
}

/**
 * The first program of these stimuli, in any order and number, that is shorter than `stimuli` and fails alike. Those of one length are tried, and with them every shorter one, for
 * a kernel is judged after every step; what has diverged is not gone on with.
 */
const shorterOver = async (
  { boot, stimuli: { length: most } }: Program,
  alphabet: readonly Stimulus[],
  attempt: (program: Program) => Promise<Tried>,
): Promise<Shorter> => {
  const length = Math.min(most - 1, LEAST_LENGTH);
  const count = alphabet.length ** length;
  if (count > LEAST_PROGRAMS) return undefined;
  for (let number = 0; number < count;) {
    const chosen = Array.from(
      { length },
      (_, at) => alphabet[Math.floor(number / alphabet.length ** (length - 1 - at)) % alphabet.length],
    );
    const { isAlike, taken } = await attempt({ boot, stimuli: chosen });
    if (isAlike) return { boot, stimuli: chosen.slice(0, taken) };
    const behind = alphabet.length ** (length - taken);
    number += behind - (number % behind);
  }
  return null;
};

/** Of its own stimuli. */
export const shorterOfItsOwn = (program: Program, attempt: (program: Program) => Promise<Tried>): Promise<Shorter> =>
  shorterOver(program, distinct(program.stimuli), attempt);

/** Of its own stimuli and of those of a scope, on a machine for both. */
export const shorterInScope = (
  { boot, stimuli }: Program,
  scope: SystemScope,
  attempt: (program: Program) => Promise<Tried>,
): Promise<Shorter> =>
  shorterOver(
    { boot: bothOf(boot, scope.boot), stimuli },
    distinct([...scope.prelude, ...scope.stimuli, ...stimuli]),
    attempt,
  );
