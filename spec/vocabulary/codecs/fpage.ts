import { z } from 'zod';
import { Fpage } from '../pages.js';
import { field, flag, within, wordWith } from './field.js';

/**
 * An fpage in one word: what `fpage_unmap` takes, what a receive window is, and the second word of a send fpage (F:3.1).
 *
 *     bits   | field | says
 *     31..12 | base  | address of the first byte / 4096, a multiple of the fpage's pages
 *     11..8  | 0     |
 *     7..2   | s     | the fpage has 2^s bytes, 12 <= s <= 32; the whole space is base 0, s = 32
 *     1      | w     | write: the receiver may write, as far as the sender may
 *     0      | g     | grant: the sender does not retain the pages
 *
 * Units: the word has bytes, the vocabulary pages, so that s = sizeLog2 + 12. An s below 12 is a page smaller than a page: it is
 * no fpage of this vocabulary and refused here, while in `fpage_unmap` it does nothing (F:3.4) and in a message, as the word 0 in
 * particular, it ends the send fpages (F:3.3). A base that is no multiple of 2^s is refused too. An I/O fpage, base 0xF0000 and above
 * with s <= 16, looks like one of memory: I/O fpages are no part of the vocabulary, and here they are memory.
 */
const BASE = field(31, 12);
const RESERVED = field(11, 8);
const SIZE = field(7, 2);
const WRITE = flag(1);
const GRANT = flag(0);

/** log2 of the bytes of a page. */
const PAGE_LOG2 = 12;

/** An fpage with the two bits beside it; where they mean nothing, both are false. */
export const MarkedFpage = z.strictObject({ fpage: Fpage, write: z.boolean(), grant: z.boolean() }).readonly();
export type MarkedFpage = z.infer<typeof MarkedFpage>;

/** The word, or words, of an fpage; throws a RangeError where there is none. */
export const encodeFpage = (marked: MarkedFpage): number => {
  const { fpage, write, grant } = within('fpage', MarkedFpage, marked);
  return BASE.put(fpage.base) + SIZE.put(fpage.sizeLog2 + PAGE_LOG2) + WRITE.put(write) + GRANT.put(grant);
};

/** What a word says as an fpage; throws a RangeError where it is none. */
export const decodeFpage = (word: number): MarkedFpage => {
  wordWith('fpage', word, [RESERVED]);
  const fpage = { base: BASE.take(word), sizeLog2: SIZE.take(word) - PAGE_LOG2 };
  return within('fpage', MarkedFpage, { fpage, write: WRITE.take(word), grant: GRANT.take(word) });
};
