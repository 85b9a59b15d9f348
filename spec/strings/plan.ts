import type { Message, Room } from '../ipc/message.js';
import { PAGE_BYTES } from '../vocabulary/index.js';
import type { Piece } from '../vocabulary/index.js';

/** One step of a copy: so many bytes of the sender, from address `from` on, go to the receiver, to address `to` and on. No page ends within. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}
/** The copy of a message, step by step. Where it `isCut`, the steps copy what there is room for, up to the cut. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly isCut: boolean;
}

type Part = Pick<Piece, 'address' | 'bytes'>;
const sizeOf = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0);
const toPageEnd = (address: number): number => PAGE_BYTES - (address % PAGE_BYTES);

/** One string is gathered from its parts and scattered over those of its buffer, each step up to the end of a part or of a page of either side. */
const stepsBetween = (sources: readonly Part[], targets: readonly Part[]): readonly Step[] => {
  const steps: Step[] = [];
  const [read, written] = [
    { part: 0, bytes: 0 },
    { part: 0, bytes: 0 },
  ];
  while (read.part < sources.length && written.part < targets.length) {
    const [source, target] = [sources[read.part], targets[written.part]];
    const [from, to] = [source.address + read.bytes, target.address + written.bytes];
    const left = Math.min(source.bytes - read.bytes, target.bytes - written.bytes);
    const bytes = Math.min(left, toPageEnd(from), toPageEnd(to));
    if (bytes > 0) steps.push({ from, to, bytes });
    for (const [cursor, part] of [[read, source] as const, [written, target] as const]) {
      cursor.bytes += bytes;
      if (cursor.bytes < part.bytes) continue;
      cursor.part++;
      cursor.bytes = 0;
    }
  }
  return steps;
};

/** The strings of which these are the pieces: a piece that continues belongs to the string before it (L.46). */
export const stringsOf = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => {
  const strings: Piece[][] = [];
  for (const piece of pieces) {
    const last = strings.at(-1);
    if (piece.continues && last !== undefined) last.push(piece);
    else strings.push([piece]);
  }
  return strings;
};

/** What goes where: the words in memory into the receiver's buffer, then string after string into its buffers. */
const pairs = (message: Message, room: Room): readonly (readonly [readonly Part[], readonly Part[] | undefined])[] => {
  const wordsOf = ({ buffer }: Message | Room): readonly Part[] | undefined =>
    buffer === null ? undefined : [{ address: buffer.address, bytes: 4 * buffer.words }];
  const words = wordsOf(message);
  const buffers = stringsOf(room.strings);
  return [
    ...(words === undefined ? [] : [[words, wordsOf(room)] as const]),
    ...stringsOf(message.strings).map((string, at) => [string, buffers.at(at)] as const),
  ];
};

/** A message is cut at the first string for which there is no buffer, or none as large. */
export const planOf = (message: Message, room: Room): Plan => {
  const steps: Step[] = [];
  for (const [string, buffer] of pairs(message, room)) {
    if (buffer !== undefined) steps.push(...stepsBetween(string, buffer));
    if (buffer === undefined || sizeOf(string) > sizeOf(buffer)) return { steps, isCut: true };
  }
  return { steps, isCut: false };
};
