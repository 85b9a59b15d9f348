import { spacesDoor } from 'l4-conformance';
import type { Page } from 'l4-conformance';

/** A page that a task has. What must it remember, so that a demap finds whatever was derived from it? */
type Entry = { task: number; page: number; frame: number; write: boolean };

export default spacesDoor('my-kernel', () => {
  let entries: Entry[] = [];
  const at = ([task, page]: Page) => entries.find((e) => e.task === task && e.page === page);
  return {
    /** Task 0 has page v for frame v; no other task has a page. */
    boot({ frames, pages }) {
      entries = Array.from({ length: Math.min(frames, pages) }, (_, v) => ({
        task: 0,
        page: v,
        frame: v,
        write: true,
      }));
    },

    /** The frame that an access finds, or null if the task does not have the page, or may not write it. */
    access(page, write) {
      const entry = at(page);
      return entry && (entry.write || !write) ? entry.frame : null;
    },

    /**
     * To write: (source, target, write). `target` obtains the page of `source`, to write only if `write` and the source may. What was there goes, and
     * all that was derived from it; but where it was itself derived from `source`, it stays, and at most gains the right to write.
     */
    map: () => undefined,

    /**
     * To write: (source, target, write). As `map`, but the source does not keep the page, unless its task is 0; what was derived from it is now derived
     * from `target`. What was at `target` goes even where it was derived from `source`.
     */
    grant: () => undefined,

    /** To write: (page, own, readOnly). Everything derived from `page` goes, or with `readOnly` may be written no more; with `own`, `page` too, unless its task is 0. */
    demap: () => undefined,
  };
});
