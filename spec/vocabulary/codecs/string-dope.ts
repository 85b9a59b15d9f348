import { z } from 'zod';
import { Word } from '../pages.js';
import { field, flag, within, wordWith } from './field.js';

/**
 * A string dope: the string that a message sends and the buffer that it receives into, four words of a message buffer (F:3.1).
 *
 *     word | bits   | field | says
 *     0    | 31     | c     | this piece continues the string of the dope before it: gather (L.46)
 *     0    | 30..23 | 0     |
 *     0    | 22..0  | size  | bytes to be sent, at most 4 MiB
 *     1    | 31..0  |       | address of the first byte to be sent
 *     2    |        |       | as word 0, for the buffer: scatter, and the bytes that it has room for
 *     3    | 31..0  |       | address of the first byte of the buffer
 *
 * Unit: bytes; addresses need not be aligned. The dopes stand behind as many words as the SIZE dope of the message buffer says
 * (its words, not its strings: F:E4). A size above 4 MiB would not fit the window of the copy (L.52) and is refused both ways. The
 * bit c came in 1999: the kernel of 1996 has strings of one piece, so that for it `continues` must be false.
 */
export type StringDopeWords = readonly [
  sendSize: number,
  sendAddress: number,
  receiveSize: number,
  receiveAddress: number,
];

const CONTINUES = flag(31);
const RESERVED = field(30, 23);
const SIZE = field(22, 0);

/** The longest string, in bytes. */
export const MAX_STRING_BYTES = 4 * 1024 * 1024;

/** A piece of memory that is sent from, or received into. */
export const StringPiece = z
  .strictObject({ bytes: z.int().min(0).max(MAX_STRING_BYTES), address: Word, continues: z.boolean() })
  .readonly();
export type StringPiece = z.infer<typeof StringPiece>;

/** A string dope. */
export const StringDope = z.strictObject({ send: StringPiece, receive: StringPiece }).readonly();
/** A string dope. */
export type StringDope = z.infer<typeof StringDope>;

const encodePiece = ({ bytes, address, continues }: StringPiece): readonly [size: number, address: number] => [
  CONTINUES.put(continues) + SIZE.put(bytes),
  address,
];

const decodePiece = (size: number, address: number): StringPiece => {
  wordWith('string size', size, [RESERVED]);
  return { bytes: SIZE.take(size), address, continues: CONTINUES.take(size) };
};

/** The word, or words, of a string dope; throws a RangeError where there is none. */
export const encodeStringDope = (dope: StringDope): StringDopeWords => {
  const { send, receive } = within('string dope', StringDope, dope);
  return [...encodePiece(send), ...encodePiece(receive)];
};

/** What a word says as a string dope; throws a RangeError where it is none. */
export const decodeStringDope = ([sendSize, sendAddress, receiveSize, receiveAddress]: StringDopeWords): StringDope =>
  within('string dope', StringDope, {
    send: decodePiece(sendSize, sendAddress),
    receive: decodePiece(receiveSize, receiveAddress),
  });
