import { z } from 'zod';
import { StringPiece } from './codecs/string-dope.js';
import { Address, Word } from './pages.js';

/** At most so many pieces of strings travel in one message: the interface has 5 bits for their number, the lecture says 255 (F:A16). */
export const MAX_STRINGS = 31;
/** At most so many words of a message lie in memory: the interface has 19 bits for their number, and two are in registers (F:3.1). */
export const MAX_BUFFER_WORDS = 2 ** 19 - 3;

/** Below the end of the address space, which is 2^32 bytes. */
const BYTES_OF_A_SPACE = 2 ** 32;

/** Words of a message buffer: so many, from an aligned address on. Unit: words of 32 bits. */
export const WordBuffer = z
  .strictObject({ address: Address, words: z.int().min(1).max(MAX_BUFFER_WORDS) })
  .refine(({ address, words }) => address + 4 * words <= BYTES_OF_A_SPACE, 'a buffer lies below 2^32')
  .readonly();
export type WordBuffer = z.infer<typeof WordBuffer>;

/**
 * A string of a message, or a buffer for one: so many bytes, from any address on. A piece that `continues` belongs to the same string as the
 * piece before it: gather at the sender, scatter at the receiver (L.46). Unit: bytes.
 */
export const Piece = z
  .strictObject({
    address: Word,
    bytes: StringPiece.unwrap().shape.bytes,
    continues: z.literal(true).optional(),
  })
  .refine(({ address, bytes }) => address + bytes <= BYTES_OF_A_SPACE, 'a string lies below 2^32')
  .readonly();
export type Piece = z.infer<typeof Piece>;

/** Strings of a message, in the order in which they are gathered or filled. */
export const Strings = z.array(Piece).max(MAX_STRINGS).readonly();

/** A message buffer as reports print it. */
export const renderBuffer = ({ address, words }: WordBuffer): string =>
  `${String(words)} ${words === 1 ? 'word' : 'words'} at ${String(address)}`;
/** Strings as reports print them. */
export const renderStrings = (strings: readonly Piece[]): string =>
  strings
    .map(
      ({ address, bytes, continues }) =>
        `${continues ? '+ ' : ''}${String(bytes)} ${bytes === 1 ? 'byte' : 'bytes'} at ${String(address)}`,
    )
    .join(', ');
