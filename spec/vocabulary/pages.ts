import { z } from 'zod';

/** Bytes of a page and of a frame: the 486 knows no other size (L.42). */
export const PAGE_BYTES = 4096;
/** 32-bit words of a page. */
export const PAGE_WORDS = 1024;

/** A 32-bit unsigned word. */
export const Word = z.int().min(0).max(0xffff_ffff);
/** A word; one that the specification leaves open is negative there. */
export const renderWord = (word: number): string => (word < 0 ? 'anything' : String(word));
/** The number of a virtual page within its space, 0 .. 2^20 - 1. */
export const PageNumber = z.int().min(0).max(0xf_ffff);
/** A virtual byte address of an aligned 32-bit word. */
export const Address = Word.refine((address) => address % 4 === 0, 'an address of a 32-bit word is a multiple of 4');

/** A flexpage: 2^`sizeLog2` pages that begin at page `base`, a multiple of their number. */
export const Fpage = z
  .strictObject({ base: PageNumber, sizeLog2: z.int().min(0).max(20) })
  .refine(({ base, sizeLog2 }) => base % 2 ** sizeLog2 === 0, 'the base of an fpage is a multiple of its size')
  .readonly();
export type Fpage = z.infer<typeof Fpage>;

/** Every page of a space: the receive window of a page-fault IPC. */
export const WHOLE_SPACE: Fpage = { base: 0, sizeLog2: 20 };

/** The number of the page in which an address lies. */
export const pageOf = (address: number): number => Math.floor(address / PAGE_BYTES);
/** Index of the addressed word within its page, 0 .. 1023. */
export const wordOf = (address: number): number => (address % PAGE_BYTES) / 4;

/** An fpage as reports print it: `page 3`, `pages 4..7`. */
export const renderFpage = ({ base, sizeLog2 }: Fpage): string =>
  sizeLog2 === 0 ? `page ${String(base)}` : `pages ${String(base)}..${String(base + 2 ** sizeLog2 - 1)}`;
