import type { PhysicalMemory } from './memory.js';

/**
 * The bits of a page directory entry and of a page table entry (F:4). The bits 31..12 are the address of the frame: of
 * a page table in the one, of a page in the other.
 */
export const PRESENT = 1;
export const WRITE = 2;
export const USER = 4;
export const ACCESSED = 32;
export const DIRTY = 64;
export const FRAME = 0xffff_f000;

/**
 * What an access needs: `WRITE` for a store, `USER` in user mode. The code of a fault has the same bits in the same
 * places, and bit 0 tells a page that is there but protected from one that is not present (F:4).
 */
export type Access = number;
export const PROTECTION = 1;

/** Exception 14: what the processor pushes, and what it leaves in CR2. */
export interface PageFault {
  readonly code: number;
  readonly address: number;
}

/** A walk in one word: the frame, the effective `WRITE` and `USER`, `DIRTY` if a store has set it. Never 0. */
export type Translation = number;

/**
 * The walk of page directory and page table (L.51). A right holds only where both levels give it, and CR0.WP is 1: no
 * mode may write a read-only page (F:4). The accessed and dirty bits are set on the way, and only where the access
 * succeeds.
 */
export const walk = (
  memory: PhysicalMemory,
  directory: number,
  address: number,
  access: Access,
): Translation | PageFault => {
  const upper = address >>> 22;
  const directoryEntry = memory.read(directory, upper);
  if ((directoryEntry & PRESENT) === 0) return { code: access, address };
  const table = (directoryEntry & FRAME) >>> 0;
  const lower = (address >>> 12) & 1023;
  const tableEntry = memory.read(table, lower);
  if ((tableEntry & PRESENT) === 0) return { code: access, address };
  const rights = directoryEntry & tableEntry & (WRITE | USER);
  if ((access & ~rights) !== 0) return { code: access | PROTECTION, address };
  const dirty = (access & WRITE) === 0 ? tableEntry & DIRTY : DIRTY;
  memory.write(directory, upper, directoryEntry | ACCESSED);
  memory.write(table, lower, tableEntry | ACCESSED | dirty);
  return ((tableEntry & FRAME) | rights | dirty | PRESENT) >>> 0;
};
