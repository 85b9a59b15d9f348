import { pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { mapPage, serve } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { currentBlock } from './file-server.js';
import { requestAnyPage, taskOf } from './sigma0.js';

/** The pages of the pager's own space through which blocks of files pass, one for each task. */
const PASSING = 32;

/**
 * A file-system-aware pager (L.81): a fault outside of the buffer region it handles itself; any other it forwards to the file server, which
 * finds the page of the current block. The answer of a fault must come from the pager, so that the page passes through its space.
 */
export function* filePager(server: ThreadId, buffers: readonly number[], onForward: () => void): Thread {
  yield* serve(function* (fault) {
    const page = pageOf(fault.words[0]);
    if (!buffers.includes(page)) {
      const own = yield* requestAnyPage();
      return own === null ? 'later' : { words: [], items: [mapPage(own, page)] };
    }
    onForward();
    const passing = PASSING + taskOf(fault);
    const isOpen = yield* currentBlock(server, taskOf(fault), passing);
    return isOpen ? { words: [], items: [mapPage(passing, page, false)] } : 'later';
  });
}
