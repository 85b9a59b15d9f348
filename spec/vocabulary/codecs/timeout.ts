import { z } from 'zod';
import { field, within } from './field.js';

/**
 * A timeout of the 1996 interface: a mantissa m and an exponent e, which the words of `ipc` and `thread_schedule` keep apart
 * (F:3.1, the manual's 2.2.4).
 *
 *     field | bits | e = 0  | e > 0, m = 0 | otherwise
 *     m     |    8 | never  | 0            | m * 4^(15-e) us, from 1 us (e = 15, m = 1)
 *     e     |    4 | any m  |              | to 68 451.041 28 s (e = 1, m = 255), 19 hours
 *
 * Unit: microseconds, the interface's own, for which every value is a whole number. The suite's milliseconds are
 * `timeoutMs * 1000`. A kernel may round further: that of 1996 counts 1024 us as one millisecond (F:1.3, F:A12).
 *
 * The manual wants bit 7 of m set unless m = 0, and in the same breath offers 1 us: with a base of 4 that cannot be, and would
 * leave holes (nothing between 255 and 512 us). What is encoded here is the finest unit that reaches: bit 7 or 6 is set
 * for every e < 15. Zero is written with e = 1 and never with m = 0, as in the words that the manual gives as examples.
 */
export const WireTimeout = z.strictObject({ mantissa: field(7, 0).values, exponent: field(3, 0).values }).readonly();
export type WireTimeout = z.infer<typeof WireTimeout>;

const MAX_MANTISSA = 255;
const FINEST = 15;

/** Microseconds that a mantissa of 1 stands for, by exponent 1..15. */
const unitUs = (exponent: number): number => 4 ** (FINEST - exponent);

/** The longest timeout, in us. */
export const LONGEST_TIMEOUT_US = MAX_MANTISSA * unitUs(1);

/** Microseconds until a wait ends, as the 1996 interface can say them: 0 polls, `never` waits for ever. */
export const TimeoutUs = z.union([z.int().min(0).max(LONGEST_TIMEOUT_US), z.literal('never')]);
export type TimeoutUs = z.infer<typeof TimeoutUs>;

/** The least timeout with a mantissa and an exponent that is not shorter than `timeoutUs`: nothing ends too early (L.59). */
export const encodeTimeout = (timeoutUs: TimeoutUs): WireTimeout => {
  within('timeout', TimeoutUs, timeoutUs);
  if (timeoutUs === 'never') return { mantissa: 0, exponent: 0 };
  if (timeoutUs === 0) return { mantissa: 0, exponent: 1 };
  let exponent = FINEST;
  while (timeoutUs > MAX_MANTISSA * unitUs(exponent)) exponent -= 1;
  return { mantissa: Math.ceil(timeoutUs / unitUs(exponent)), exponent };
};

/** What the pair stands for; every pair stands for something. */
export const decodeTimeout = (timeout: WireTimeout): TimeoutUs => {
  const { mantissa, exponent } = within('timeout', WireTimeout, timeout);
  return exponent === 0 ? 'never' : mantissa * unitUs(exponent);
};
