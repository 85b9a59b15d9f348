import { z } from 'zod';
import { ConditionCode, decodeConditionCode, encodeConditionCode } from './condition-code.js';
import { field, within, wordWith } from './field.js';

/**
 * A message dope: how long a message is, or may be (F:3.1). `ipc` returns one, of the message received; two stand in a message
 * buffer: at +4 the size of the buffer, at +8 that of the message sent.
 *
 *     bits   | field   | says
 *     31..13 | dwords  | 32-bit words, the two in registers among them
 *     12..8  | strings | strings, at most 31
 *     7..0   | cc      | the condition code, as in condition-code.ts
 *
 * Unit: words of 32 bits. The lecture's 255 strings (L.46) are 31 on this interface (F:A16). In a buffer the cc means nothing:
 * the dope that `ipc` returned may be stored there as it is; `inBuffer` is what a fresh one has. Every word is a dope.
 */
const DWORDS = field(31, 13);
const STRINGS = field(12, 8);
const CC = field(7, 0);

/** How many words and strings a message has, or a buffer has room for, and how the `ipc` went. */
export const MessageDope = z
  .strictObject({ words: DWORDS.values, strings: STRINGS.values, conditionCode: ConditionCode })
  .readonly();
export type MessageDope = z.infer<typeof MessageDope>;

/** The condition code of a dope that no `ipc` has returned: all zero. */
export const inBuffer: ConditionCode = decodeConditionCode(0);

/** The word, or words, of a message dope; throws a RangeError where there is none. */
export const encodeMessageDope = (dope: MessageDope): number => {
  const { words, strings, conditionCode } = within('message dope', MessageDope, dope);
  return DWORDS.put(words) + STRINGS.put(strings) + CC.put(encodeConditionCode(conditionCode));
};

/** What a word says as a message dope; throws a RangeError where it is none. */
export const decodeMessageDope = (word: number): MessageDope => {
  wordWith('message dope', word, []);
  return {
    words: DWORDS.take(word),
    strings: STRINGS.take(word),
    conditionCode: decodeConditionCode(CC.take(word)),
  };
};
