import { z } from 'zod';
import { Fpage, PAGE_BYTES } from '../pages.js';
import { field, flag, renderWord, within, wordWith } from './field.js';
import { decodeFpage, encodeFpage } from './fpage.js';
import { NO_PHASE, USER_LIMIT, bufferBelow } from './message-buffer.js';

/**
 * The receive descriptor of an `ipc`: whether it receives, from whom, and whereto (F:3.1).
 *
 *     word       | means
 *     0xFFFFFFFF | no receive phase
 *     otherwise  | bits  | field    | says
 *                | 31..2 | *msg / 4 | rmap = 0: address of the message buffer; 0: the two words in registers, no more
 *                |       | fpage    | rmap = 1: the receive window, its bits 31..2 as in fpage.ts; words in registers
 *                | 1     | rmap     |
 *                | 0     | open     | from anyone; 0: from the thread that the call names
 *
 * Units: the word has bytes, the vocabulary bytes for a buffer and pages for a window. The descriptor of a page-fault IPC, a window of the
 * whole space, is 0x82. The kernel of 1996 takes every descriptor from its user limit on, 3.5 GiB, for 'no receive' (F:1.2), the
 * manual 0xFFFFFFFF only: a buffer or a window that begins there is refused both ways. So is a window with s < 12, with a base that is
 * no multiple of its size, or with one of the bits 11..8.
 */
const BUFFER = field(31, 2);
const RMAP = flag(1);
const OPEN = flag(0);

const Window = Fpage.refine(
  ({ base }) => base * PAGE_BYTES < USER_LIMIT,
  `a receive window begins below ${renderWord(USER_LIMIT)}`,
);

/** A receive descriptor. */
export const ReceiveDescriptor = z.union([
  z.literal('none'),
  z
    .strictObject({
      into: z.union([
        z.literal('registers'),
        z.strictObject({ buffer: bufferBelow(USER_LIMIT) }).readonly(),
        z.strictObject({ window: Window }).readonly(),
      ]),
      open: z.boolean(),
    })
    .readonly(),
]);
/** A receive descriptor. */
export type ReceiveDescriptor = z.infer<typeof ReceiveDescriptor>;

/** The word, or words, of a receive descriptor; throws a RangeError where there is none. */
export const encodeReceiveDescriptor = (descriptor: ReceiveDescriptor): number => {
  within('receive descriptor', ReceiveDescriptor, descriptor);
  if (descriptor === 'none') return NO_PHASE;
  const { into, open } = descriptor;
  if (into === 'registers') return OPEN.put(open);
  if ('buffer' in into) return into.buffer + OPEN.put(open);
  return encodeFpage({ fpage: into.window, write: false, grant: false }) + RMAP.put(true) + OPEN.put(open);
};

/** What a word says as a receive descriptor; throws a RangeError where it is none. */
export const decodeReceiveDescriptor = (word: number): ReceiveDescriptor => {
  wordWith('receive descriptor', word, []);
  if (word === NO_PHASE) return 'none';
  const buffer = BUFFER.put(BUFFER.take(word));
  const into = RMAP.take(word) ? { window: decodeFpage(buffer).fpage } : buffer === 0 ? 'registers' : { buffer };
  return within('receive descriptor', ReceiveDescriptor, { into, open: OPEN.take(word) });
};
