import { WHOLE_SPACE } from '../vocabulary/index.js';
import type { Fpage, Item, Piece, Receive, Send, TimeoutMs, WordBuffer } from '../vocabulary/index.js';

/** What a sender sends (L.46): words in registers, words in memory, strings, items. */
export interface Message {
  readonly words: readonly number[];
  readonly buffer: WordBuffer | null;
  readonly strings: readonly Piece[];
  readonly items: readonly Item[];
  /** How long the receiver's pager may take for a page that is missing there. */
  readonly faultTimeoutMs: TimeoutMs;
}
/** What a receiver has room for: a window for items, a buffer for words in memory, buffers for strings. */
export interface Room {
  readonly window: Fpage | null;
  readonly buffer: WordBuffer | null;
  readonly strings: readonly Piece[];
  /** How long the sender's pager may take for a page that is missing there. */
  readonly faultTimeoutMs: TimeoutMs;
}

const NONE: readonly never[] = [];

/** The message of a send phase, whole: what the call leaves out is said. */
export const messageOf = ({ words, buffer, strings, items, faultTimeoutMs }: Send): Message => ({
  words,
  buffer: buffer ?? null,
  strings: strings ?? NONE,
  items,
  faultTimeoutMs: faultTimeoutMs ?? 'never',
});
/** What a receive phase has room for, whole. */
export const roomOf = ({ window, buffer, strings, faultTimeoutMs }: Omit<Receive, 'from' | 'timeoutMs'>): Room => ({
  window: window ?? null,
  buffer: buffer ?? null,
  strings: strings ?? NONE,
  faultTimeoutMs: faultTimeoutMs ?? 'never',
});

/** What the kernel sends in a thread's name: its words are those of the fault. */
export const NO_MESSAGE: Message = messageOf({ to: 'nobody', words: [], items: [], timeoutMs: 0 });
/** What a thread that faulted has room for: pages, anywhere in its space. */
export const FAULT_ROOM: Room = roomOf({ window: WHOLE_SPACE });

/** Whether some of the message lies in memory. */
export const isInMemory = ({ buffer, strings }: Message): boolean => buffer !== null || strings.length > 0;
