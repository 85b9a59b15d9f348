/** How far a copy has come: six words of the sender's TCB, from which the next step follows. */
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { Tcb } from '../tcb.js';
import { bufferOf, pieceAt, pieceCount, type Description } from './memory.js';

/** Word offsets from `Tcb.cursor`. */
export const Cursor = {
  /** 0 while the words of the buffer are copied, 1 with the strings. */
  stage: 0,
  /** The first piece of the string that is copied, the piece, and the bytes of it that are done: of the source, */
  source: 1,
  /** and of the target. */
  target: 4,
  /** How many steps are done. */
  done: 7,
} as const;
const FIRST = 0;
const PIECE = 1;
const OFFSET = 2;

/** A step: so many bytes, up to the end of a string or of a page on either side; or the end of the copy. */
export type Step =
  | { readonly is: 'step'; readonly from: number; readonly to: number; readonly bytes: number }
  | { readonly is: 'over' | 'cut' };

/** One side of the string that is copied. */
interface Side {
  readonly tcb: TcbAddress;
  readonly field: Description;
  /** Of the sender's TCB: where its cursor is. */
  readonly at: number;
}

export const resetCursor = ({ memory }: Nucleus, sender: TcbAddress): void => {
  for (let word = 0; word <= Cursor.done; word++) memory.write(sender, Tcb.cursor + word, 0);
};

const toPageEnd = (address: number): number => PAGE_BYTES - (address % PAGE_BYTES);
const stepOf = (from: number, to: number, most: number): Step => ({
  is: 'step',
  from,
  to,
  bytes: Math.min(most, toPageEnd(from), toPageEnd(to)),
});

/** The next step of the copy from `sender` to `receiver`. Nothing is done yet but to pass over what is empty. */
export const nextStep = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): Step => {
  const { memory } = k;
  const read = (word: number): number => memory.read(sender, Tcb.cursor + word);
  if (read(Cursor.stage) === 0) {
    const [words, room] = [bufferOf(k, sender, Tcb.sent), bufferOf(k, receiver, Tcb.room)];
    const done = read(Cursor.source + OFFSET);
    if (done < Math.min(words.bytes, room.bytes))
      return stepOf(words.address + done, room.address + done, Math.min(words.bytes, room.bytes) - done);
    if (words.bytes > room.bytes) return { is: 'cut' };
    resetString(k, sender, 0, 0);
    memory.write(sender, Tcb.cursor + Cursor.stage, 1);
  }
  const source: Side = { tcb: sender, field: Tcb.sent, at: Tcb.cursor + Cursor.source };
  const target: Side = { tcb: receiver, field: Tcb.room, at: Tcb.cursor + Cursor.target };
  for (let i = 0; i <= pieceCount(k, sender, Tcb.sent); i++) {
    if (memory.read(sender, source.at + FIRST) >= pieceCount(k, sender, Tcb.sent)) return { is: 'over' };
    if (memory.read(sender, target.at + FIRST) >= pieceCount(k, receiver, Tcb.room)) return { is: 'cut' };
    const [from, to] = [rest(k, sender, source), rest(k, sender, target)];
    if (from !== null && to !== null) return stepOf(from.address, to.address, Math.min(from.bytes, to.bytes));
    if (from !== null) return { is: 'cut' };
    resetString(k, sender, nextString(k, sender, source), nextString(k, sender, target));
  }
  return { is: 'over' };
};

const resetString = ({ memory }: Nucleus, sender: TcbAddress, source: number, target: number): void => {
  for (const [at, first] of [
    [Cursor.source, source],
    [Cursor.target, target],
  ]) {
    memory.write(sender, Tcb.cursor + at + FIRST, first);
    memory.write(sender, Tcb.cursor + at + PIECE, first);
    memory.write(sender, Tcb.cursor + at + OFFSET, 0);
  }
};

const isOfString = (k: Nucleus, { tcb, field }: Side, first: number, piece: number): boolean =>
  piece < pieceCount(k, tcb, field) && (piece === first || pieceAt(k, tcb, field, piece).continues);

/** What is left of the piece at the cursor, once those that are done or empty are passed over; null at the string's end. */
const rest = (
  k: Nucleus,
  sender: TcbAddress,
  side: Side,
): { readonly address: number; readonly bytes: number } | null => {
  const { memory } = k;
  const first = memory.read(sender, side.at + FIRST);
  let piece = memory.read(sender, side.at + PIECE);
  while (isOfString(k, side, first, piece)) {
    const done = memory.read(sender, side.at + OFFSET);
    const { address, bytes } = pieceAt(k, side.tcb, side.field, piece);
    if (done < bytes) return { address: address + done, bytes: bytes - done };
    piece++;
    memory.write(sender, side.at + PIECE, piece);
    memory.write(sender, side.at + OFFSET, 0);
  }
  return null;
};

/** The first piece of the string behind the one at the cursor. */
const nextString = (k: Nucleus, sender: TcbAddress, side: Side): number => {
  const first = k.memory.read(sender, side.at + FIRST);
  let piece = first;
  do piece++;
  while (isOfString(k, side, first, piece));
  return piece;
};

/** A step is done: both sides are further by its bytes. */
export const advance = ({ memory }: Nucleus, sender: TcbAddress, bytes: number): void => {
  for (const word of [Cursor.source + OFFSET, Cursor.target + OFFSET])
    memory.write(sender, Tcb.cursor + word, memory.read(sender, Tcb.cursor + word) + bytes);
  memory.write(sender, Tcb.cursor + Cursor.done, memory.read(sender, Tcb.cursor + Cursor.done) + 1);
};

export const stepsDone = ({ memory }: Nucleus, sender: TcbAddress): number =>
  memory.read(sender, Tcb.cursor + Cursor.done);
