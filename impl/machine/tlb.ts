import type { TlbEntry } from '../../spec/vocabulary/index.js';
import { FRAME, USER, WRITE, type Translation } from './paging.js';

const SETS = 8;
const WAYS = 4;
const VALID = 1;

const setOf = (address: number): number => (address >>> 12) % SETS;
const tagOf = (address: number): number => ((address & FRAME) | VALID) >>> 0;

/**
 * The translation lookaside buffer of the 486 (F:4): 32 entries in 8 sets of 4, the set chosen by bits 14..12 of the
 * linear address. It keeps what a walk found and never looks at the tables again: until a load of CR3, INVLPG or
 * replacement, an entry is used even after its page table entry has changed.
 */
export class Tlb {
  /** By set and way: the linear page and VALID. The 486 leaves out of its tag the bits that choose the set. */
  readonly #tags = new Uint32Array(SETS * WAYS);
  readonly #translations = new Uint32Array(SETS * WAYS);
  /**
   * Three bits a set, a tree that remembers the pair used last (bit 0) and within each pair the way used last (bits 1
   * and 2): 1 for ways 0 and 1, for way 0, for way 2. Replacement goes where the bits do not point: pseudo-LRU.
   */
  readonly #recent = new Uint8Array(SETS);

  /** The cached translation, or 0. */
  lookup(address: number): Translation {
    const slot = this.#find(address);
    if (slot < 0) return 0;
    this.#touch(slot);
    return this.#translations[slot];
  }

  /**
   * Caches what a walk found, in place of what was cached of the page, in an empty way, or in the one not used for
   * long.
   */
  insert(address: number, translation: Translation): void {
    const cached = this.#find(address);
    const slot = cached < 0 ? this.#victim(setOf(address)) : cached;
    this.#tags[slot] = tagOf(address);
    this.#translations[slot] = translation;
    this.#touch(slot);
  }

  /** INVLPG. */
  invalidate(address: number): void {
    const slot = this.#find(address);
    if (slot >= 0) this.#tags[slot] = 0;
  }

  /** What a load of CR3 does: the plain 486 has no global pages and no ids of spaces (F:4). */
  flush(): void {
    this.#tags.fill(0);
    this.#recent.fill(0);
  }

  /** The valid entries, by set and way. */
  entries(): readonly TlbEntry[] {
    const entries: TlbEntry[] = [];
    for (let slot = 0; slot < SETS * WAYS; slot++) {
      if (this.#tags[slot] === 0) continue;
      const translation = this.#translations[slot];
      const page = this.#tags[slot] >>> 12;
      entries.push({
        page,
        frame: translation >>> 12,
        write: (translation & WRITE) !== 0,
        user: (translation & USER) !== 0,
      });
    }
    return entries;
  }

  #find(address: number): number {
    const first = setOf(address) * WAYS;
    const tag = tagOf(address);
    for (let slot = first; slot < first + WAYS; slot++) if (this.#tags[slot] === tag) return slot;
    return -1;
  }

  #victim(set: number): number {
    const first = set * WAYS;
    for (let slot = first; slot < first + WAYS; slot++) if (this.#tags[slot] === 0) return slot;
    const recent = this.#recent[set];
    if ((recent & 1) === 0) return first + ((recent & 2) === 0 ? 0 : 1);
    return first + ((recent & 4) === 0 ? 2 : 3);
  }

  #touch(slot: number): void {
    const set = Math.floor(slot / WAYS);
    const recent = this.#recent[set];
    switch (slot % WAYS) {
      case 0:
        this.#recent[set] = recent | 1 | 2;
        return;
      case 1:
        this.#recent[set] = (recent | 1) & ~2;
        return;
      case 2:
        this.#recent[set] = (recent & ~1) | 4;
        return;
      default:
        this.#recent[set] = recent & ~1 & ~4;
    }
  }
}
