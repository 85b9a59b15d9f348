import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, serve } from '../runtime/thread.js';
import type { Thread } from '../runtime/thread.js';

// The broker of IPC (L.24, L.29 q2): how does one get a remote end point? By asking a thread that everybody knows.

/** A name is a word of four letters, the last in the lowest byte. */
export const nameWord = (name: string): number =>
  [0, 1, 2, 3].reduce((word, at) => word * 256 + name.padEnd(4).charCodeAt(at), 0);
/** A thread in one word; 0, which is sigma-zero's, stands for nobody. */
const threadWord = ([task, lthread]: ThreadId): number => task * 128 + lthread;
const threadOf = (word: number): ThreadId | null => (word === 0 ? null : [Math.floor(word / 128), word % 128]);

const LOOK_UP = 0;
const REGISTER = 1;

/** Keeps who registered under which name: the first who does has it. Answers with the thread of the name. */
export function* nameService(): Thread {
  const known = new Map<number, ThreadId>();
  yield* serve(function* ({ from, words: [request, name] }) {
    if (request === REGISTER && from !== 'nobody' && !('line' in from) && !known.has(name)) known.set(name, from);
    const thread = known.get(name);
    return { words: [thread === undefined ? 0 : threadWord(thread)] };
  });
}

/** Registers the caller: nobody can register another, for the sender of a message is the kernel's to tell. Returns who has the name now. */
export function* register(names: ThreadId, name: string): Thread<ThreadId | null> {
  return threadOf((yield* call(names, [REGISTER, nameWord(name)])).words[0]);
}
export function* lookUp(names: ThreadId, name: string): Thread<ThreadId | null> {
  return threadOf((yield* call(names, [LOOK_UP, nameWord(name)])).words[0]);
}
