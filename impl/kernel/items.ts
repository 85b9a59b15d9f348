import { WHOLE_SPACE } from '../../spec/vocabulary/index.js';
import { FRAME, PRESENT, USER, WRITE } from '../machine/paging.js';
import { flushDerived, flushPage, restrictDerived } from './demap.js';
import { GRANT, MAY_WRITE, encodeFpage, firstPage, pageCount, type FpageWord } from './fpage.js';
import { Node, addNode, moveNode, nodeOf, rootOf, type NodeAddress } from './mapping-database.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { changeEntry, entryOf, fillEntry } from './page-table.js';
import { Fault, Tcb, taskOfThread } from './tcb.js';

/** Which pages of the sender land where in the receiver's window: `count` of them, ascending on both sides. */
export interface Landing {
  readonly source: number;
  readonly target: number;
  readonly count: number;
}

/**
 * Where an item falls (F:3.3). In a window at least as large the offset chooses where; of an item that is larger than
 * the window it chooses the part that fills it. Either way the offset counts modulo the larger size and in steps of the
 * smaller.
 *
 * @refines sigma/item-fits, sigma/item-exceeds
 */
export const landing = (item: FpageWord, offset: number, window: FpageWord): Landing => {
  const source = firstPage(item);
  const target = firstPage(window);
  const count = Math.min(pageCount(item), pageCount(window));
  const size = Math.max(pageCount(item), pageCount(window));
  const hotSpot = offset & (size - 1) & -count;
  return pageCount(item) <= pageCount(window)
    ? { source, target: target + hotSpot, count }
    : { source: source + hotSpot, target, count };
};

/** A page of a sender, and the page of a receiver that it is to become. */
interface Passage {
  readonly from: number;
  readonly source: number;
  readonly to: number;
  readonly target: number;
}

/** Whether the page at the destination only gains rights: it was mapped from the very page, or is one of the same frame (F:3.3). */
const isSame = (k: Nucleus, before: NodeAddress, origin: NodeAddress, grant: boolean): boolean =>
  k.dialect.sameSource === 'same frame'
    ? rootOf(k, before) === rootOf(k, origin)
    : !grant && k.memory.read(before, Node.parent) === origin;

/**
 * Map or grant of one page, which the receiver accepted (L.65). `requested` has `WRITE` if the sender offers that.
 * Sigma-zero never changes: it receives nothing, and what it grants it maps.
 *
 * @refines sigma/nil-source, sigma/within-task, sigma/into-sigma-zero, sigma/beyond-limit, sigma/map-again,
 *   sigma/vacant, sigma/replace, sigma/source-gone, sigma/map, sigma/grant-from-sigma-zero, sigma/grant
 */
const passPage = (k: Nucleus, { from, source, to, target }: Passage, requested: number, grant: boolean): void => {
  const origin = nodeOf(k, from, source);
  if (origin === 0 || from === to || to === 0 || target >= k.config.pages) return;
  const offered = entryOf(k, from, source);
  const moves = grant && from !== 0;
  const asked = offered & requested;
  const rights = moves && k.dialect.readOnlyGrant === 'keeps write' ? offered & WRITE : asked;

  const before = nodeOf(k, to, target);
  if (before !== 0 && isSame(k, before, origin, grant)) {
    changeEntry(k, to, target, (entryOf(k, to, target) | asked) >>> 0);
    return;
  }
  if (before !== 0 && k.dialect.ontoOccupied === 'keep') return;
  if (before !== 0) flushPage(k, before);
  // The source may have been derived from the page that it was to replace (F:A7).
  if (nodeOf(k, from, source) === 0) return;

  fillEntry(k, to, target, ((offered & FRAME) | PRESENT | USER | rights) >>> 0);
  if (moves) {
    if (k.dialect.grantOnward === 'flushed') flushDerived(k, origin);
    moveNode(k, origin, to, target);
    changeEntry(k, from, source, 0);
    if ((rights & WRITE) === 0) restrictDerived(k, origin);
  } else addNode(k, origin, to, target);
};

/** Applies one item to the receiver's window, its pages ascending. Pages past the limit are nil: nothing to pass. */
const applyItem = (k: Nucleus, from: number, to: number, item: FpageWord, { source, target, count }: Landing): void => {
  const requested = (item & MAY_WRITE) === 0 ? 0 : WRITE;
  const end = Math.min(count, k.config.pages - source);
  for (let i = 0; i < end; i++)
    passPage(k, { from, source: source + i, to, target: target + i }, requested, (item & GRANT) !== 0);
};

/** Where items may land; a thread that waits for its pager has all its space as window. */
export const windowOf = ({ memory }: Nucleus, receiver: TcbAddress): FpageWord =>
  memory.read(receiver, Tcb.fault) === Fault.none ? memory.read(receiver, Tcb.window) : encodeFpage(WHOLE_SPACE);

/** Applies the items of a message, in the order of the message. */
export const applyItems = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  const { memory } = k;
  const from = taskOfThread(k, sender);
  const to = taskOfThread(k, receiver);
  const window = windowOf(k, receiver);
  for (let i = 0; i < memory.read(sender, Tcb.itemCount); i++) {
    const item = memory.read(sender, Tcb.items + 2 * i + 1);
    applyItem(k, from, to, item, landing(item, memory.read(sender, Tcb.items + 2 * i), window));
  }
};
