import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, demap, mapPage, serve, windowAt } from '../runtime/thread.js';
import type { Answer, Thread } from '../runtime/thread.js';
import { requestAnyPage, taskOf } from './sigma0.js';

// A simple file server (L.77-81): it manages a cache of pages and, for each client, the file that it has open and its current block, which is
// mapped in the client's buffer.

/** A file: its blocks are so many from `first` on. A block fills the beginning of a page. */
export interface File {
  readonly first: number;
  readonly blocks: number;
}
/** What is read wherever a file server has its blocks from. */
export type ReadBlock = (block: number, address: number) => Thread;

const OPEN = 0;
const READ = 1;
const CURRENT = 2;

/** A page of the cache, and the block that it holds. */
interface Cached {
  readonly page: number;
  block: number;
}
/** What a client has open: a file, and the block that it has read last. */
interface Opened {
  readonly file: File;
  block: number;
}

export function* fileServer(files: readonly File[], cachePages: number, readBlock: ReadBlock): Thread {
  const cache: Cached[] = [];
  for (let i = 0; i < cachePages; i++) cache.push({ page: (yield* requestAnyPage()) ?? 0, block: -1 });
  const opened = new Map<number, Opened>();
  const isCurrent = (block: number): boolean => [...opened.values()].some((it) => it.block === block);

  /** The page of a block: it is in the cache, or takes the place of one that is nobody's current block. */
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
  function* mapped(block: number): Thread<Answer> {
    const page = yield* pageOf(block);
    return page === null ? { words: [0] } : { words: [1], items: [mapPage(page, page, false)] };
  }

  yield* serve(function* (request) {
    const [what, argument] = request.words;
    // A pager asks in the name of its client's task (L.81).
    const client = what === CURRENT ? argument : taskOf(request);
    if (what === OPEN && !(argument in files)) return { words: [0] };
    if (what === OPEN) opened.set(client, { file: files[argument], block: files[argument].first });
    const open = opened.get(client);
    if (open === undefined || (what === READ && argument >= open.file.blocks)) return { words: [0] };
    if (what !== READ) return yield* mapped(open.block);
    // The previous block is demapped, from whoever has it (L.79-80); then the next one comes.
    const previous = cache.find((it) => it.block === open.block);
    if (previous !== undefined) yield* demap(previous.page);
    open.block = open.file.first + argument;
    return yield* mapped(open.block);
  });
}

/** Opens a file: its first block is mapped into the page `buffer`. Returns whether there is such a file. */
export function* openFile(server: ThreadId, file: number, buffer: number): Thread<boolean> {
  return (yield* call(server, [OPEN, file], {}, windowAt(buffer))).words[0] === 1;
}
/** Reads a block of the open file, by its offset, into the same buffer. Returns whether the file has it. */
export function* readAt(server: ThreadId, offset: number, buffer: number): Thread<boolean> {
  return (yield* call(server, [READ, offset], {}, windowAt(buffer))).words[0] === 1;
}
/** Has the current block of a task mapped into a page of the caller's, its pager's. */
export function* currentBlock(server: ThreadId, task: number, page: number): Thread<boolean> {
  return (yield* call(server, [CURRENT, task], {}, windowAt(page))).words[0] === 1;
}
