import { PAGE_BYTES, pageOf, wordOf } from '../../vocabulary/index.js';
import type { WholeView } from './property.js';

// Memory as an observer reads it from a view.

type Frames = WholeView['frames'];
/** The frame that a page is, and whether its space may write it. */
export interface Held {
  readonly frame: number;
  readonly write: boolean;
}

/** The frame behind page `page` of a task; undefined where the task does not have the page. */
export const heldBy = ({ derivation }: WholeView, task: number, page: number): Held | undefined => {
  const first = derivation[task]?.[page] ?? null;
  let at = first;
  for (let steps = 0; steps < 4096 && at !== null; steps++) {
    if (at[0] === 0) return { frame: at[1], write: first?.[2] === 'rw' };
    at = derivation[at[0]]?.[at[1]] ?? null;
  }
  return undefined;
};
export const frameIn = (view: WholeView, task: number, address: number): Held | undefined =>
  heldBy(view, task, pageOf(address));
/** The frames behind all pages of a task, by page. */
export const framesOf = (view: WholeView, task: number): readonly (Held | undefined)[] =>
  (view.derivation[task] ?? []).map((_, page) => heldBy(view, task, page));

export const wordIn = (frames: Frames, frame: number, address: number): number => frames[frame]?.[wordOf(address)] ?? 0;

/** A byte of real memory, by number: those of frame 0 first. */
export type Spot = number;
/** The byte behind an address of a space, given by its frames; undefined where its page is missing, or may not be written and is to be. */
export const spotIn = (space: readonly (Held | undefined)[], address: number, write: boolean): Spot | undefined => {
  const held = space.at(pageOf(address));
  return held === undefined || (write && !held.write) ? undefined : held.frame * PAGE_BYTES + (address % PAGE_BYTES);
};
export const byteAt = (frames: Frames, spot: Spot): number => {
  const word = frames[Math.floor(spot / PAGE_BYTES)]?.[Math.floor((spot % PAGE_BYTES) / 4)] ?? 0;
  return (word >>> (8 * (spot % 4))) & 0xff;
};
/** The bytes that differ. */
export const changesBetween = (was: Frames, is: Frames): readonly Spot[] =>
  is.flatMap((words, frame) => {
    const old = was[frame] ?? [];
    if (words === old) return [];
    const changed: Spot[] = [];
    for (let word = 0; word < Math.max(words.length, old.length); word++)
      for (let at = 0; words[word] !== old[word] && at < 4; at++) {
        const spot = frame * PAGE_BYTES + 4 * word + at;
        if (byteAt(was, spot) !== byteAt(is, spot)) changed.push(spot);
      }
    return changed;
  });
