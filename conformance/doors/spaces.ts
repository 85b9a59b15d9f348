import { reference, withFamily } from '../../spec/index.js';
import type { Rule, Rules, Spot, State, Work } from '../../spec/index.js';
import { PAGE_BYTES, pageOf } from '../../spec/vocabulary/index.js';
import type { BootConfig, KernelFactory } from '../../spec/vocabulary/index.js';
import { kernelBehind, telling } from './door.js';

/** A page: the number of its task, and its own number there. */
export type Page = readonly [task: number, page: number];

/**
 * The door for a first kernel: address spaces alone (L.65-71). The rest of the kernel is played by the model, which asks for what
 * happens to pages and for what an access finds.
 */
export interface Spaces {
  /** Task 0 has page v for frame v, below `frames` and `pages`; no other task has a page. Called for each program. */
  boot(config: BootConfig): void;
  /**
   * `target` obtains the page at `source`, to write only if `write` and the source may; the source retains it. What was there goes, and all that was
   * derived from it; but where it was itself derived from `source`, it stays, and at most gains the right to write.
   */
  map(source: Page, target: Page, write: boolean): void;
  /**
   * As `map`, but the source does not retain the page (unless its task is 0), and what was derived from it is now derived from `target`. What was at
   * `target` goes even where it was derived from `source`.
   */
  grant(source: Page, target: Page, write: boolean): void;
  /** Every page derived from `page` goes, or with `readOnly` can no more be written; with `own`, `page` itself too (unless its task is 0). */
  demap(page: Page, own: boolean, readOnly: boolean): void;
  /** The number of the frame that the access finds, or null if it is not allowed. */
  access(page: Page, write: boolean): number | null;
}

const placeToPage = (s: State, place: number): Page => [Math.floor(place / s.world.pages), place % s.world.pages];

const tellPage =
  (spaces: Spaces) =>
  (s: State, { source, task, page, grant, write }: Work<'page'>): void => {
    const [from, to]: [Page, Page] = [placeToPage(s, source), [task, page]];
    if (from[0] === task || task === 0 || page >= s.world.pages) return;
    if (grant) spaces.grant(from, to, write);
    else spaces.map(from, to, write);
  };

/** What an access finds is the kernel's to say: the two rules of the family are one, which asks it. */
const asking = <K extends 'load' | 'store'>(
  done: Rule<K>,
  faults: Rule<K>,
  find: (s: State, work: Work<K>) => number | null,
): Rule<K> => ({
  ...done,
  when: () => ({}),
  then: (s, work) => {
    const frame = find(s, work);
    if (frame === null) return faults.then(s, work, true);
    const spot: Spot = { frame, offset: work.address % PAGE_BYTES };
    return done.then(s, work, spot);
  },
});

const tableOf = (spaces: Spaces): Rules => {
  const find = (s: State, work: Work<'load'> | Work<'store'>): number | null => {
    const task = s.threads[work.thread]?.task ?? 0;
    const page = pageOf(work.address);
    return page < s.world.pages ? spaces.access([task, page], work.do === 'store') : null;
  };
  const page = reference.page.map((rule) => telling(rule, tellPage(spaces)));
  const demap = reference.demap.map((rule) =>
    telling(rule, (s, { place, own, readOnly }) => {
      spaces.demap(placeToPage(s, place), own, readOnly);
    }),
  );
  const [load, loadFaults] = reference.load;
  const [store, storeFaults] = reference.store;
  let table = withFamily(reference, 'page', page as unknown as Rules['page']);
  table = withFamily(table, 'demap', demap as unknown as Rules['demap']);
  table = withFamily(table, 'load', [asking(load, loadFaults, find)]);
  return withFamily(table, 'store', [asking(store, storeFaults, find)]);
};

/** A kernel of which only the address spaces are the user's. It claims `sigma`, and is judged like any other. */
export const spacesDoor =
  (name: string, make: () => Spaces): KernelFactory =>
  () => {
    const spaces = make();
    return kernelBehind(name, 'sigma', tableOf(spaces), (config) => {
      spaces.boot(config);
    });
  };
