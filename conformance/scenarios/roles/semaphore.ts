import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, send, serve } from '../runtime/thread.js';
import type { Message, Thread } from '../runtime/thread.js';

// A synchronization mechanism that needs none in the kernel but IPC (L.25): whoever has to wait is not answered.

/** The requests: may I pass, and: I have passed. */
export const DOWN = 0;
const UP = 1;

/**
 * A semaphore that so many may pass: who comes when it is 0 waits, and the first who waits goes first. Who waits no more, for it was killed or fetched
 * away, has no pass: it goes to the next.
 */
export function* semaphoreServer(passes: number): Thread {
  let free = passes;
  let waiting: readonly ThreadId[] = [];
  yield* serve(function* ({ from, words: [what] }) {
    if (from === 'nobody' || 'line' in from) return 'later';
    // Who asks anew waits no more for what it asked before.
    waiting = waiting.filter((it) => String(it) !== String(from));
    if (what === DOWN && free === 0) {
      waiting = [...waiting, from];
      return 'later';
    }
    if (what === DOWN) free--;
    else if (!(yield* letIn())) free++;
    return { words: [] };
  });
  /** Lets the first in who waits still; false where nobody does. */
  function* letIn(): Thread<boolean> {
    for (const [i, next] of waiting.entries()) {
      const { cause } = yield* send(next, [], { timeoutMs: 0 });
      if (cause !== 'ok') continue;
      waiting = waiting.slice(i + 1);
      return true;
    }
    waiting = [];
    return false;
  }
}

export const down = (semaphore: ThreadId): Thread<Message> => call(semaphore, [DOWN]);
export const up = (semaphore: ThreadId): Thread<Message> => call(semaphore, [UP]);
