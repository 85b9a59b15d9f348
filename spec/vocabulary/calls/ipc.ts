import { z } from 'zod';
import { Line, ThreadId, renderPartner } from '../ids.js';
import { Receive, Send, renderReceive, renderSend } from '../message.js';
import { Word } from '../pages.js';

/**
 * `ipc`: one call in five forms (L.45, L.58). A send alone, a closed receive, an open receive, a call (send, then closed
 * receive) and a reply-and-wait (send, then open receive). Between the phases nobody finds the caller not waiting.
 */
export const Ipc = z.strictObject({ do: z.literal('ipc'), send: Send.optional(), receive: Receive.optional() });
export type Ipc = z.infer<typeof Ipc>;

/**
 * Why an IPC ended: `ok`; `nonExistent` (no such partner, or oneself, or it was deleted), `timeout` (the transfer had not started in
 * time), `messageCut` (the receiver had no window for the items), `cancelled` (by lthread_ex_regs, before a transfer).
 */
export const IpcCause = z.enum(['ok', 'nonExistent', 'timeout', 'messageCut', 'cancelled']);
export type IpcCause = z.infer<typeof IpcCause>;

/**
 * What `ipc` returns: the phase in which it ended and why; after a message arrived, whole or cut, also its sender, as
 * the kernel knows it, and its words.
 */
export const IpcResult = z
  .strictObject({
    call: z.literal('ipc'),
    phase: z.enum(['send', 'receive']),
    cause: IpcCause,
    from: z.union([ThreadId, Line]).optional(),
    words: z.array(Word).max(2).readonly().optional(),
  })
  .readonly();
export type IpcResult = z.infer<typeof IpcResult>;

export const renderIpc = ({ send, receive }: Ipc): string =>
  `ipc: ${[send && renderSend(send), receive && renderReceive(receive)].filter((phase) => phase !== undefined).join('; then ')}`;

export const renderIpcResult = ({ phase, cause, from, words }: IpcResult): string =>
  `${phase} ${cause}` +
  (from === undefined ? '' : ` from ${renderPartner(from)}`) +
  (words === undefined || words.length === 0 ? '' : ` words ${words.join(' ')}`);
