/** What of a message lies in memory (L.46): words in a buffer, and strings in pieces, as the TCB keeps them. */
import type { Piece, Receive, Send } from '../../../spec/vocabulary/index.js';
import { NEVER, timeoutWord } from '../message.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { Tcb } from '../tcb.js';

const ADDRESS = 0;
const WORDS = 1;
const FAULT_TIMEOUT = 2;
const COUNT = 3;
const PIECES = 4;
/** Bit 31 of the length: the piece belongs to the same string as the one before it (F:3.1). */
const CONTINUES = 0x8000_0000;

/** Which of the two descriptions of a TCB. */
export type Description = (typeof Tcb)['sent' | 'room'];

export const saveMemory = (
  { memory }: Nucleus,
  tcb: TcbAddress,
  field: Description,
  { buffer, strings = [], faultTimeoutMs = 'never' }: Pick<Send | Receive, 'buffer' | 'strings' | 'faultTimeoutMs'>,
): void => {
  memory.write(tcb, field + ADDRESS, buffer?.address ?? 0);
  memory.write(tcb, field + WORDS, buffer?.words ?? 0);
  memory.write(tcb, field + FAULT_TIMEOUT, faultTimeoutMs === 'never' ? NEVER : timeoutWord(faultTimeoutMs));
  memory.write(tcb, field + COUNT, strings.length);
  for (const [i, { address, bytes, continues }] of strings.entries()) {
    memory.write(tcb, field + PIECES + 2 * i, address);
    memory.write(tcb, field + PIECES + 2 * i + 1, (bytes | (continues ? CONTINUES : 0)) >>> 0);
  }
};

export const bufferOf = ({ memory }: Nucleus, tcb: TcbAddress, field: Description) => ({
  address: memory.read(tcb, field + ADDRESS),
  bytes: 4 * memory.read(tcb, field + WORDS),
});
export const faultTimeoutOf = ({ memory }: Nucleus, tcb: TcbAddress, field: Description): number =>
  memory.read(tcb, field + FAULT_TIMEOUT);
export const pieceCount = ({ memory }: Nucleus, tcb: TcbAddress, field: Description): number =>
  memory.read(tcb, field + COUNT);
export const pieceAt = (
  { memory }: Nucleus,
  tcb: TcbAddress,
  field: Description,
  i: number,
): Required<Pick<Piece, 'address' | 'bytes'>> & { readonly continues: boolean } => {
  const length = memory.read(tcb, field + PIECES + 2 * i + 1);
  const bytes = (length & ~CONTINUES) >>> 0;
  return { address: memory.read(tcb, field + PIECES + 2 * i), bytes, continues: length >= CONTINUES };
};

/** Whether a thread's message is more than its registers and items. */
export const isInMemory = (k: Nucleus, tcb: TcbAddress): boolean =>
  bufferOf(k, tcb, Tcb.sent).bytes > 0 || pieceCount(k, tcb, Tcb.sent) > 0;

/** The strings of a message: the first piece, and every other that does not continue one. */
export const stringCount = (k: Nucleus, tcb: TcbAddress): number => {
  let count = 0;
  for (let i = 0; i < pieceCount(k, tcb, Tcb.sent); i++)
    if (i === 0 || !pieceAt(k, tcb, Tcb.sent, i).continues) count++;
  return count;
};
