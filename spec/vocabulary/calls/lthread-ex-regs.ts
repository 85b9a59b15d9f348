import { z } from 'zod';
import { LthreadNumber, Nobody, ThreadId, renderPartner } from '../ids.js';
import { Word, renderWord } from '../pages.js';

const Named = z.union([ThreadId, Nobody]);

/**
 * `lthread_ex_regs`: thread `lthread` of the caller's own task. Where nobody is, it is created and starts at `ip` (0 unless given), with
 * its creator's pager and handler unless others are given. Where a thread is, what is given takes the place of what it had, and an IPC
 * that it waits in is cancelled.
 */
export const LthreadExRegs = z.strictObject({
  do: z.literal('lthread_ex_regs'),
  lthread: LthreadNumber,
  ip: Word.optional(),
  pager: Named.optional(),
  /** Who is told of the thread's exceptions. */
  handler: Named.optional(),
});
export type LthreadExRegs = z.infer<typeof LthreadExRegs>;

/** The registers before the exchange; `created` says that there were none. */
export const OldRegisters = z.union([
  z.literal('created'),
  z.strictObject({ ip: Word, pager: Named, handler: Named }).readonly(),
]);
/** What `lthread_ex_regs` returns. */
export const LthreadExRegsResult = z.strictObject({ call: z.literal('lthread_ex_regs'), old: OldRegisters }).readonly();
/** What `lthread_ex_regs` returns. */
export type LthreadExRegsResult = z.infer<typeof LthreadExRegsResult>;

/** The call as reports print it: an instruction pointer that is given redirects, be it 0. */
export const renderLthreadExRegs = ({ lthread, ip, pager, handler }: LthreadExRegs): string =>
  `lthread_ex_regs ${String(lthread)}` +
  (pager === undefined ? '' : `, pager ${renderPartner(pager)}`) +
  (handler === undefined ? '' : `, handler ${renderPartner(handler)}`) +
  (ip === undefined ? '' : `, ip ${String(ip)}`);
/** Its result as reports print it. */
export const renderLthreadExRegsResult = ({ old }: LthreadExRegsResult): string =>
  old === 'created'
    ? 'old registers: created'
    : `old registers: ip ${renderWord(old.ip)}, pager ${renderPartner(old.pager)}, handler ${renderPartner(old.handler)}`;
