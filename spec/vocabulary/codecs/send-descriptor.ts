import { z } from 'zod';
import { field, flag, within, wordWith } from './field.js';
import { NO_PHASE, USER_LIMIT, bufferBelow } from './message-buffer.js';

/**
 * The send descriptor of an `ipc`: whether it sends, and whence the message comes (F:3.1).
 *
 *     word       | means
 *     0xFFFFFFFF | no send phase
 *     otherwise  | bits  | field    | says
 *                | 31..2 | *msg / 4 | address of the message buffer; 0: the two words in registers are the message
 *                | 1     | map      | the words are send fpages, as in send-fpage.ts
 *                | 0     | deceit   | a chief sends in the name of another
 *
 * Unit: bytes, a multiple of 4, not 0. The manual shows `map` only beside a buffer; the kernel of 1996, and every pager, has it beside
 * registers too: descriptor 2. That kernel takes every descriptor from 4 MiB below its user limit, 3.5 GiB, for 'no send' (F:1.2), the
 * manual 0xFFFFFFFF only: a buffer there is refused both ways.
 */
const BUFFER = field(31, 2);
const MAP = flag(1);
const DECEIT = flag(0);

const SEND_LIMIT = USER_LIMIT - 4 * 1024 * 1024;

/** A send descriptor. */
export const SendDescriptor = z.union([
  z.literal('none'),
  z
    .strictObject({
      from: z.union([z.literal('registers'), z.strictObject({ buffer: bufferBelow(SEND_LIMIT) }).readonly()]),
      map: z.boolean(),
      deceit: z.boolean(),
    })
    .readonly(),
]);
/** A send descriptor. */
export type SendDescriptor = z.infer<typeof SendDescriptor>;

/** The word, or words, of a send descriptor; throws a RangeError where there is none. */
export const encodeSendDescriptor = (descriptor: SendDescriptor): number => {
  within('send descriptor', SendDescriptor, descriptor);
  if (descriptor === 'none') return NO_PHASE;
  const { from, map, deceit } = descriptor;
  return (from === 'registers' ? 0 : from.buffer) + MAP.put(map) + DECEIT.put(deceit);
};

/** What a word says as a send descriptor; throws a RangeError where it is none. */
export const decodeSendDescriptor = (word: number): SendDescriptor => {
  wordWith('send descriptor', word, []);
  if (word === NO_PHASE) return 'none';
  const buffer = BUFFER.put(BUFFER.take(word));
  return within('send descriptor', SendDescriptor, {
    from: buffer === 0 ? 'registers' : { buffer },
    map: MAP.take(word),
    deceit: DECEIT.take(word),
  });
};
