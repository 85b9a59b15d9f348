import { Item } from '../message.js';
import { field, within, wordWith } from './field.js';
import { decodeFpage, encodeFpage } from './fpage.js';

/**
 * A send fpage: an item of a message, two of its words (F:3.1). The receiver gets them as data too, and so learns what it
 * was given (F:3.3).
 *
 *     word | bits   | field    | says
 *     0    | 31..12 | snd base | the hot spot / 4096
 *     0    | 11..0  | ignored  | the hot spot within its page
 *     1    | 31..0  | fpage    | the pages, w (write) and g (grant), as in fpage.ts
 *
 * Units: the word has bytes, the vocabulary pages. Pagers answer with the fault address itself as hot spot; only bits between the
 * sizes of item and window count (F:3.3), and both are at least 12, so that bits 11..0 are dropped and encoded as zero.
 */
export type SendFpageWords = readonly [sendBase: number, fpage: number];

const HOT_SPOT = field(31, 12);

/** The words of an item; throws a RangeError where there is none. */
export const encodeSendFpage = (item: Item): SendFpageWords => {
  const { kind, fpage, offset, write } = within('send fpage', Item, item);
  return [HOT_SPOT.put(offset), encodeFpage({ fpage, write, grant: kind === 'grant' })];
};

/** A second word that is no fpage, 0 in particular, is refused: it ends the send fpages of a message and is none. */
export const decodeSendFpage = ([sendBase, word]: SendFpageWords): Item => {
  wordWith('send base', sendBase, []);
  const { fpage, write, grant } = decodeFpage(word);
  return { kind: grant ? 'grant' : 'map', fpage, offset: HOT_SPOT.take(sendBase), write };
};
