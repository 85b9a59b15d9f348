import { PAGE_WORDS } from '../../spec/vocabulary/index.js';

/**
 * Physical memory: 32-bit words behind byte addresses. A structure in memory is named by the address of its first word,
 * and its fields by their number, as a 486 names them by a base register and a displacement.
 */
export class PhysicalMemory {
  #store = new Uint32Array(0);
  /** The words from address 0 on: live, and exchanged by `reset`. */
  words = this.#store;

  /** Becomes `frames` page frames of zeros. The store is kept for the next machine and only ever grows. */
  reset(frames: number): void {
    const words = frames * PAGE_WORDS;
    if (words > this.#store.length) this.#store = new Uint32Array(words);
    this.words = this.#store.subarray(0, words);
    this.words.fill(0);
  }

  /** Moves bytes, as REP MOVS does in ascending order on a 486, whose words have the least significant byte first. */
  copy(from: number, to: number, bytes: number): void {
    new Uint8Array(this.words.buffer, this.words.byteOffset, this.words.byteLength).copyWithin(to, from, from + bytes);
  }

  /** The word `field` words after the aligned byte address `structure`. */
  read(structure: number, field = 0): number {
    return this.words[(structure >>> 2) + field];
  }

  write(structure: number, field: number, value: number): void {
    this.words[(structure >>> 2) + field] = value;
  }
}
