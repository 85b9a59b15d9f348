import type { Message, Plan, Room, Step } from '../../../spec/index.js';
import { pageOf } from '../../../spec/vocabulary/index.js';
import type { Fpage, Item, Piece, WordBuffer } from '../../../spec/vocabulary/index.js';
import { renamedAddress, renamedPage, renamedWord } from './renaming.js';
import type { Renaming } from './renaming.js';
import { flag, list, named, nullable, numberOr, oneOf, optional, plain, record } from './sort.js';
import type { Sort } from './sort.js';

// The declaration: what each slot of a message holds, and of the room for one.

export const page = named(renamedPage);
export const address = named(renamedAddress);
export const word = named(renamedWord);
export const timeout = numberOr('never', plain);

/** No fpage and no address: what is renamed to it belongs to no scope. */
const TORN = -1;
const isWholeSpace = ({ base, sizeLog2 }: Fpage, { world }: Renaming): boolean =>
  base === 0 && 2 ** sizeLog2 >= world.pages;
/** None of these pages is renamed. */
const stays = (first: number, last: number, { page: renamed }: Renaming): boolean =>
  renamed.every((to, old) => old < first || old > last || to === old);
/** An fpage of several pages cannot be renamed page by page, unless that leaves it as it is. */
export const fpage: Sort<Fpage> = {
  write: ({ base, sizeLog2 }, { codes }) => void codes.push(base, sizeLog2),
  rename: (value, by) => {
    const { base, sizeLog2 } = value;
    if (sizeLog2 === 0) return { base: renamedPage(by, base), sizeLog2 };
    return isWholeSpace(value, by) || stays(base, base + 2 ** sizeLog2 - 1, by) ? value : { base: TORN, sizeLog2 };
  },
};
/** Where so many bytes lie: of several pages, like an fpage. */
const renamedStart = (start: number, bytes: number, by: Renaming): number => {
  const [first, last] = [pageOf(start), pageOf(start + Math.max(bytes, 1) - 1)];
  if (first === last) return renamedAddress(by, start);
  return stays(first, last, by) ? start : TORN;
};

export const item: Sort<Item> = record<Item>({
  kind: oneOf({ map: 0, grant: 1 }),
  fpage,
  offset: page,
  write: flag,
});
export const buffer: Sort<WordBuffer> = {
  write: (value, { codes }) => void codes.push(value.address, value.words),
  rename: ({ address: start, words }, by) => ({ address: renamedStart(start, 4 * words, by), words }),
};
const pieceFields = record<Piece>({ address, bytes: plain, continues: optional(flag as Sort<true>) });
const piece: Sort<Piece> = {
  write: pieceFields.write,
  rename: ({ address: start, bytes, continues }, by) => {
    const renamed = { address: renamedStart(start, bytes, by), bytes };
    return continues === undefined ? renamed : { address: renamed.address, bytes, continues };
  },
};
export const strings = list(piece);

export const message = record<Message>({
  words: list(word),
  buffer: nullable(buffer),
  strings,
  items: list(item),
  faultTimeoutMs: timeout,
});
export const room = record<Room>({
  window: nullable(fpage),
  buffer: nullable(buffer),
  strings,
  faultTimeoutMs: timeout,
});
export const plan = record<Plan>({
  steps: list(record<Step>({ from: address, to: address, bytes: plain })),
  isCut: flag,
});
