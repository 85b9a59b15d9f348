import { pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { mapPage, serve } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';
import { currentBlock } from './file-server.js';
import { isWrite, plainAnswers } from './pager.js';
import { taskOf } from './sigma0.js';

/** The first page of the pager's own space through which blocks of files pass, one for each buffer of a task. */
const PASSING = 32;

/**
 * A file-system-aware pager (L.81): a fault outside of the buffer region it handles itself; any other it forwards to the file server, which
 * finds the page of the current block. The answer of a fault must come from the pager, so that the page passes through its space: p is that page,
 * σp the pager's space.
 */
export function* filePager(server: ThreadId, buffers: readonly number[], onForward: () => void): Thread {
  const plain = plainAnswers();
  yield* serve(function* (fault) {
    const page = pageOf(fault.words[0]);
    if (!buffers.includes(page)) return yield* plain(fault);
    if (isWrite(fault.words[0])) return 'later'; // blocks are mapped to be read
    onForward();
    const passing = PASSING + taskOf(fault) * buffers.length + buffers.indexOf(page);
    // σp(p) = σ1(v′), and then σ2(v) = σp(p).
    const isOpen = yield* currentBlock(server, taskOf(fault), page, passing);
    return isOpen ? { words: [], items: [mapPage(passing, page, false)] } : 'later';
  });
}
