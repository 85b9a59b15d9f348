import { z } from 'zod';
import { Line, ThreadId, renderPartner } from '../ids.js';
import { Receive, Send, renderReceive, renderSend } from '../message.js';
import { Word, renderWord } from '../pages.js';

/**
 * `ipc`: one call in five forms (L.45, L.58). A send alone, a closed receive, an open receive, a call (send, then closed
 * receive) and a reply-and-wait (send, then open receive). Between the phases nobody finds the caller not waiting.
 */
export const Ipc = z.strictObject({ do: z.literal('ipc'), send: Send.optional(), receive: Receive.optional() });
export type Ipc = z.infer<typeof Ipc>;

/**
 * Why an IPC ended: `ok`; `nonExistent` (no such partner, or oneself, or it was deleted), `timeout` (the transfer had not started in
 * time), `messageCut` (the receiver had no room for all of it), `cancelled` (by lthread_ex_regs, before a transfer). A transfer that had started
 * can end in `aborted` (by lthread_ex_regs, a deletion or a pager), `senderFaultTimeout` (a page of the receiver was missing for longer
 * than the sender allows) or `receiverFaultTimeout` (a page of the sender, for longer than the receiver allows): both partners are told the same.
 */
export const IpcCause = z.enum([
  'ok',
  'nonExistent',
  'timeout',
  'messageCut',
  'cancelled',
  'aborted',
  'senderFaultTimeout',
  'receiverFaultTimeout',
]);
export type IpcCause = z.infer<typeof IpcCause>;

/** What of a whole message came in memory: words in the message buffer, and strings; absent where nothing did. */
export const InMemory = z.strictObject({ words: z.int().min(0), strings: z.int().min(0) }).readonly();
export type InMemory = z.infer<typeof InMemory>;

/**
 * What `ipc` returns: the phase in which it ended and why; after a message arrived, whole or cut, also its sender, as
 * the kernel knows it, and its words in registers; after a whole one also what of it came in memory.
 */
export const IpcResult = z
  .strictObject({
    call: z.literal('ipc'),
    phase: z.enum(['send', 'receive']),
    cause: IpcCause,
    from: z.union([ThreadId, Line]).optional(),
    words: z.array(Word).max(2).readonly().optional(),
    inMemory: InMemory.optional(),
  })
  .readonly();
export type IpcResult = z.infer<typeof IpcResult>;

/** The call as reports print it. */
export const renderIpc = ({ send, receive }: Ipc): string =>
  `ipc: ${[send && renderSend(send), receive && renderReceive(receive)].filter((phase) => phase !== undefined).join('; then ')}`;

/** Its result as reports print it. */
export const renderIpcResult = ({ phase, cause, from, words, inMemory }: IpcResult): string =>
  `${phase} ${cause}` +
  (from === undefined ? '' : ` from ${renderPartner(from)}`) +
  (words === undefined || words.length === 0 ? '' : ` words ${words.map(renderWord).join(' ')}`) +
  (inMemory === undefined ? '' : `, in memory ${String(inMemory.words)} words and ${String(inMemory.strings)} strings`);
