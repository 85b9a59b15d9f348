import type { Fpage, Item } from '../../spec/vocabulary/index.js';

/**
 * An fpage in a word, as L4 lays it out (F:3.1): first page in bits 31..12, log2 of its bytes in bits 7..2, bit 1 to
 * write, bit 0 to grant. It is never 0, for no fpage is smaller than a page.
 */
export type FpageWord = number;

const SIZE_SHIFT = 2;
const PAGE_BYTES_LOG2 = 12;
export const MAY_WRITE = 2;
export const GRANT = 1;

export const encodeFpage = ({ base, sizeLog2 }: Fpage): FpageWord =>
  ((base << 12) | ((sizeLog2 + PAGE_BYTES_LOG2) << SIZE_SHIFT)) >>> 0;

/** The second word of an item; the first is its offset. */
export const encodeItem = ({ kind, fpage, write }: Item): FpageWord =>
  (encodeFpage(fpage) | (write ? MAY_WRITE : 0) | (kind === 'grant' ? GRANT : 0)) >>> 0;

/** The number of the first page. */
export const firstPage = (fpage: FpageWord): number => fpage >>> 12;

/** How many pages, a power of two. */
export const pageCount = (fpage: FpageWord): number => 1 << (((fpage >>> SIZE_SHIFT) & 63) - PAGE_BYTES_LOG2);
