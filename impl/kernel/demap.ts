import type { FpageUnmap } from '../../spec/vocabulary/index.js';
import { WRITE } from '../machine/paging.js';
import { Node, cutOff, nextDerived, nodeOf, releaseNode, rootOf, type NodeAddress } from './mapping-database.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { changeEntry, entryOf } from './page-table.js';
import { taskOfThread } from './tcb.js';

/** The page of a node becomes nil in its page table. */
const clear = (k: Nucleus, node: NodeAddress): void =>
  changeEntry(k, k.memory.read(node, Node.space), k.memory.read(node, Node.page), 0);

/** The page of a node may be read only. */
const restrict = (k: Nucleus, node: NodeAddress): void => {
  const space = k.memory.read(node, Node.space);
  const page = k.memory.read(node, Node.page);
  changeEntry(k, space, page, entryOf(k, space, page) & ~WRITE);
};

/**
 * Demap (L.70): every page derived from this one, directly or not, becomes nil. The page itself stays.
 *
 * @refines sigma/demap
 */
export const flushDerived = (k: Nucleus, top: NodeAddress): void => {
  for (let node = nextDerived(k, top, top); node !== 0; node = nextDerived(k, top, node)) {
    clear(k, node);
    releaseNode(k, node);
  }
  k.memory.write(top, Node.firstChild, 0);
};

/**
 * Every page derived from this one, directly or not, may from now on be read only.
 *
 * @refines sigma/restrict
 */
export const restrictDerived = (k: Nucleus, top: NodeAddress): void => {
  for (let node = nextDerived(k, top, top); node !== 0; node = nextDerived(k, top, node)) restrict(k, node);
};

/**
 * The page itself and every page derived from it become nil.
 *
 * @refines sigma/demap-own
 */
export const flushPage = (k: Nucleus, node: NodeAddress): void => {
  flushDerived(k, node);
  clear(k, node);
  cutOff(k, node);
  releaseNode(k, node);
};

/**
 * A page is demapped, and goes too if it is to. Where the formula of the lecture is read literally, every page of its
 * frame goes, wherever it is, but sigma-zero's (L.71, F:A1).
 */
export const demap = (k: Nucleus, node: NodeAddress, itself: boolean): void => {
  if (k.dialect.demapScope === 'every alias') flushDerived(k, rootOf(k, node));
  else if (itself) flushPage(k, node);
  else flushDerived(k, node);
};

/**
 * `fpage_unmap` (F:3.4): cannot fail; pages that are nil are skipped, and sigma-zero's own pages stay.
 *
 * @refines sigma/unmap, sigma/demap-nil, sigma/restrict-own
 */
export const fpageUnmap = (k: Nucleus, caller: TcbAddress, { fpage, own, readOnly }: FpageUnmap): void => {
  const task = taskOfThread(k, caller);
  const itself = own && task !== 0;
  const end = Math.min(fpage.base + 2 ** fpage.sizeLog2, k.config.pages);
  for (let page = fpage.base; page < end; page++) {
    const node = nodeOf(k, task, page);
    if (node === 0) continue;
    if (readOnly) {
      restrictDerived(k, node);
      if (itself) restrict(k, node);
    } else demap(k, node, itself);
  }
};
