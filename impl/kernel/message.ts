import type { Receive, Send, TimeoutMs } from '../../spec/vocabulary/index.js';
import { WRITE } from '../machine/paging.js';
import { encodeFpage, encodeItem } from './fpage.js';
import { bufferOf, saveMemory, stringCount } from './long-ipc/memory.js';
import { idOf } from './names.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Fault, Tcb } from './tcb.js';
import { ANY, NOBODY, lineWord, type IdWord } from './thread-id.js';

/** A timeout as a word: milliseconds, or never. */
export const NEVER = 0xffff_ffff;
export const timeoutWord = (timeoutMs: TimeoutMs): number => (timeoutMs === 'never' ? NEVER : timeoutMs);

/**
 * Saves the message that a thread sends, where it stays until the transfer: the registers of the sender, what lies in
 * memory, and its items.
 */
export const saveMessage = (k: Nucleus, tcb: TcbAddress, send: Send): void => {
  const { memory } = k;
  memory.write(tcb, Tcb.sendCount, send.words.length);
  for (const [i, word] of send.words.entries()) memory.write(tcb, Tcb.sendWords + i, word);
  saveMemory(k, tcb, Tcb.sent, send);
  memory.write(tcb, Tcb.itemCount, send.items.length);
  for (const [i, item] of send.items.entries()) {
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
  k.memory.write(tcb, Tcb.receives, 1);
  k.memory.write(tcb, Tcb.receiveFrom, from === k.memory.read(tcb, Tcb.myself) ? NOBODY : from);
  k.memory.write(tcb, Tcb.window, receive.window === undefined ? 0 : encodeFpage(receive.window));
  saveMemory(k, tcb, Tcb.room, receive);
  k.memory.write(tcb, Tcb.receiveTimeout, timeoutWord(receive.timeoutMs));
};

const sourceOf = (k: Nucleus, from: Receive['from']): IdWord => {
  if (from === 'any') return ANY;
  return typeof from === 'object' && 'line' in from ? lineWord(from.line) : idOf(k, from);
};

/**
 * Gives the receiver the message in registers: the words, and the sender as the kernel knows it. No sender can give
 * itself out for another. A thread that faulted sends what the kernel says of it (F:3.7).
 */
export const copyMessage = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  const { memory } = k;
  memory.write(receiver, Tcb.receivedFrom, memory.read(sender, Tcb.myself));
  const isFault = memory.read(sender, Tcb.fault) !== Fault.none;
  const count = isFault ? 2 : memory.read(sender, Tcb.sendCount);
  memory.write(receiver, Tcb.receivedCount, count);
  for (let i = 0; i < count; i++)
    memory.write(
      receiver,
      Tcb.receivedWords + i,
      isFault ? faultWord(k, sender, i) : memory.read(sender, Tcb.sendWords + i),
    );
};

/** All ones: kernel code has no instruction pointer of the thread's. */
const NO_IP = 0xffff_ffff;

/**
 * The two words of a fault message. The first is the address, with the bit that tells a write (F:4), or the number of an
 * exception; the second is the instruction pointer.
 */
const faultWord = ({ memory }: Nucleus, tcb: TcbAddress, i: number): number => {
  const fault = memory.read(tcb, Tcb.fault);
  if (i === 1) return fault === Fault.missing ? NO_IP : memory.read(tcb, Tcb.ip);
  const isWrite = fault === Fault.store || (fault === Fault.missing && memory.read(tcb, Tcb.faultValue) !== 0);
  return (memory.read(tcb, Tcb.faultAddress) | (isWrite ? WRITE : 0)) >>> 0;
};

/** What of a whole message came in memory: the words there, and the strings. */
export const tellInMemory = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  k.memory.write(receiver, Tcb.receivedInMemory, 1);
  k.memory.write(receiver, Tcb.receivedInMemory + 1, bufferOf(k, sender, Tcb.sent).bytes / 4);
  k.memory.write(receiver, Tcb.receivedInMemory + 2, stringCount(k, sender));
};
