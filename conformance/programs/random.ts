import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Where chance comes from. Two sources made from one seed give the same numbers for ever. */
export interface RandomSource {
  /** A whole number from 0 to n - 1, each as likely; n from 1 to 2^32. */
  below(n: number): number;
  /** True `numerator` times out of `denominator`. */
  chance(numerator: number, denominator: number): boolean;
  /** A member of a list that is not empty, each as likely. */
  pick<T>(list: readonly T[]): T;
  /** An index of `weights`, each as likely as its weight says; their sum is a whole number from 1. */
  weighted(weights: readonly number[]): number;
}

/** Every form of chance from one: a whole number below n. */
export const randomFrom = (below: (n: number) => number): RandomSource => ({
  below,
  chance: (numerator, denominator) => below(denominator) < numerator,
  pick: (list) => list[below(list.length)],
  weighted: (weights) => {
    let total = 0;
    for (const weight of weights) total += weight;
    let left = below(total);
    let index = 0;
    while (left >= weights[index]) left -= weights[index++];
    return index;
  },
});

export const randomSource = (seed: number): RandomSource => {
  const generator = xoroshiro128plus(seed);
  return randomFrom((n) => uniformInt(generator, 0, n - 1));
};

/** One round and the finish of MurmurHash3 (Appleby 2008): neighbouring numbers come out far apart. */
const mixed = (state: number, number: number): number => {
  let k = Math.imul(number, 0xcc9e2d51);
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  let h = state ^ k;
  h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
};

/** The 32-bit seed of a part of a run: of lot j it is hash(seed, j), of its program i hash(seed, j, i). */
export const hash = (seed: number, ...numbers: readonly number[]): number => numbers.reduce(mixed, mixed(0, seed)) >>> 0;
