import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A source of random choices; the same seed gives the same choices. */
export interface Random {
  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number;
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean;
  /** A member of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** A member of a list that is not empty, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
}

const drawWeighted = <T>(fraction: number, list: readonly (readonly [T, number])[]): T => {
  let left = 0;
  for (const [, weight] of list) left += weight;
  left *= fraction;
  let at = 0;
  while (at < list.length - 1 && (left -= list[at][1]) >= 0) at++;
  return list[at][0];
};

/** Random choices that come from numbers below a bound. */
export const randomBy = (below: Random['below']): Random => ({
  below,
  chance: (percent) => below(100) < percent,
  pick: (list) => list[below(list.length)],
  weighted: (list) => drawWeighted(below(1_000_000) / 1_000_000, list),
});

export const randomFrom = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  // a machine integer: what is drawn becomes the size of a machine, and were it a double, so would be every id and address in it
  return randomBy((bound) => uniformInt(generator, 0, bound - 1) >>> 0);
};

/** A 32-bit seed made of numbers: of the run, of a lot, of a program in it. */
export const hash = (...numbers: readonly number[]): number =>
  numbers.reduce((mixed, number) => {
    let h = Math.imul(mixed ^ number, 0x9e3779b1);
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
    return (h ^ (h >>> 13)) | 0;
  }, 0x2545f491);
