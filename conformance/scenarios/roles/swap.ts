import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { Piece, ThreadId } from '../../../spec/vocabulary/index.js';
import { insist, serve, store, yieldTo } from '../runtime/thread.js';
import type { Enclosed, Room, Thread } from '../runtime/thread.js';
import { requestAnyPage, requirePage, taskOf } from './sigma0.js';

// Where pages go for which there is no room in memory (L.76). The lecture has a disk; here memory that nobody else uses stands for it.

const READ = 0;
const WRITE = 1;
const [REFUSED, DONE] = [0, 1];
const allOf = (page: number): readonly Piece[] => [{ address: page * PAGE_BYTES, bytes: PAGE_BYTES }];

/**
 * Keeps the pages of its clients, each under a number of the client's; one that was never written is blank. After it has taken a page it gives
 * the others so many `turns`, as a disk takes its time. It waits for no client: a page comes with its request, into a page that is spare, and
 * where a page is missing on the other side the copy ends at once.
 */
export function* swapServer(turns: number): Thread {
  const kept = new Map<string, number>();
  const blank = yield* requirePage();
  yield* store(blank * PAGE_BYTES, 0);
  let spare = yield* requirePage();
  const room = { strings: allOf(spare), faultTimeoutMs: 0 };
  yield* serve(function* (request) {
    const [what, block] = request.words;
    const place = `${String(taskOf(request))}:${String(block)}`;
    if (what === READ) return { words: [DONE], strings: allOf(kept.get(place) ?? blank), faultTimeoutMs: 0 };
    // What came is the block now, and what was the block is spare; a new block needs a page more.
    const next = request.strings === 0 ? null : (kept.get(place) ?? (yield* requestAnyPage()));
    if (next === null) return { words: [REFUSED] };
    kept.set(place, spare);
    spare = next;
    room.strings = allOf(spare);
    for (let turn = 0; turn < turns; turn++) yield* yieldTo();
    return { words: [DONE] };
  }, room);
}

/** To keep a page twice changes nothing. */
function* ask(swap: ThreadId, what: number, block: number, enclosed: Enclosed, room: Room): Thread<boolean> {
  const { cause, words } = yield* insist(swap, [what, block], enclosed, room);
  return cause === 'ok' && words[0] === DONE;
}
/** Writes a page of the caller's out, under the number `block`; false where it is not kept. */
export const writeOut = (swap: ThreadId, block: number, page: number): Thread<boolean> =>
  ask(swap, WRITE, block, { strings: allOf(page) }, {});
/** Reads it in, into a page of the caller's; false where it has not come. */
export const readIn = (swap: ThreadId, block: number, page: number): Thread<boolean> =>
  ask(swap, READ, block, {}, { strings: allOf(page) });
