import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, send, serve } from '../runtime/thread.js';
import type { Message, Thread } from '../runtime/thread.js';

// A synchronization mechanism that needs none in the kernel but IPC (L.25): whoever has to wait is not answered.

const DOWN = 0;
const UP = 1;

/** A semaphore that so many may pass: who comes when it is 0 waits, and the first who waits goes first. */
export function* semaphoreServer(passes: number): Thread {
  let free = passes;
  const waiting: ThreadId[] = [];
  yield* serve(function* ({ from, words: [what] }) {
    if (from === 'nobody' || 'line' in from) return 'later';
    if (what === DOWN && free === 0) {
      waiting.push(from);
      return 'later';
    }
    const next = what === UP ? waiting.shift() : undefined;
    if (next !== undefined) yield* send(next, [], { timeoutMs: 0 });
    else free += what === UP ? 1 : -1;
    return { words: [] };
  });
}

export const down = (semaphore: ThreadId): Thread<Message> => call(semaphore, [DOWN]);
export const up = (semaphore: ThreadId): Thread<Message> => call(semaphore, [UP]);
