import type { HardwareView } from '../../vocabulary/index.js';

// The two-level walk of a 486 (L.51), written apart from any machine that a kernel runs on.

const PRESENT = 1;
const WRITE = 2;
const USER = 4;
/** Words of a directory, and of a page table. */
export const ENTRIES = 1024;

export const frameIn = (entry: number): number => entry >>> 12;
export const isPresent = (entry: number): boolean => (entry & PRESENT) !== 0;
export const mayWrite = (entry: number): boolean => (entry & WRITE) !== 0;
export const letsUserIn = (entry: number): boolean => (entry & USER) !== 0;

/** A word of the directory or page table that lies at the physical address. */
export const entryAt = ({ memory }: HardwareView, address: number, index: number): number =>
  memory[address / 4 + index] ?? 0;

/**
 * The indexes of the present entries of the directory or page table at a physical address, ascending. Tables are mostly empty: four words at a time are
 * passed over.
 */
export const presentEntries = ({ memory }: HardwareView, address: number): readonly number[] => {
  const first = address / 4;
  const present: number[] = [];
  for (let index = 0; index < ENTRIES; index += 4) {
    const at = first + index;
    if (((memory[at] | memory[at + 1] | memory[at + 2] | memory[at + 3]) & PRESENT) === 0) continue;
    for (let i = 0; i < 4; i++) if (isPresent(memory[at + i] ?? 0)) present.push(index + i);
  }
  return present;
};

/** What a walk from a directory finds for a linear page: the entry of its table, with the rights that both levels give; or 0. */
export const walk = (hardware: HardwareView, directory: number, page: number): number => {
  const upper = entryAt(hardware, directory, Math.floor(page / ENTRIES));
  if (!isPresent(upper)) return 0;
  const lower = entryAt(hardware, frameIn(upper) * 4096, page % ENTRIES);
  return isPresent(lower) ? lower & (upper | ~(WRITE | USER)) : 0;
};

/** Index of the first directory word of the kernel half. */
export const kernelEntry = ({ kernelBase }: HardwareView): number => kernelBase / 4096 / ENTRIES;
