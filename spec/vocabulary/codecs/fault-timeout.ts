import { z } from 'zod';
import { field, within } from './field.js';

/**
 * A page-fault timeout of the 1996 interface: how long the RPC to a pager may take when a page is missing during a copy
 * (F:3.1, F:3.7, the manual's 2.2.4). There is no mantissa.
 *
 *     p (4 bits) | 0     | 1 .. 14                                | 15
 *     means      | never | 4^(15-p) us, from 268.4 s to 4 us      | 0, not 4^0 us
 *
 * The manual prints 16-p in one of its two formulas; its table and the other have 15-p (F:E2). Unit: microseconds.
 * Between 268.4 s and never there is nothing.
 */
const FAULT_TIMEOUT = field(3, 0);

const NEVER = 0;
const ZERO = 15;
const periodUs = (p: number): number => 4 ** (15 - p);

/** The longest page-fault timeout, in us. */
export const LONGEST_FAULT_TIMEOUT_US = periodUs(1);

/** Microseconds that a pager has while a copy waits for a page, as the 1996 interface can say them. */
export const FaultTimeoutUs = z.union([z.int().min(0).max(LONGEST_FAULT_TIMEOUT_US), z.literal('never')]);
export type FaultTimeoutUs = z.infer<typeof FaultTimeoutUs>;

/** The nibble p of the least page-fault timeout that is not shorter than `timeoutUs`. */
export const encodeFaultTimeout = (timeoutUs: FaultTimeoutUs): number => {
  within('page-fault timeout', FaultTimeoutUs, timeoutUs);
  if (timeoutUs === 'never') return NEVER;
  if (timeoutUs === 0) return ZERO;
  let p = ZERO - 1;
  while (periodUs(p) < timeoutUs) p -= 1;
  return p;
};

/** What the nibble stands for; each of the 16 stands for something else. */
export const decodeFaultTimeout = (p: number): FaultTimeoutUs => {
  within('page-fault timeout', FAULT_TIMEOUT.values, p);
  if (p === NEVER) return 'never';
  return p === ZERO ? 0 : periodUs(p);
};
