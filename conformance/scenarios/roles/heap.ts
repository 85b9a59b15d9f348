import { PAGE_BYTES, pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, demap, giveUp, load, mapPage, serve, store } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { requestAnyPage, taskOf } from './sigma0.js';

// malloc and free (L.29 q6): a region that grows by faults, and gives pages back.

/** A request that no fault message is: the page is free again. */
const GIVE_BACK = 1;

/** What a task has of a pager: the pager's page behind each of its own; and pages that it gave back, which hold what it left there. */
interface Held {
  readonly given: Map<number, number>;
  readonly free: number[];
}

/** The pager of heaps: it asks for a page only where it has none that the same task gave back. */
export function* heapPager(onPage: (isNew: boolean) => void): Thread {
  const tasks = new Map<number, Held>();
  const heldBy = (task: number): Held => {
    const held = tasks.get(task) ?? { given: new Map<number, number>(), free: [] };
    tasks.set(task, held);
    return held;
  };
  yield* serve(function* (request) {
    const [word, argument] = request.words;
    const { given, free } = heldBy(taskOf(request));
    if (word === GIVE_BACK) {
      const back = given.get(argument);
      if (back === undefined) return { words: [0] };
      yield* demap(back); // σ2(v) = ∅, where σ2(v) = σ1(v′): whoever has it still
      given.delete(argument);
      free.push(back);
      return { words: [1] };
    }
    const page = pageOf(word);
    const known = given.get(page) ?? free.pop();
    const own = known ?? (yield* requestAnyPage());
    if (own === null) return 'later';
    if (!given.has(page)) onPage(known === undefined);
    given.set(page, own);
    return { words: [], items: [mapPage(own, page)] }; // σ2(v) = σ1(v′)
  });
}

/** A block begins with a word: twice the number of words behind it, and 1 if it is free. */
const sizeOf = (header: number): number => Math.floor(header / 2);
const isFree = (header: number): boolean => header % 2 === 1;
const headerOf = (words: number, free: boolean): number => 2 * words + (free ? 1 : 0);
const behind = (at: number, header: number): number => at + 4 * (1 + sizeOf(header));

/** A heap from an address on, whose blocks lie one behind the other. */
export class Heap {
  /** Behind the last block. */
  #end: number;

  constructor(
    private readonly start: number,
    private readonly pager: ThreadId,
  ) {
    this.#end = start;
  }

  /** The header of a block. A free one is first joined with those that lie free behind it. */
  *#headerAt(at: number): Thread<number> {
    let header = yield* load(at);
    while (isFree(header) && behind(at, header) < this.#end) {
      const next = yield* load(behind(at, header));
      if (!isFree(next)) break;
      header = headerOf(sizeOf(header) + 1 + sizeOf(next), true);
      yield* store(at, header);
    }
    return header;
  }

  /** The address of a block of so many words: of the beginning of the first that is free and large enough, the rest of which stays free; or of a new one. */
  *malloc(words: number): Thread<number> {
    for (let at = this.start; at < this.#end;) {
      const header = yield* this.#headerAt(at);
      if (isFree(header) && sizeOf(header) >= words) {
        const rest = sizeOf(header) - words - 1;
        yield* store(at, headerOf(rest < 0 ? sizeOf(header) : words, false));
        if (rest >= 0) yield* store(at + 4 * (1 + words), headerOf(rest, true));
        return at + 4;
      }
      at = behind(at, header);
    }
    const at = this.#end;
    yield* store(at, headerOf(words, false));
    this.#end = behind(at, headerOf(words, false));
    return at + 4;
  }

  /** Frees a block; where no block is behind it any more, its pages go back to the pager. */
  *free(block: number): Thread {
    yield* store(block - 4, (yield* load(block - 4)) + 1);
    let used = this.start;
    for (let at = this.start; at < this.#end;) {
      const header = yield* load(at);
      at = behind(at, header);
      if (!isFree(header)) used = at;
    }
    const [first, last] = [Math.ceil(used / PAGE_BYTES), pageOf(this.#end - 1)];
    this.#end = used;
    for (let page = first; page <= last; page++) {
      yield* giveUp(page);
      yield* call(this.pager, [GIVE_BACK, page]);
    }
  }
}
