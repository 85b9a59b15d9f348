import { z } from 'zod';
import { LthreadNumber, Nobody, ThreadId, renderThread } from '../ids.js';
import { Word } from '../pages.js';

/**
 * `lthread_ex_regs`: thread `lthread` of the caller's own task. Where nobody is, it is created and starts at `ip`, with
 * the pager given or, without one, its creator's. To exchange the registers of a thread that is there comes with a later contract.
 */
export const LthreadExRegs = z.strictObject({
  do: z.literal('lthread_ex_regs'),
  lthread: LthreadNumber,
  ip: Word,
  pager: z.union([ThreadId, Nobody]).optional(),
});
export type LthreadExRegs = z.infer<typeof LthreadExRegs>;

/** The registers before the exchange; `created` says that there were none. */
export const LthreadExRegsResult = z
  .strictObject({ call: z.literal('lthread_ex_regs'), old: z.literal('created') })
  .readonly();
export type LthreadExRegsResult = z.infer<typeof LthreadExRegsResult>;

export const renderLthreadExRegs = ({ lthread, ip, pager }: LthreadExRegs): string =>
  `lthread_ex_regs ${String(lthread)}` +
  (pager === undefined ? '' : `, pager ${pager === 'nobody' ? pager : renderThread(pager)}`) +
  (ip === 0 ? '' : `, ip ${String(ip)}`);
export const renderLthreadExRegsResult = ({ old }: LthreadExRegsResult): string => `old registers: ${old}`;
