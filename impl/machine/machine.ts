import type { During } from '../../spec/vocabulary/index.js';
import { PhysicalMemory } from './memory.js';
import {
  DIRTY,
  FRAME,
  PROTECTION,
  USER,
  WRITE,
  walk,
  type Access,
  type PageFault,
  type Translation,
} from './paging.js';
import { Tlb } from './tlb.js';

/** What the machine has done since power-on, by what costs time on a 486: for the ledger, and for nothing that decides. */
export interface Counts {
  /** Walks of the page tables: TLB misses, and first stores to pages whose entry is cached clean. */
  tlbMisses: number;
  /** Loads of CR3. */
  spaces: number;
  /** Copies in kernel mode, and their bytes. */
  copies: number;
  copiedBytes: number;
  /** Words of directories and page tables that were filled, and that were cleared. */
  entriesSet: number;
  entriesCleared: number;
}
export const noCounts = (): Counts => ({
  tlbMisses: 0,
  spaces: 0,
  copies: 0,
  copiedBytes: 0,
  entriesSet: 0,
  entriesCleared: 0,
});

/**
 * The 486 as far as a kernel of address spaces and short messages needs it: memory, paging unit, CR2 and CR3 (L.42).
 */
export class Machine {
  readonly memory = new PhysicalMemory();
  readonly tlb = new Tlb();
  counts = noCounts();
  #cr2 = 0;
  #cr3 = 0;

  /** A machine with `frames` frames of zeros, as after power-on. */
  reset(frames: number): void {
    this.memory.reset(frames);
    this.#cr2 = 0;
    this.armed = null;
    this.loadCr3(0);
    this.counts = noCounts();
  }

  /** Linear address of the last page fault. */
  get cr2(): number {
    return this.#cr2;
  }

  /** Physical address of the page directory in use. */
  get cr3(): number {
    return this.#cr3;
  }

  /** MOV CR3: another space, and an empty TLB (L.42). */
  loadCr3(directory: number): void {
    this.#cr3 = directory;
    this.tlb.flush();
    this.counts.spaces++;
  }

  /** Stores a word of a page directory or page table. The TLB does not look at it (F:4). */
  storeEntry(table: number, index: number, entry: number): void {
    this.memory.write(table, index, entry);
    if (entry === 0) this.counts.entriesCleared++;
    else this.counts.entriesSet++;
  }

  /** INVLPG: the next access to the page walks the tables again. */
  invalidatePage(address: number): void {
    this.tlb.invalidate(address);
  }

  /** Loads the word at the aligned linear address in user mode. */
  userLoad(address: number): number | PageFault {
    const translation = this.#translate(address, USER);
    return typeof translation === 'number' ? this.memory.read(physical(translation, address)) : translation;
  }

  /** Stores in user mode. Returns the value stored. */
  userStore(address: number, value: number): number | PageFault {
    const translation = this.#translate(address, USER | WRITE);
    if (typeof translation !== 'number') return translation;
    this.memory.write(physical(translation, address), 0, value);
    return value;
  }

  /**
   * Moves bytes in kernel mode, none of them past the end of a page on either side. The fault, if there is one, is of the
   * source, or of the target if it was a write.
   */
  copy(from: number, to: number, bytes: number): PageFault | null {
    const source = this.#translate(from, 0);
    if (typeof source !== 'number') return source;
    const target = this.#translate(to, WRITE);
    if (typeof target !== 'number') return target;
    this.memory.copy(physical(source, from), physical(target, to), bytes);
    this.counts.copies++;
    this.counts.copiedBytes += bytes;
    return null;
  }

  /** An access in kernel mode of which only the translation matters: TLB, and if need be the tables. */
  touch(address: number, access: Access): PageFault | null {
    const translation = this.#translate(address, access);
    return typeof translation === 'number' ? null : translation;
  }

  /** What is to interrupt the machine in the middle of a copy: the environment's, not the kernel's. */
  armed: During | null = null;

  /**
   * TLB, then walk. A cached entry without the right faults as it is, stale or not; a cached entry that is clean is
   * walked again on the first store, for the dirty bit is set in the page table (F:4).
   */
  #translate(address: number, access: Access): Translation | PageFault {
    const cached = this.tlb.lookup(address);
    if (cached !== 0) {
      if ((access & ~cached) !== 0) return this.#raise({ code: access | PROTECTION, address });
      if ((access & WRITE) === 0 || (cached & DIRTY) !== 0) return cached;
    }
    this.counts.tlbMisses++;
    const walked = walk(this.memory, this.#cr3, address, access);
    if (typeof walked !== 'number') return this.#raise(walked);
    this.tlb.insert(address, walked);
    return walked;
  }

  #raise(fault: PageFault): PageFault {
    this.#cr2 = fault.address;
    return fault;
  }
}

const physical = (translation: Translation, address: number): number =>
  ((translation & FRAME) | (address & 0xfff)) >>> 0;
