import { PAGE_WORDS } from '../../spec/vocabulary/index.js';

/** Words of a block, by their logarithm: the grain in which memory knows when it was written, and what of it was read. */
const BLOCK_LOG2 = 4;
export const BLOCK_WORDS = 2 ** BLOCK_LOG2;
const FRAME_LOG2 = 10;

/** Blocks of memory, by number, and whole frames, each as the complement of its number; each once. */
export type Blocks = readonly number[];

/**
 * Physical memory: 32-bit words behind byte addresses. A structure in memory is named by the address of its first word,
 * and its fields by their number, as a 486 names them by a base register and a displacement.
 */
export class PhysicalMemory {
  #store = new Uint32Array(0);
  /** The words from address 0 on, to be read: live, and exchanged by `reset`. */
  words = this.#store;
  /** How often memory was changed; by block and by frame, how often it had been after the last change there. */
  #changes = 0;
  #changedBlocks = new Float64Array(0);
  #changedFrames = new Float64Array(0);
  /** Of the computation whose reads are noted, 0 where none is: its number, the blocks that it read, and by block the last that read it. */
  #noting = 0;
  #notings = 0;
  #noted: number[] = [];
  #notedBy = new Float64Array(0);

  /** Becomes `frames` page frames of zeros. The store is kept for the next machine and only ever grows. */
  reset(frames: number): void {
    const words = frames * PAGE_WORDS;
    if (words > this.#store.length) {
      this.#store = new Uint32Array(words);
      this.#changedBlocks = new Float64Array(words >>> BLOCK_LOG2);
      this.#changedFrames = new Float64Array(frames);
      this.#notedBy = new Float64Array(words >>> BLOCK_LOG2);
    }
    this.words = this.#store.subarray(0, words);
    this.words.fill(0);
    this.#changed(0, words);
  }

  /** Moves bytes, as REP MOVS does in ascending order on a 486, whose words have the least significant byte first. */
  copy(from: number, to: number, bytes: number): void {
    new Uint8Array(this.words.buffer, this.words.byteOffset, this.words.byteLength).copyWithin(to, from, from + bytes);
    this.#changed(to >>> 2, (to + bytes + 3) >>> 2);
  }

  /** Zeros a frame. */
  clear(frame: number): void {
    const first = frame * PAGE_WORDS;
    this.words.fill(0, first, first + PAGE_WORDS);
    this.#changed(first, first + PAGE_WORDS);
  }

  /** The word `field` words after the aligned byte address `structure`. */
  read(structure: number, field = 0): number {
    const word = (structure >>> 2) + field;
    if (this.#noting !== 0) this.#note(word >>> BLOCK_LOG2);
    return this.words[word];
  }

  write(structure: number, field: number, value: number): void {
    const word = (structure >>> 2) + field;
    if (this.words[word] === value) return;
    this.words[word] = value;
    this.#changes++;
    this.#changedBlocks[word >>> BLOCK_LOG2] = this.#changes;
    this.#changedFrames[word >>> FRAME_LOG2] = this.#changes;
  }

  /** The words from a byte address on: live. */
  span(address: number, words: number): Uint32Array {
    const first = address >>> 2;
    if (this.#noting !== 0)
      for (let block = first >>> BLOCK_LOG2; block <= (first + words - 1) >>> BLOCK_LOG2; block++) this.#note(block);
    return this.words.subarray(first, first + words);
  }

  /** All words of a frame: live. */
  frame(frame: number): Uint32Array {
    if (this.#noting !== 0) this.#noted.push(~frame);
    return this.words.subarray(frame * PAGE_WORDS, (frame + 1) * PAGE_WORDS);
  }

  /** How often memory was changed. */
  get changes(): number {
    return this.#changes;
  }

  /** By frame: how often memory had been changed after the last change there. Live. */
  get changedFrames(): Float64Array {
    return this.#changedFrames;
  }

  /** Whether nothing in the blocks was changed since memory had been changed so often. */
  isUnchanged(blocks: Blocks, since: number): boolean {
    for (const block of blocks)
      if ((block < 0 ? this.#changedFrames[~block] : this.#changedBlocks[block]) > since) return false;
    return true;
  }

  /** Computes something from memory, not in the midst of another such computation; tells which blocks were read for it. */
  noting<T>(compute: () => T): readonly [T, Blocks] {
    const noted: number[] = [];
    this.#noted = noted;
    this.#noting = ++this.#notings;
    try {
      return [compute(), noted];
    } finally {
      this.#noting = 0;
    }
  }

  #note(block: number): void {
    if (this.#notedBy[block] === this.#noting) return;
    this.#notedBy[block] = this.#noting;
    this.#noted.push(block);
  }

  /** Words `from` to `to` - 1 are no longer what they were. */
  #changed(from: number, to: number): void {
    this.#changes++;
    this.#changedBlocks.fill(this.#changes, from >>> BLOCK_LOG2, ((to - 1) >>> BLOCK_LOG2) + 1);
    this.#changedFrames.fill(this.#changes, from >>> FRAME_LOG2, ((to - 1) >>> FRAME_LOG2) + 1);
  }
}
