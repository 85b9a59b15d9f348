import { z } from 'zod';
import { Any, Line, Nobody, ThreadId, renderPartner } from './ids.js';
import { Strings, WordBuffer, renderBuffer, renderStrings } from './memory.js';
import { Fpage, PageNumber, Word, renderFpage } from './pages.js';

/** The longest finite timeout: 24.86 days (L.63). */
export const MAX_TIMEOUT_MS = 2 ** 31;
/**
 * Milliseconds until a wait ends whose transfer has not started (L.59): 0 polls, `never` waits for ever. Profile `ipc` has these two, profile
 * `timeouts` those between.
 */
export const TimeoutMs = z.union([z.int().min(0).max(MAX_TIMEOUT_MS), z.literal('never')]);
export type TimeoutMs = z.infer<typeof TimeoutMs>;

/**
 * A memory object of a message (L.46, L.66-67): the pages that the sender offers, with at most the right to `write`,
 * to `map` (the sender retains them) or to `grant` (it does not). `offset` is the hot spot, in pages: it says where in a larger
 * window the item falls, and which part of a larger item a smaller window takes.
 */
export const Item = z
  .strictObject({ kind: z.enum(['map', 'grant']), fpage: Fpage, offset: PageNumber, write: z.boolean() })
  .readonly();
export type Item = z.infer<typeof Item>;

/** Register IPC carries at most this many words. */
export const MAX_WORDS = 2;
/** At most this many items travel in one message. */
export const MAX_ITEMS = 4;

/**
 * The send phase of an IPC: to whom, the words in registers, the items, and how long the sender waits for its partner. Profile `strings` has
 * more: `buffer`, the words of the message beyond those in registers (the mandatory string of L.46); `strings`, which are copied from where
 * they lie; `faultTimeoutMs`, how long a pager may take where a page of the RECEIVER is missing for them (F:3.7), for ever unless given.
 */
export const Send = z
  .strictObject({
    to: z.union([ThreadId, Nobody]),
    words: z.array(Word).max(MAX_WORDS).readonly(),
    buffer: WordBuffer.optional(),
    strings: Strings.optional(),
    items: z.array(Item).max(MAX_ITEMS).readonly(),
    timeoutMs: TimeoutMs,
    faultTimeoutMs: TimeoutMs.optional(),
  })
  .readonly();
export type Send = z.infer<typeof Send>;

/**
 * The receive phase of an IPC: from one thread (closed), from `any` (open), from `nobody` (a sleep) or from an interrupt line. Items land in
 * `window`; a receiver without one takes no items. Profile `strings` has more: `buffer`, where the words beyond the registers go, and `strings`,
 * where the strings go, one after the other; `faultTimeoutMs`, how long a pager may take where a page of the SENDER is missing (F:3.7).
 */
export const Receive = z
  .strictObject({
    from: z.union([ThreadId, Any, Nobody, Line]),
    window: Fpage.optional(),
    buffer: WordBuffer.optional(),
    strings: Strings.optional(),
    timeoutMs: TimeoutMs,
    faultTimeoutMs: TimeoutMs.optional(),
  })
  .readonly();
export type Receive = z.infer<typeof Receive>;

const renderMs = (timeoutMs: number): string => (timeoutMs === 0 ? '0' : `${String(timeoutMs)} ms`);
const renderTimeout = (timeoutMs: TimeoutMs): string =>
  timeoutMs === 'never' ? '' : `, timeout ${renderMs(timeoutMs)}`;
const renderFaultTimeout = (timeoutMs: TimeoutMs = 'never'): string =>
  timeoutMs === 'never' ? '' : `, page-fault timeout ${renderMs(timeoutMs)}`;
const renderMemory = ({ buffer, strings = [] }: Pick<Send, 'buffer' | 'strings'>): string =>
  (buffer === undefined ? '' : `, buffer ${renderBuffer(buffer)}`) +
  (strings.length === 0 ? '' : `, strings ${renderStrings(strings)}`);

/** An item as reports print it: `map page 0 rw`. */
export const renderItem = ({ kind, fpage, offset, write }: Item): string =>
  `${kind} ${renderFpage(fpage)} ${write ? 'rw' : 'r'}${offset === 0 ? '' : ` at offset ${String(offset)}`}`;

/** A send phase as reports print it. */
export const renderSend = (send: Send): string =>
  `send to ${renderPartner(send.to)}` +
  (send.words.length === 0 ? '' : ` words ${send.words.join(' ')}`) +
  renderMemory(send) +
  send.items.map((item) => `, ${renderItem(item)}`).join('') +
  renderTimeout(send.timeoutMs) +
  renderFaultTimeout(send.faultTimeoutMs);

/** A receive phase as reports print it. */
export const renderReceive = (receive: Receive): string =>
  `receive from ${renderPartner(receive.from)}` +
  (receive.window === undefined ? '' : `, window ${renderFpage(receive.window)}`) +
  renderMemory(receive) +
  renderTimeout(receive.timeoutMs) +
  renderFaultTimeout(receive.faultTimeoutMs);
