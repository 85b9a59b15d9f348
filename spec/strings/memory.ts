import { put } from '../change.js';
import { UNDEFINED } from '../state.js';
import type { State } from '../state.js';
import { realFrame } from '../spaces/forest.js';
import { PAGE_BYTES, nil, pageOf, writable } from '../vocabulary/index.js';

// Memory by bytes. A state keeps it by words, of which the 486 has the least significant byte first.

type Frames = State['frames'];
type Words = Frames[number];
/** A byte of real memory. */
export interface Spot {
  readonly frame: number;
  /** Within the frame, in bytes. */
  readonly offset: number;
}

/** The byte behind an address of a task, if the task has its page, and may write it where that is asked. */
export const spotOf = (s: State, task: number, address: number, write: boolean): Spot | false => {
  const page = pageOf(address);
  if (page >= s.world.pages) return false;
  const place = task * s.world.pages + page;
  const mapping = s.sigma[place];
  if (mapping === nil || (write && !writable(mapping))) return false;
  return { frame: realFrame(s.sigma, s.world.pages, place), offset: address % PAGE_BYTES };
};

/** Words without the zeros at their end. */
const trimmed = (words: number[]): Words => {
  while (words.at(-1) === 0) words.pop();
  return words;
};
const grown = (words: Words, length: number): number[] => {
  const copy = words.slice();
  while (copy.length < length) copy.push(0);
  return copy;
};
/** The aligned word at a spot. */
export const loadWord = (frames: Frames, { frame, offset }: Spot): number => frames[frame][offset >>> 2] ?? 0;
export const storeWord = (frames: Frames, { frame, offset }: Spot, value: number): Frames => {
  const words = grown(frames[frame], offset >>> 2);
  words[offset >>> 2] = value;
  return put(frames, frame, words);
};

const byteOf = (words: Words, offset: number): number => {
  const word = words[offset >>> 2] ?? 0;
  return word === UNDEFINED ? UNDEFINED : (word >>> (8 * (offset & 3))) & 0xff;
};
/** A word of which any byte is undefined is undefined. */
const withByte = (word: number, at: number, byte: number): number =>
  word === UNDEFINED || byte === UNDEFINED ? UNDEFINED : ((word & ~(0xff << (8 * at))) | (byte << (8 * at))) >>> 0;

const overlap = (a: Spot, b: Spot, bytes: number): boolean =>
  a.frame === b.frame && Math.abs(a.offset - b.offset) < bytes;

/**
 * `bytes` bytes, all within one frame on either side, are copied. Where the two ranges overlap nothing is said of the order of the copy,
 * and the words that are written hold anything.
 */
export const copyBytes = (frames: Frames, from: Spot, to: Spot, bytes: number): Frames => {
  const [source, target] = [frames[from.frame], frames[to.frame]];
  const isUndefined = overlap(from, to, bytes);
  // Past the end of both there are zeros to be copied over zeros.
  const extent = Math.max(4 * source.length - from.offset, 4 * target.length - to.offset);
  const end = to.offset + (isUndefined ? bytes : Math.min(bytes, Math.max(0, extent)));
  const words = grown(target, Math.ceil(end / 4));
  for (let index = to.offset >>> 2; 4 * index < end; index++) {
    const [first, last] = [Math.max(4 * index, to.offset), Math.min(4 * index + 4, to.offset + bytes)];
    let word = last - first === 4 ? 0 : words[index];
    for (let at = first; at < last; at++) {
      const byte = isUndefined ? UNDEFINED : byteOf(source, from.offset + at - to.offset);
      word = withByte(word, at & 3, byte);
    }
    words[index] = word;
  }
  return put(frames, to.frame, trimmed(words));
};
