import { isRunnable } from '../../../spec/index.js';
import type { State } from '../../../spec/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import { orderOf } from './order.js';
import { stateSort } from './state-sort.js';
import { stimulusSort } from './stimulus-sort.js';
import type { Writing } from './sort.js';

// The canonical key of a state: all that can make a difference to what follows, and nothing else.

/** Codes from -64 to 190 are one character each, so that most keys take a byte a slot; a larger one is five digits behind a mark. */
const [LEAST, MOST, MARK, DIGIT, DIGITS] = [-64, 190, 255, 254, 5];
const packed = (codes: readonly number[]): string => {
  const characters: number[] = [];
  for (const code of codes)
    if (code >= LEAST && code <= MOST) characters.push(code - LEAST);
    else if (code >= 0 && code < DIGIT ** DIGITS) {
      characters.push(MARK);
      for (let digit = 0, left = code; digit < DIGITS; digit++, left = Math.floor(left / DIGIT))
        characters.push(left % DIGIT);
    } else throw new RangeError(`no key has a code for ${String(code)}`);
  return String.fromCharCode(...characters);
};

/** Two states of one machine have the same key only if every stimulus has outcomes of the same keys from both. */
export const systemKey = (s: State): string => {
  const to: Writing = {
    codes: [],
    clockMs: s.clockMs,
    latenessMs: s.world.latenessMs,
    order: orderOf(s),
    isRunnable: (t) => isRunnable(s, t),
    isReady: false,
  };
  stateSort.write(s, to);
  return packed(to.codes);
};

const NO_ORDER = { turn: () => 0, since: () => 0 };
/** Two stimuli have the same key only if they are the same. */
export const stimulusKey = (stimulus: Stimulus): string => {
  const to: Writing = {
    codes: [],
    clockMs: 0,
    latenessMs: 0,
    order: NO_ORDER,
    isRunnable: () => false,
    isReady: false,
  };
  stimulusSort.write(stimulus, to);
  return packed(to.codes);
};
