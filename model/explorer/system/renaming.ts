import { lineId, lineOf } from '../../../spec/index.js';
import type { Tid, World } from '../../../spec/index.js';
import { PAGE_BYTES, names, nil, sourceOf, writable } from '../../../spec/vocabulary/index.js';
import type { Mapping, Place } from '../../../spec/vocabulary/index.js';

/** New names for the things of a machine: by old name, the new one. */
export interface Renaming {
  readonly world: Pick<World, 'tasks' | 'lthreads' | 'pages'>;
  readonly task: readonly number[];
  /** Of threads within every task alike. */
  readonly lthread: readonly number[];
  readonly line: readonly number[];
  /** Of pages within every space alike; those of sigma-zero are their frames. */
  readonly page: readonly number[];
  /** The words that nobody computes with, and by place in that list what becomes of each. */
  readonly tokens: readonly number[];
  readonly token: readonly number[];
}

const among = (renamed: readonly number[], old: number): number => renamed.at(old) ?? old;

/** A task, or a number below 0, which is none. */
export const renamedTask = ({ task }: Renaming, old: number): number => (old < 0 ? old : among(task, old));
export const renamedLthread = ({ lthread }: Renaming, old: number): number => among(lthread, old);
export const renamedLine = ({ line }: Renaming, old: number): number => among(line, old);
export const renamedPage = ({ page }: Renaming, old: number): number => among(page, old);
export const renamedSlot = (by: Renaming, slot: number): number => {
  const { lthreads } = by.world;
  return renamedTask(by, Math.floor(slot / lthreads)) * lthreads + renamedLthread(by, slot % lthreads);
};
export const renamedPlace = (by: Renaming, place: Place): Place => {
  const { pages } = by.world;
  return renamedTask(by, Math.floor(place / pages)) * pages + renamedPage(by, place % pages);
};
/** A thread keeps its place in the line of those that were made where it was. */
export const renamedThread = (by: Renaming, id: Tid): Tid => {
  if (lineOf(id) >= 0) return lineId(renamedLine(by, lineOf(id)));
  if (id < 0) return id;
  const slots = by.world.tasks * by.world.lthreads;
  return renamedSlot(by, id % slots) + Math.floor(id / slots) * slots;
};
export const renamedMapping = (by: Renaming, mapping: Mapping): Mapping =>
  mapping === nil ? nil : names(renamedPlace(by, sourceOf(mapping)), writable(mapping));
export const renamedAddress = (by: Renaming, address: number): number =>
  renamedPage(by, Math.floor(address / PAGE_BYTES)) * PAGE_BYTES + (address % PAGE_BYTES);
/** From the size of a page on a word is an address, for page faults are told by address; below, it is a token or itself. */
export const renamedWord = (by: Renaming, word: number): number => {
  if (word >= PAGE_BYTES) return renamedAddress(by, word);
  const at = by.tokens.indexOf(word);
  return at < 0 ? word : by.tokens[by.token[at]];
};
