import type { Blocks, PhysicalMemory } from '../machine/memory.js';

/** What was computed last, from what, and from which blocks as they were when memory had been changed so often. */
interface Last<T, From> {
  readonly value: T;
  readonly from: From;
  readonly blocks: Blocks;
  readonly since: number;
}

/** Something computed from memory alone, and from what is handed in. It stands until a block that was read for it changes; then it is computed anew. */
export class Standing<T, From = null> {
  readonly #memory: PhysicalMemory;
  readonly #compute: (from: From, last: T | null) => T;
  #last: Last<T, From> | null = null;

  /** `compute` is handed what it returned last, too: where that is still right it may return it again, and what is computed from it stands. */
  constructor(memory: PhysicalMemory, compute: (from: From, last: T | null) => T) {
    this.#memory = memory;
    this.#compute = compute;
  }

  /** Throws what the computation throws. */
  of(from: From): T {
    const last = this.#last;
    if (last !== null && last.from === from && this.#memory.isUnchanged(last.blocks, last.since)) return last.value;
    const since = this.#memory.changes;
    const [value, blocks] = this.#memory.noting(() => this.#compute(from, last === null ? null : last.value));
    this.#last = { value, from, blocks, since };
    return value;
  }
}
