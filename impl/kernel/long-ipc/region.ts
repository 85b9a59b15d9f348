/**
 * The IPC region (L.50-57): two words of the sender's directory, and so 8 MiB, through which the kernel sees the space of
 * the receiver while it copies. The policy `sound`: the words are zero whenever no copy is under way, and before anybody
 * could use what the TLB has of an earlier one, it is flushed; the lecture's, to flush between spaces alone, is not
 * enough for two threads of one space (F:A18).
 */
import { ACCESSED, PRESENT, USER } from '../../machine/paging.js';
import type { Nucleus } from '../nucleus.js';
import { KERNEL_BASE } from '../page-table.js';
import { Variable } from '../variables.js';

const ENTRY_LOG2 = 22;
const ENTRY = 1022;
/** Where the region begins: the last 8 MiB of every space. */
export const REGION_BASE = ENTRY * 2 ** ENTRY_LOG2;
const KERNEL_ENTRY = KERNEL_BASE / 2 ** ENTRY_LOG2;

const isCached = ({ memory, layout }: Nucleus): boolean => memory.read(layout.variables, Variable.regionCached) !== 0;
const setCached = ({ memory, layout }: Nucleus, cached: boolean): void =>
  memory.write(layout.variables, Variable.regionCached, cached ? 1 : 0);

/** Another space, or the same one with an empty TLB: nothing of the region is cached any more. */
export const loadSpace = (k: Nucleus, directory: number): void => {
  k.machine.loadCr3(directory);
  setCached(k, false);
};

/**
 * What the TLB has of the region goes, if anything: before user code runs, and before the region shows other words. The
 * lecture leaves it to the next switch of spaces.
 */
export const cleanRegion = (k: Nucleus): void => {
  if (k.policy.tlb === 'sound' && isCached(k)) loadSpace(k, k.machine.cr3);
};

/**
 * Lets the running space, through its region, into the 8 MiB of another directory in which the address lies, for the
 * kernel alone. A word of a kernel half is never copied (B14 of F:6.2). Returns the linear address in the region.
 */
export const openRegion = (k: Nucleus, other: number, address: number): number => {
  const { memory, machine } = k;
  const first = address >>> ENTRY_LOG2;
  const words = [first, first + 1].map((index) => {
    const word = index < KERNEL_ENTRY ? memory.read(other, index) : 0;
    return (word & PRESENT) === 0 ? 0 : (word & ~(USER | ACCESSED)) >>> 0;
  });
  const isOpen = words.every((word, i) => (memory.read(machine.cr3, ENTRY + i) & ~ACCESSED) >>> 0 === word);
  if (!isOpen) {
    cleanRegion(k);
    for (const [i, word] of words.entries()) machine.storeEntry(machine.cr3, ENTRY + i, word);
    setCached(k, true);
  }
  return REGION_BASE + (address & (2 ** ENTRY_LOG2 - 1));
};

/** The space of this directory sees no other. */
export const closeRegion = ({ machine }: Nucleus, directory: number): void => {
  machine.storeEntry(directory, ENTRY, 0);
  machine.storeEntry(directory, ENTRY + 1, 0);
};
