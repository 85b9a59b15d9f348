import { primaryFacts } from './facts.js';
import type { Fact } from './facts.js';
import { lecturePages } from './lecture-pages.js';

/** Where a rule or a property comes from. */
export type Source =
  | { readonly kind: 'lecture'; readonly page: number; readonly title: string }
  | { readonly kind: 'facts'; readonly row: string; readonly fact: Fact };

/** Page `page` of the lecture. A page that the index does not have is a mistake of ours and throws. */
export const lecture = (page: number): Source => {
  const title = lecturePages.find(([first, last]) => first <= page && page <= last)?.[2];
  if (title === undefined) throw new RangeError(`the lecture's index has no page ${String(page)}`);
  return { kind: 'lecture', page, title };
};

/** A row (`A18`) or a section (`3.2`) of the collection of primary facts. One that is not told there throws. */
export const facts = (row: string): Source => {
  const fact = primaryFacts.get(row);
  if (fact === undefined) throw new RangeError(`the collection of facts has no row ${row}`);
  return { kind: 'facts', row, fact };
};

/** `L.58` or `F:A18`, as reports print a source. */
export const renderSource = (source: Source): string =>
  source.kind === 'lecture' ? `L.${String(source.page)}` : `F:${source.row}`;
