import { PAGE_BYTES, renderPartner } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, demap, mapPage, serve, windowAt } from '../runtime/thread.js';
import type { Answer, Thread } from '../runtime/thread.js';
import { requirePage, taskOf } from './sigma0.js';

// A simple file server (L.77-81): it manages a cache of pages and, for each buffer of a client, the file that is open there and its current block, which
// is mapped in the buffer. As in the lecture, 1 is the server and 2 the client: σ1 and σ2 are their spaces, and v is the buffer.

/** A file: its blocks are so many from `first` on. A block fills the beginning of a page. */
export interface File {
  readonly first: number;
  readonly blocks: number;
}
/** What is read wherever a file server has its blocks from. */
export type ReadBlock = (block: number, address: number) => Thread;

/** Requests. The second word is a page * 1024 + a number: the client's buffer, and a file or an offset in it; or a pager's client, and its buffer. */
const OPEN = 0;
const READ = 1;
/** What a pager asks in the name of its client. */
export const CURRENT = 2;
/** What whoever makes tasks asks when it has deleted one: the second word is its number. */
export const CLOSE = 3;
const both = (first: number, second: number): number => first * 1024 + second;
const bothOf = (word: number): readonly [number, number] => [Math.floor(word / 1024), word % 1024];
const REFUSED: Answer = { words: [0] };

/** A page of the cache, and the block that it holds. */
interface Cached {
  readonly page: number;
  block: number;
}
/** What is open in a buffer: a file, and the block that was read last. */
interface Opened {
  readonly file: File;
  readonly block: number;
}

/**
 * The server. Of what is open elsewhere it tells nobody but the `pager` of its clients, and closes it for nobody but their `maker`: a task that is made
 * anew has the number of its predecessor, and must not find what that opened.
 */
export function* fileServer(
  files: readonly File[],
  cachePages: number,
  readBlock: ReadBlock,
  pager: ThreadId | null = null,
  maker: ThreadId | null = null,
): Thread {
  const cache: Cached[] = [];
  for (let i = 0; i < cachePages; i++) cache.push({ page: yield* requirePage(), block: -1 });
  const opened = new Map<number, Opened>();
  const isCurrent = (block: number): boolean => [...opened.values()].some((it) => it.block === block);

  /** The page of a block: it is in the cache, or takes the place of one that is nobody's current block; null where there is none such. */
  function* pageOf(block: number): Thread<number | null> {
    const cached = cache.find((it) => it.block === block);
    if (cached !== undefined) return cached.page;
    const free = cache.find((it) => !isCurrent(it.block));
    if (free === undefined) return null;
    cache.push(...cache.splice(cache.indexOf(free), 1)); // first in, first out
    free.block = block;
    yield* readBlock(block, free.page * PAGE_BYTES);
    return free.page;
  }
  /** Has another block be the current one of a buffer (L.79): a page v″ comes first, and only then v′ is demapped, so that a refusal changes nothing. */
  function* moveTo(place: number, file: File, block: number): Thread<Answer> {
    const next = yield* pageOf(block);
    if (next === null) return REFUSED;
    const previous = cache.find((it) => it.block === opened.get(place)?.block);
    // σj(w) = ∅ for all j, w with σj(w) = σ1(v′): whoever else has the block loses it too (L.80).
    if (previous !== undefined) yield* demap(previous.page);
    opened.set(place, { file, block });
    return { words: [1], items: [mapPage(next, next, false)] }; // σ2(v) = σ1(v″)
  }

  yield* serve(function* (request) {
    const [what, argument] = request.words;
    const [first, second] = bothOf(argument);
    const isFrom = (thread: ThreadId | null): boolean =>
      thread !== null && renderPartner(request.from) === renderPartner(thread);
    if (what === CLOSE) {
      if (!isFrom(maker)) return REFUSED;
      for (const place of [...opened.keys()]) if (bothOf(place)[0] === argument) opened.delete(place);
      return { words: [1] };
    }
    if (what === CURRENT) {
      const open = isFrom(pager) ? opened.get(argument) : undefined;
      const page = open === undefined ? null : yield* pageOf(open.block);
      return page === null ? REFUSED : { words: [1], items: [mapPage(page, page, false)] }; // σ2(v) = σ1(v′) once more
    }
    const place = both(taskOf(request), first);
    const file = what === OPEN ? files[second] : opened.get(place)?.file;
    const offset = what === OPEN ? 0 : second;
    return file === undefined || offset >= file.blocks ? REFUSED : yield* moveTo(place, file, file.first + offset);
  });
}

/** Opens a file: its first block is mapped into the page `buffer` (L.78). Returns whether it was: there may be no such file, or no room. */
export function* openFile(server: ThreadId, file: number, buffer: number): Thread<boolean> {
  return (yield* call(server, [OPEN, both(buffer, file)], {}, windowAt(buffer))).words[0] === 1;
}
/** Reads a block of the file that is open in a buffer, by its offset, into the same buffer (L.79). Returns whether it did. */
export function* readAt(server: ThreadId, offset: number, buffer: number): Thread<boolean> {
  return (yield* call(server, [READ, both(buffer, offset)], {}, windowAt(buffer))).words[0] === 1;
}
/** Closes all files that a task has open, which is deleted. Returns whether the server did that for the caller. */
export function* closeFiles(server: ThreadId, task: number): Thread<boolean> {
  return (yield* call(server, [CLOSE, task])).words[0] === 1;
}
/** Has the current block of a buffer of a task mapped into a page of the caller's, its pager's (L.81). */
export function* currentBlock(server: ThreadId, task: number, buffer: number, page: number): Thread<boolean> {
  return (yield* call(server, [CURRENT, both(task, buffer)], {}, windowAt(page))).words[0] === 1;
}
