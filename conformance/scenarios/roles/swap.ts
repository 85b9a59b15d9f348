import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { Piece, ThreadId } from '../../../spec/vocabulary/index.js';
import { call, serve, store, yieldTo } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { requestAnyPage, taskOf } from './sigma0.js';

// Where pages go for which there is no room in memory (L.76).

const READ = 0;
const WRITE = 1;
const allOf = (page: number): readonly Piece[] => [{ address: page * PAGE_BYTES, bytes: PAGE_BYTES }];

/**
 * Keeps the pages of its clients, each under a number of the client's; one that was never written is blank. While it keeps a page it gives the
 * others so many `turns`, as a disk takes its time.
 */
export function* swapServer(turns: number): Thread {
  const kept = new Map<string, number>();
  const blank = (yield* requestAnyPage()) ?? 0;
  yield* store(blank * PAGE_BYTES, 0);
  yield* serve(function* (request) {
    const { from, words } = request;
    const place = `${String(taskOf(request))}:${String(words[1])}`;
    if (words[0] === READ) return { words: [], strings: allOf(kept.get(place) ?? blank) };
    const page = kept.get(place) ?? (yield* requestAnyPage());
    if (page === null || from === 'nobody' || 'line' in from) return { words: [] };
    kept.set(place, page);
    // Where the page goes is known only now: it comes in a message of its own.
    yield* call(from, [], {}, { strings: allOf(page) });
    for (let turn = 0; turn < turns; turn++) yield* yieldTo();
    return { words: [] };
  });
}

/** Writes a page of the caller's out, under the number `block`. */
export function* writeOut(swap: ThreadId, block: number, page: number): Thread {
  yield* call(swap, [WRITE, block]);
  yield* call(swap, [], { strings: allOf(page) });
}
/** Reads it in, into a page of the caller's. */
export function* readIn(swap: ThreadId, block: number, page: number): Thread {
  yield* call(swap, [READ, block], {}, { strings: allOf(page) });
}
