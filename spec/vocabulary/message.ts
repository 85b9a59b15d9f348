import { z } from 'zod';
import { Any, Line, Nobody, ThreadId, renderPartner } from './ids.js';
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

/** The send phase of an IPC: to whom, the words, the items, and how long the sender waits for its partner. */
export const Send = z
  .strictObject({
    to: z.union([ThreadId, Nobody]),
    words: z.array(Word).max(MAX_WORDS).readonly(),
    items: z.array(Item).max(MAX_ITEMS).readonly(),
    timeoutMs: TimeoutMs,
  })
  .readonly();
export type Send = z.infer<typeof Send>;

/**
 * The receive phase of an IPC: from one thread (closed), from `any` (open), from `nobody` (a sleep) or from an interrupt line. Items land in
 * `window`; a receiver without one takes no items.
 */
export const Receive = z
  .strictObject({ from: z.union([ThreadId, Any, Nobody, Line]), window: Fpage.optional(), timeoutMs: TimeoutMs })
  .readonly();
export type Receive = z.infer<typeof Receive>;

const renderTimeout = (timeoutMs: TimeoutMs): string => (timeoutMs === 'never' ? '' : `, timeout ${String(timeoutMs)}`);

export const renderItem = ({ kind, fpage, offset, write }: Item): string =>
  `${kind} ${renderFpage(fpage)} ${write ? 'rw' : 'r'}${offset === 0 ? '' : ` at offset ${String(offset)}`}`;

export const renderSend = ({ to, words, items, timeoutMs }: Send): string =>
  `send to ${renderPartner(to)}` +
  (words.length === 0 ? '' : ` words ${words.join(' ')}`) +
  items.map((item) => `, ${renderItem(item)}`).join('') +
  renderTimeout(timeoutMs);

export const renderReceive = ({ from, window, timeoutMs }: Receive): string =>
  `receive from ${renderPartner(from)}` +
  (window === undefined ? '' : `, window ${renderFpage(window)}`) +
  renderTimeout(timeoutMs);
