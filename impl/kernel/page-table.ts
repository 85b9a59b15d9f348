import { PAGE_BYTES, PAGE_WORDS } from '../../spec/vocabulary/index.js';
import { ACCESSED, FRAME, PRESENT, USER, WRITE } from '../machine/paging.js';
import { takeFrame } from './frame-table.js';
import type { Nucleus } from './nucleus.js';
import { directoryOf } from './task-table.js';

/** User space is 0 to 3 GiB; above lies the kernel half. */
export const KERNEL_BASE = 0xc000_0000;
const KERNEL_ENTRY = KERNEL_BASE / PAGE_BYTES / PAGE_WORDS;

/**
 * The user half of every space has at most 1024 pages: its one page table hangs from the first word of the directory.
 * Returns its physical address, or 0.
 */
export const tableOf = (k: Nucleus, task: number): number => (k.memory.read(directoryOf(k, task)) & FRAME) >>> 0;

/** The page table entry of a user page, 0 where there is none. */
export const entryOf = (k: Nucleus, task: number, page: number): number => {
  const table = tableOf(k, task);
  return table === 0 ? 0 : k.memory.read(table, page);
};

/** Fills an entry that was not present. The TLB keeps what is present only, so it has nothing to forget. */
export const fillEntry = (k: Nucleus, task: number, page: number, entry: number): void => {
  if (tableOf(k, task) === 0)
    k.machine.storeEntry(directoryOf(k, task), 0, takeFrame(k, 'table') | PRESENT | WRITE | USER);
  k.machine.storeEntry(tableOf(k, task), page, entry);
};

/**
 * Changes an entry that was present. Of another space the TLB holds nothing: CR3 is loaded before that space runs. Of
 * the space in CR3 it may hold the old entry, and would use it on (B6 of F:6.1).
 */
export const changeEntry = (k: Nucleus, task: number, page: number, entry: number): void => {
  k.machine.storeEntry(tableOf(k, task), page, entry);
  if (directoryOf(k, task) === k.machine.cr3) k.machine.invalidatePage(page * PAGE_BYTES);
};

/**
 * Maps the kernel's memory behind `KERNEL_BASE`, for the supervisor alone: once, in page tables that all spaces share.
 */
export const buildKernelTables = ({ memory, config, layout }: Nucleus): void => {
  const tables = layout.kernelTables.first * PAGE_BYTES;
  for (let frame = config.frames; frame < layout.frames; frame++)
    memory.write(tables, frame, (frame * PAGE_BYTES) | PRESENT | WRITE);
};

/**
 * Enters the page tables of the kernel half into a directory: the same words in all of them, which no walk changes, for
 * they are accessed already.
 */
export const enterKernelHalf = ({ memory, layout }: Nucleus, directory: number): void => {
  const { first, count } = layout.kernelTables;
  for (let i = 0; i < count; i++)
    memory.write(directory, KERNEL_ENTRY + i, ((first + i) * PAGE_BYTES) | PRESENT | WRITE | ACCESSED);
};
