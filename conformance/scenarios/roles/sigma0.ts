import { PAGE_BYTES, WHOLE_SPACE, pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { insist, mapPage, serve } from '../runtime/thread.js';
import type { Message, Thread } from '../runtime/thread.js';

/** The initial pager's thread, of task 0 (L.73). */
export const SIGMA0: ThreadId = [0, 0];
/** The request for any page that is free (F:3.8). */
const ANY_PAGE = 0xffff_fffc;

/** The task that sent a request; a line, or nobody, sends none. */
export const taskOf = ({ from }: Message): number => {
  if (from === 'nobody' || 'line' in from) throw new Error('a request comes from a thread');
  return from[0];
};

/**
 * The initial pager (L.73): it maps each page only once, and never demaps one. A request is an address, as a page fault sends it, or ANY_PAGE;
 * whoever has a page may ask for it again, anybody else is answered 0 (F:3.8). Page 0 it keeps, so that no page has the address 0; any
 * page is the highest that is free, so that those of devices are left for their drivers.
 */
export function* sigma0(frames: number): Thread {
  const owners: (number | null)[] = Array.from({ length: frames }, (_, frame) => (frame === 0 ? SIGMA0[0] : null));
  yield* serve(function* (request) {
    const [address] = request.words;
    const page = address === ANY_PAGE ? owners.lastIndexOf(null) : pageOf(address);
    const isFree = page in owners && [null, taskOf(request)].includes(owners[page]);
    if (!isFree) return { words: [0] };
    owners[page] = taskOf(request);
    return { words: [page * PAGE_BYTES], items: [mapPage(page)] }; // σᵢ(v) = σ₀(v), v = page
  });
}

/** Asks the initial pager: who has a page may ask for it again. */
function* ask(word: number): Thread<number | null> {
  const [address] = (yield* insist(SIGMA0, [word], {}, { window: WHOLE_SPACE })).words;
  return address === 0 ? null : pageOf(address);
}
/** Asks the initial pager for a page, which lands at its own number; null where another has it. */
export const requestPage = (page: number): Thread<number | null> => ask(page * PAGE_BYTES);
/** Asks for any page; null where none is left. */
export const requestAnyPage = (): Thread<number | null> => ask(ANY_PAGE);
/** Asks for any page where there must be one. */
export function* requirePage(): Thread<number> {
  const page = yield* requestAnyPage();
  if (page === null) throw new Error('the initial pager has no page left');
  return page;
}
