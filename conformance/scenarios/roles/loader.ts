import { PAGE_BYTES, pageOf } from '../../../spec/vocabulary/index.js';
import type { ThreadId } from '../../../spec/vocabulary/index.js';
import { call, createTask, grantPage, load, serve, store } from '../runtime/thread.js';
import type { Answer, Thread } from '../runtime/thread.js';
import { nameWord } from './names.js';
import { requirePage, taskOf } from './sigma0.js';

// How do you create a process (L.29 q3)? A loader copies an image, and makes a task that starts there, whose pager it is.

/** A program as a file system would have it: its words, at most 16, and the page for which it was linked, where it begins. */
export interface Image {
  readonly name: string;
  readonly page: number;
  readonly words: readonly number[];
}

/** A request, which no fault message is: bit 0 is set. */
const LOAD = 1;
const NOBODY = [0, 0];
/** The page of the loader's own, from its pager, in which it has the images, one behind the other. */
const ARCHIVE = 2;
const archived = (image: number, word: number): number => ARCHIVE * PAGE_BYTES + 64 * image + 4 * word;

/**
 * Serves requests to load an image, by its name: each is copied anew, into a page that is granted (L.67) to the new task when that faults on it, so
 * that no other load can change what is executed. The answer is the thread that was started. As a pager it has nothing else to give.
 */
export function* loader(me: ThreadId, images: readonly Image[], tasks: readonly number[]): Thread {
  const free = [...tasks];
  const copies = new Map<number, { readonly at: number; readonly copy: number }>();

  for (const [i, { words }] of images.entries())
    for (const [n, word] of words.entries()) yield* store(archived(i, n), word);

  function* start(name: number): Thread<Answer> {
    const i = images.findIndex((it) => nameWord(it.name) === name);
    const task = i < 0 ? undefined : free.shift();
    if (task === undefined) return { words: NOBODY };
    const { page, words } = images[i];
    const copy = yield* requirePage();
    for (const n of words.keys()) yield* store(copy * PAGE_BYTES + 4 * n, yield* load(archived(i, n)));
    copies.set(task, { at: page, copy });
    const made = yield* createTask(task, me, page * PAGE_BYTES);
    return { words: made === 'nobody' ? NOBODY : [made[0], made[1]] };
  }

  yield* serve(function* (request) {
    const [task, [word, name]] = [taskOf(request), request.words];
    if (word === LOAD) return yield* start(name);
    const image = copies.get(task);
    if (image?.at !== pageOf(word)) return 'later'; // nothing is there
    copies.delete(task);
    return { words: [], items: [grantPage(image.copy, image.at)] }; // σⱼ(v) = σᵢ(v′), σᵢ(v′) = ∅
  });
}

/** Has an image loaded; the thread that was started, or null where there is no such image or no task is left. */
export function* loadImage(server: ThreadId, name: string): Thread<ThreadId | null> {
  const { words } = yield* call(server, [LOAD, nameWord(name)]);
  return words.join() === NOBODY.join() ? null : words;
}
