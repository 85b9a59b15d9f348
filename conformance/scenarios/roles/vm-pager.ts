import { pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, demap, mapPage, send, serve } from '../runtime/thread.js';
import type { Answer, Thread } from '../runtime/thread.js';
import { faultAddress, isWrite, lthreadOf } from './pager.js';
import { requirePage, taskOf } from './sigma0.js';
import { readIn, writeOut } from './swap.js';

// The virtual-memory pager (L.73-76): it requests a number of pages, and manages them as a cache of the regions of its clients. It is θ₁(σ₁), a client θ₂(σ₂).

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
      yield* demap(slot.page); // σ₂(v) = ∅: the next access will tell
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

/** In which order a dirty page leaves (L.76); false where swap does not keep it, and then the page is still the cache's. */
export type Leaving = (swap: ThreadId, block: number, page: number) => Thread<boolean>;
/** Demapped, and then written out: nobody can change it any more. */
export const demapThenWrite: Leaving = function* (swap, block, page) {
  yield* demap(page); // ∀ j, v with σⱼ(v) = σ₁(page): σⱼ(v) = ∅
  return yield* writeOut(swap, block, page);
};
/** As the lecture has it: written out, and then demapped. What is stored meanwhile is lost. */
export const writeThenDemap: Leaving = function* (swap, block, page) {
  const isKept = yield* writeOut(swap, block, page);
  if (isKept) yield* demap(page); // ∀ j, v with σⱼ(v) = σ₁(page): σⱼ(v) = ∅
  return isKept;
};

/** Requests of a client, which no fault message is: bit 0 is set. The second word is the first page * 1024 + pages. */
const ATTACH = 1;
const DETACH = 3;
const [REFUSED, DONE] = [0, 1];
/** The thread of each client that is told of faults outside of its regions. */
export const FAULT_HANDLER = 1;

const ask = function* (pager: ThreadId, what: number, first: number, pages: number): Thread<boolean> {
  const { cause, words } = yield* call(pager, [what, first * 1024 + pages]);
  return cause === 'ok' && words[0] === DONE;
};
/** Attaches a region of so many pages, all blank, to the caller's space; false where it overlaps another. Attached again, it is blank again. */
export const attach = (pager: ThreadId, first: number, pages: number): Thread<boolean> =>
  ask(pager, ATTACH, first, pages);
/** Detaches a region that was attached, all of it; false where there is none such. */
export const detach = (pager: ThreadId, first: number, pages: number): Thread<boolean> =>
  ask(pager, DETACH, first, pages);

/** A block that is never written. */
const BLANK = 0;

interface Region {
  readonly task: number;
  readonly first: number;
  readonly pages: number;
}
const isIn = ({ task, first, pages }: Region, of: number, page: number): boolean =>
  task === of && page >= first && page < first + pages;
const isSame = (a: Region, b: Region): boolean => a.task === b.task && a.first === b.first && a.pages === b.pages;
const overlap = (a: Region, b: Region): boolean => isIn(a, b.task, b.first) || isIn(b, a.task, a.first);

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
    cache.push({ page: yield* requirePage(), holds: null, isDirty: false, isReferenced: false });
  let regions: readonly Region[] = [];
  /** The blocks that swap has; any other page is blank when it is used first. */
  const kept = new Set<number>();

  const blockOf = ({ task, page }: NonNullable<Slot['holds']>): number => task * 1024 + page;
  /** Takes a page of the cache from whoever has it (L.75-76); false where it is dirty and swap does not keep it. */
  function* empty(slot: Slot): Thread<boolean> {
    if (slot.holds === null) return true;
    if (slot.isDirty && !(yield* leave(swap, blockOf(slot.holds), slot.page))) return false;
    if (slot.isDirty) {
      paged.writtenOut++;
      kept.add(blockOf(slot.holds));
    } else yield* demap(slot.page); // σ₂(v) = ∅
    paged.replaced++;
    slot.holds = null;
    slot.isDirty = false;
    return true;
  }
  /** A page of the cache, with what the page of the task held last; null where no page can leave. */
  function* bring(task: number, page: number): Thread<Slot | null> {
    let slot = cache.find(({ holds }) => holds === null);
    for (let tried = 0; slot === undefined && tried < cache.length; tried++) {
      const chosen = yield* choose(cache);
      if (yield* empty(chosen)) slot = chosen;
    }
    if (slot === undefined) return null;
    const block = blockOf({ task, page });
    if (!(yield* readIn(swap, kept.has(block) ? block : BLANK, slot.page))) return null;
    slot.holds = { task, page };
    return slot;
  }
  /** Nothing is left of what the region held. */
  function* forget(region: Region): Thread {
    for (let page = region.first; page < region.first + region.pages; page++)
      kept.delete(blockOf({ task: region.task, page }));
    for (const slot of cache)
      if (slot.holds !== null && isIn(region, slot.holds.task, slot.holds.page)) {
        yield* demap(slot.page); // σ₂(v) = ∅
        slot.holds = null;
        slot.isDirty = false;
      }
  }
  function* changeRegions(isAttach: boolean, region: Region): Thread<Answer> {
    const others = regions.filter((it) => !isSame(it, region));
    const isRefused = isAttach
      ? region.pages === 0 || others.some((it) => overlap(it, region))
      : others.length === regions.length;
    if (isRefused) return { words: [REFUSED] };
    // A task that was made anew has the number of its predecessor, and must not find what that had.
    yield* forget(region);
    regions = isAttach ? [...others, region] : others;
    return { words: [DONE] };
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
    const slot = cache.find(({ holds }) => holds?.task === task && holds.page === page) ?? (yield* bring(task, page));
    if (slot === null) return 'later'; // its thread waits: better than that a page is lost
    slot.isReferenced = true;
    slot.isDirty ||= isWrite(word);
    return { words: [], items: [mapPage(slot.page, page, slot.isDirty)] }; // σ₂(v) = σ₁(v′), v = page, v′ = slot.page
  });
}
