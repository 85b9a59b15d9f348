import { pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, demap, mapPage, send, serve } from '../runtime/thread.js';
import type { Answer, Message, Thread } from '../runtime/thread.js';
import { faultAddress, isWrite, lthreadOf } from './pager.js';
import { requestAnyPage, taskOf } from './sigma0.js';
import { readIn, writeOut } from './swap.js';

// The virtual-memory pager (L.73-76): it requests a number of pages, and manages them as a cache of the regions of its clients.

/** A page of the cache, and what it holds for now. */
export interface Slot {
  readonly page: number;
  holds: { readonly task: number; readonly page: number } | null;
  /** Mapped to be written since it was read in. */
  isDirty: boolean;
  /** Mapped since the policy looked last. */
  isReferenced: boolean;
}

/** Which page of the cache is to be replaced (L.75). L4 has only mechanisms in the kernel: policies are programs (L.65). */
export type Policy = (cache: readonly Slot[]) => Thread<Slot>;
/** First in, first out. */
export const fifo = (): Policy => {
  let hand = 0;
  return function* (cache) {
    return cache[hand++ % cache.length];
  };
};
/** The first that was not used since the hand passed it last. Only a fault shows a use: what the hand passes it demaps. */
export const secondChance = (): Policy => {
  let hand = 0;
  return function* (cache) {
    let slot = cache[hand++ % cache.length];
    for (; slot.isReferenced; slot = cache[hand++ % cache.length]) {
      slot.isReferenced = false;
      yield* demap(slot.page);
    }
    return slot;
  };
};

/** What a pager did. */
export interface Paged {
  faults: number;
  replaced: number;
  writtenOut: number;
}
export const nothingPaged = (): Paged => ({ faults: 0, replaced: 0, writtenOut: 0 });

/** In which order a dirty page leaves (L.76). */
export type Leaving = (swap: ThreadId, block: number, page: number) => Thread;
/** Demapped, and then written out: nobody can change it any more. */
export const demapThenWrite: Leaving = function* (swap, block, page) {
  yield* demap(page);
  yield* writeOut(swap, block, page);
};
/** As the lecture has it: written out, and then demapped. What is stored meanwhile is lost. */
export const writeThenDemap: Leaving = function* (swap, block, page) {
  yield* writeOut(swap, block, page);
  yield* demap(page);
};

/** Requests of a client, which no fault message is: bit 0 is set. The second word is the first page * 1024 + pages. */
const ATTACH = 1;
const DETACH = 3;
/** The thread of each client that is told of faults outside of its regions. */
export const FAULT_HANDLER = 1;

/** Attaches a region of so many pages to the caller's space: they may be used from now on. */
export const attach = (pager: ThreadId, first: number, pages: number): Thread<Message> =>
  call(pager, [ATTACH, first * 1024 + pages]);
export const detach = (pager: ThreadId, first: number, pages: number): Thread<Message> =>
  call(pager, [DETACH, first * 1024 + pages]);

/** A block that is never written. */
const BLANK = 0;

interface Region {
  readonly task: number;
  readonly first: number;
  readonly pages: number;
}
const isIn = ({ task, first, pages }: Region, of: number, page: number): boolean =>
  task === of && page >= first && page < first + pages;

/** The pager, with a cache of so many pages. */
export function* vmPager(
  pages: number,
  choose: Policy,
  swap: ThreadId,
  paged: Paged,
  leave: Leaving = demapThenWrite,
): Thread {
  const cache: Slot[] = [];
  for (let i = 0; i < pages; i++)
    cache.push({ page: (yield* requestAnyPage()) ?? 0, holds: null, isDirty: false, isReferenced: false });
  let regions: readonly Region[] = [];
  /** The blocks that swap has; any other page is blank when it is used first. */
  const kept = new Set<number>();

  const blockOf = ({ task, page }: NonNullable<Slot['holds']>): number => task * 1024 + page;
  function* replace(task: number, page: number): Thread<Slot> {
    const slot = cache.find(({ holds }) => holds === null) ?? (yield* choose(cache));
    if (slot.holds !== null) {
      paged.replaced++;
      if (slot.isDirty) {
        paged.writtenOut++;
        kept.add(blockOf(slot.holds));
        yield* leave(swap, blockOf(slot.holds), slot.page);
      } else yield* demap(slot.page);
    }
    slot.holds = { task, page };
    slot.isDirty = false;
    const block = blockOf(slot.holds);
    yield* readIn(swap, kept.has(block) ? block : BLANK, slot.page);
    return slot;
  }
  function* changeRegions(isAttach: boolean, region: Region): Thread<Answer> {
    const others = regions.filter((it) => it.task !== region.task || it.first !== region.first);
    regions = isAttach ? [...others, region] : others;
    if (!isAttach)
      for (let page = region.first; page < region.first + region.pages; page++)
        kept.delete(blockOf({ task: region.task, page }));
    for (const slot of cache)
      if (!isAttach && slot.holds !== null && isIn(region, slot.holds.task, slot.holds.page)) {
        yield* demap(slot.page);
        slot.holds = null;
      }
    return { words: [] };
  }

  yield* serve(function* (request) {
    const [task, [word, argument]] = [taskOf(request), request.words];
    if (word % 2 === 1)
      return yield* changeRegions(word === ATTACH, {
        task,
        first: Math.floor(argument / 1024),
        pages: argument % 1024,
      });
    const page = pageOf(faultAddress(word));
    if (!regions.some((region) => isIn(region, task, page))) {
      // The handler is told where, and who: the address alone does not say whose mistake it is.
      yield* send([task, FAULT_HANDLER], [faultAddress(word), lthreadOf(request)], { timeoutMs: 0 });
      return 'later';
    }
    paged.faults++;
    const slot = cache.find(({ holds }) => holds?.task === task && holds.page === page) ?? (yield* replace(task, page));
    slot.isReferenced = true;
    slot.isDirty ||= isWrite(word);
    return { words: [], items: [mapPage(slot.page, page, slot.isDirty)] };
  });
}
