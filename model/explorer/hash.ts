import type { Rule } from '../../spec/index.js';
import type { SigmaProperty } from '../../spec/properties/index.js';

// Hashes of 64 bits in two lanes of 32. They tell apart what differs by accident; they do not resist somebody who wants them equal.

const LANES = [0x9e3779b1, 0x85ebca77] as const;
const stir = (word: number): number => {
  const once = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
};
const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');

/** A hash of texts in their order. */
const hashOfTexts = (texts: readonly string[]): string =>
  LANES.map((lane) => {
    let hash: number = lane;
    for (const text of texts) {
      for (let i = 0; i < text.length; i++) hash = stir(Math.imul(hash, lane) ^ text.charCodeAt(i));
      hash = stir(hash ^ text.length);
    }
    return hex(hash);
  }).join('');

/**
 * What was explored: the names, sentences, formulas and functions of the rules and of the properties. Its limits: functions are hashed as
 * the compiler printed them, so that records of different builds differ; and what a function calls, the algebra of derivation above all,
 * is not hashed. What that does shows in the hash of the transitions.
 */
export const specHash = (rules: readonly Rule[], properties: readonly SigmaProperty[]): string =>
  hashOfTexts([
    ...rules.flatMap((it) => [it.name, it.says, it.formula, it.when.toString(), it.then.toString()]),
    ...properties.flatMap((it) => [it.name, it.says, it.formula, it.when.toString(), it.holds.toString()]),
  ]);

/** A sum over transitions, whatever their order. */
export interface TransitionHash {
  /** The transitions added from now on are by operation number `by`. */
  take(by: number): void;
  /** It leads from the state of key `before` to the state of key `after`. */
  add(before: number, after: number): void;
  digest(): string;
}

export const transitionHash = (): TransitionHash => {
  let [left, right] = [0, 0];
  let [byLeft, byRight] = [0, 0];
  return {
    take(by) {
      byLeft = stir(by ^ LANES[0]);
      byRight = stir(by ^ LANES[1]);
    },
    add(before, after) {
      left = (left + stir(Math.imul(byLeft ^ before, LANES[0]) ^ after)) | 0;
      right = (right + stir(Math.imul(byRight ^ before, LANES[1]) ^ after)) | 0;
    },
    digest: () => hex(left) + hex(right),
  };
};
