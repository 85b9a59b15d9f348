import { sourceOf } from '../../spec/vocabulary/index.js';
import type { Mapping, Sigma } from '../../spec/vocabulary/index.js';

/** The key of a state that the declaration of the universe does not have. */
export const OUTSIDE = -1;
/** As many keys as a bitmap of half a gigabyte has bits. */
const MOST_KEYS = 2 ** 32;

/** A number for each state of a finite universe, and back. */
export interface Keys {
  /** How many keys there are, from 0. */
  readonly size: number;
  keyOf(sigma: Sigma): number;
  sigmaOf(key: number): Sigma;
}

/** By mapping, its digit among those that the place may hold, or OUTSIDE. */
const digitsOf = (holdings: readonly Mapping[], places: number): readonly number[] => {
  const digits: number[] = [];
  for (let mapping = 0; sourceOf(mapping) < places; mapping++) digits.push(holdings.indexOf(mapping));
  return digits;
};

/**
 * Mixed-radix keys: each place is a digit, whose radix is the number of mappings that it may hold, by the declaration `holdings`. Throws
 * a RangeError when there are more than 2^32.
 */
export const keysOf = (holdings: readonly (readonly Mapping[])[]): Keys => {
  const digits = holdings.map((held) => digitsOf(held, holdings.length));
  const size = holdings.reduce((product, held) => product * held.length, 1);
  if (size > MOST_KEYS) throw new RangeError(`too large to explore: ${size.toExponential(1)} keys, at most 2^32`);
  const keyOf = (sigma: Sigma): number => {
    let key = 0;
    for (let place = 0; place < holdings.length; place++) {
      const digit = digits[place][sigma[place]] ?? OUTSIDE;
      if (digit === OUTSIDE) return OUTSIDE;
      key = key * holdings[place].length + digit;
    }
    return key;
  };
  const sigmaOf = (key: number): Sigma => {
    const sigma: Mapping[] = holdings.map((held) => held[0]);
    let rest = key;
    for (let place = holdings.length - 1; place >= 0; place--) {
      sigma[place] = holdings[place][rest % holdings[place].length];
      rest = Math.floor(rest / holdings[place].length);
    }
    return sigma;
  };
  return { size, keyOf, sigmaOf };
};
