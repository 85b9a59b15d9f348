import { sourceOf } from '../../spec/vocabulary/index.js';
import type { Mapping, Sigma } from '../../spec/vocabulary/index.js';
import { renameMapping } from './symmetry.js';
import type { Renaming } from './symmetry.js';

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

/** By place, the weight of its digit: the product of the radices of the places behind it. */
const weightsOf = (holdings: readonly (readonly Mapping[])[]): readonly number[] =>
  holdings.map((_, place) => holdings.slice(place + 1).reduce((product, held) => product * held.length, 1));

/**
 * Mixed-radix keys: each place is a digit, whose radix is the number of mappings that it may hold, by the declaration `holdings`. Throws
 * a RangeError when there are more than 2^32.
 */
export const keysOf = (holdings: readonly (readonly Mapping[])[]): Keys => {
  const size = holdings.reduce((product, held) => product * held.length, 1);
  if (size > MOST_KEYS) throw new RangeError(`too large to explore: ${size.toExponential(1)} keys, at most 2^32`);
  const weights = weightsOf(holdings);
  const places = holdings.length;
  /** By place and mapping, what the mapping adds to the key; NaN if the place may not hold it. */
  const addends = holdings.map((held, place) => {
    const added: number[] = [];
    for (let mapping = 0; sourceOf(mapping) < places; mapping++)
      added.push(held.includes(mapping) ? held.indexOf(mapping) * weights[place] : NaN);
    return added;
  });
  const keyOf = (sigma: Sigma): number => {
    let key = 0;
    for (let place = 0; place < places; place++) key += addends[place][sigma[place]];
    return Number.isNaN(key) ? OUTSIDE : key;
  };
  const sigmaOf = (key: number): Sigma =>
    holdings.map((held, place) => held[Math.floor(key / weights[place]) % held.length]);
  return { size, keyOf, sigmaOf };
};

/** The keys of a state under every renaming of a group. */
export interface Images {
  /** How many renamings there are. */
  readonly order: number;
  /** By renaming, the key of the renamed state. The list is valid until the next call. */
  of(key: number): Float64Array;
}

/** By tables: a renaming takes each digit of a key to a digit of the new key, whatever the other digits are. */
export const imagesOf = (holdings: readonly (readonly Mapping[])[], group: readonly Renaming[]): Images => {
  const weights = weightsOf(holdings);
  // A place that can hold one mapping only adds nothing to a key.
  const slots = holdings.map((_, place) => place).filter((place) => holdings[place].length > 1);
  const widest = Math.max(...holdings.map((held) => held.length));
  const row = slots.length * widest;
  const added = new Float64Array(group.length * row);
  group.forEach((renaming, by) => {
    slots.forEach((place, slot) => {
      const to = renaming[place];
      holdings[place].forEach((mapping, digit) => {
        added[by * row + slot * widest + digit] = holdings[to].indexOf(renameMapping(renaming, mapping)) * weights[to];
      });
    });
  });
  const digits = new Int32Array(slots.length);
  const images = new Float64Array(group.length);
  const of = (key: number): Float64Array => {
    slots.forEach((place, slot) => {
      digits[slot] = slot * widest + (Math.floor(key / weights[place]) % holdings[place].length);
    });
    for (let by = 0; by < images.length; by++) {
      let image = 0;
      for (const digit of digits) image += added[by * row + digit];
      images[by] = image;
    }
    return images;
  };
  return { order: group.length, of };
};
