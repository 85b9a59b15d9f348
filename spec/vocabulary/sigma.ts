/**
 * sigma: V -> (Sigma x V) u {nil}: every mapping names the page from which it came (L.68, and the facts, 2.1). The lecture's
 * V -> R u {nil} follows by walking to sigma-zero, where every page names itself.
 *
 * A place is a page of a space, task * pages + page. A mapping is one small integer: 0 is nil, otherwise
 * (source place + 1) * 2 + (1 if the page may be written).
 */
export type Place = number;
/** What a page is mapped from, and with which right; 0 is nil. */
export type Mapping = number;
/** The mappings of all spaces, by place. */
export type Sigma = readonly Mapping[];

/** No mapping. */
export const nil: Mapping = 0;
/** The mapping that names a source. */
export const names = (source: Place, write: boolean): Mapping => (source + 1) * 2 + (write ? 1 : 0);
/** The place that a mapping names. */
export const sourceOf = (mapping: Mapping): Place => (mapping >> 1) - 1;
/** Whether the page may be written. */
export const writable = (mapping: Mapping): boolean => (mapping & 1) === 1;
/** The same source, to be read only. */
export const readOnly = (mapping: Mapping): Mapping => mapping & ~1;

/** What an owner can do to one page (L.65): hand it to another space by map or grant, or demap it. */
export type SigmaOperation =
  | { readonly op: 'map' | 'grant'; readonly source: Place; readonly target: Place; readonly write: boolean }
  | { readonly op: 'demap'; readonly place: Place; readonly own: boolean; readonly readOnly: boolean };

/** The finite universe of an exploration: spaces (sigma-zero among them) of so many pages each. */
export interface Universe {
  readonly spaces: number;
  readonly pages: number;
}
