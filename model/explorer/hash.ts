// Hashes of 64 bits in two lanes of 32. They tell apart what differs by accident; they do not resist somebody who wants them equal.

export const LANES = [0x9e3779b1, 0x85ebca77] as const;
export const stir = (word: number): number => {
  const once = Math.imul(word ^ (word >>> 16), 0x7feb352d);
  const twice = Math.imul(once ^ (once >>> 15), 0x846ca68b);
  return twice ^ (twice >>> 16);
};
export const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');

/** A lane of a hash of a text. */
export const laneOf = (text: string, lane: number): number => {
  let hash = lane;
  for (let i = 0; i < text.length; i++) hash = stir(Math.imul(hash, lane) ^ text.charCodeAt(i));
  return stir(hash ^ text.length);
};

/** What a person reads of a rule, a property or an edge. */
interface Text {
  readonly name: string;
  readonly says: string;
  readonly formula?: string;
}
/**
 * What was explored: the names, sentences and formulas of rules and properties, in their order. What their functions do is not in it, so that
 * it is the same however they were built; that shows in the hash of the transitions.
 */
export const specHash = (...texts: readonly (readonly Text[])[]): string => {
  const all = JSON.stringify(texts.map((list) => list.map(({ name, says, formula }) => [name, says, formula])));
  return LANES.map((lane) => hex(laneOf(all, lane))).join('');
};

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
