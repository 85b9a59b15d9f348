import { lecturePages } from './lecture-pages.js';

/** Where a rule or a property comes from. */
export type Source =
  | { readonly kind: 'lecture'; readonly page: number; readonly title: string }
  | { readonly kind: 'facts'; readonly row: string };

/** Page `page` of the lecture. A page that the index does not have is a mistake of ours and throws. */
export const lecture = (page: number): Source => {
  const title = lecturePages.find(([first, last]) => first <= page && page <= last)?.[2];
  if (title === undefined) throw new RangeError(`the lecture's index has no page ${String(page)}`);
  return { kind: 'lecture', page, title };
};

/** A row (`A18`) or a section (`3.2`) of the collection of primary facts. */
export const facts = (row: string): Source => ({ kind: 'facts', row });

/** `L.58` or `F:A18`, as reports print a source. */
export const renderSource = (source: Source): string =>
  source.kind === 'lecture' ? `L.${String(source.page)}` : `F:${source.row}`;
