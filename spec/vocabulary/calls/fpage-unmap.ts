import { z } from 'zod';
import { Fpage, renderFpage } from '../pages.js';

/**
 * `fpage_unmap`: the lecture's demap (L.70). Every page derived from a page of the fpage goes, or is cut to read-only;
 * with `own`, the page itself too. It returns nothing and cannot fail.
 */
export const FpageUnmap = z.strictObject({
  do: z.literal('fpage_unmap'),
  fpage: Fpage,
  own: z.boolean(),
  readOnly: z.boolean(),
});
export type FpageUnmap = z.infer<typeof FpageUnmap>;

/** The call as reports print it. */
export const renderFpageUnmap = ({ fpage, own, readOnly }: FpageUnmap): string =>
  `fpage_unmap ${renderFpage(fpage)}${own ? ', own pages too' : ''}${readOnly ? ', to read-only' : ''}`;
