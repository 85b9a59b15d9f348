import type { Item, Receive, TimeoutMs } from '../../spec/vocabulary/index.js';
import { encodeFpage, encodeItem } from './fpage.js';
import { idOf } from './names.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Tcb } from './tcb.js';
import { ANY, NOBODY, lineWord, type IdWord } from './thread-id.js';

/** A timeout as a word: milliseconds, or never. */
export const NEVER = 0xffff_ffff;
export const timeoutWord = (timeoutMs: TimeoutMs): number => (timeoutMs === 'never' ? NEVER : timeoutMs);

/**
 * Saves the message that a thread sends, where it stays until the transfer: the registers of the sender, and its items.
 */
export const saveMessage = (
  { memory }: Nucleus,
  tcb: TcbAddress,
  words: readonly number[],
  items: readonly Item[],
): void => {
  memory.write(tcb, Tcb.sendCount, words.length);
  for (const [i, word] of words.entries()) memory.write(tcb, Tcb.sendWords + i, word);
  memory.write(tcb, Tcb.itemCount, items.length);
  for (const [i, item] of items.entries()) {
    memory.write(tcb, Tcb.items + 2 * i, item.offset);
    memory.write(tcb, Tcb.items + 2 * i + 1, encodeItem(item));
  }
};

/**
 * Saves the receive phase that follows, or says that none does. Whom it names is settled now; to receive from oneself is
 * to receive from nobody.
 */
export const saveReceive = (k: Nucleus, tcb: TcbAddress, receive: Receive | undefined): void => {
  if (receive === undefined) {
    k.memory.write(tcb, Tcb.receives, 0);
    return;
  }
  const from = sourceOf(k, receive.from);
  const window = receive.window === undefined ? 0 : encodeFpage(receive.window);
  saveReceiveWords(
    k,
    tcb,
    from === k.memory.read(tcb, Tcb.myself) ? NOBODY : from,
    window,
    timeoutWord(receive.timeoutMs),
  );
};

const sourceOf = (k: Nucleus, from: Receive['from']): IdWord => {
  if (from === 'any') return ANY;
  return typeof from === 'object' && 'line' in from ? lineWord(from.line) : idOf(k, from);
};

/** The same, for arguments that are words already. */
export const saveReceiveWords = (
  { memory }: Nucleus,
  tcb: TcbAddress,
  from: IdWord,
  window: number,
  timeout: number,
): void => {
  memory.write(tcb, Tcb.receives, 1);
  memory.write(tcb, Tcb.receiveFrom, from);
  memory.write(tcb, Tcb.window, window);
  memory.write(tcb, Tcb.receiveTimeout, timeout);
};

/**
 * Gives the receiver the message in registers: the words, and the sender as the kernel knows it. No sender can give
 * itself out for another.
 */
export const copyMessage = ({ memory }: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  const count = memory.read(sender, Tcb.sendCount);
  memory.write(receiver, Tcb.receivedFrom, memory.read(sender, Tcb.myself));
  memory.write(receiver, Tcb.receivedCount, count);
  for (let i = 0; i < count; i++) memory.write(receiver, Tcb.receivedWords + i, memory.read(sender, Tcb.sendWords + i));
};
