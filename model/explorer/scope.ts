import { names, nil } from '../../spec/vocabulary/index.js';
import type { Mapping, SigmaOperation, Universe } from '../../spec/vocabulary/index.js';

/** What an exploration covers: a finite universe, and whether its items may ask for less than the right to write. */
export interface Scope {
  readonly name: string;
  readonly universe: Universe;
  readonly rights: boolean;
}

const FORM = /^sigma:(\d+)x(\d+)(?:\+rights)?$/;
const KNOWN =
  'a scope is sigma:SxV or sigma:SxV+rights, with S spaces (2 to 4, sigma-zero among them) of V pages (1 to 4)';

/** The scope of that name. Throws an Error that says what names there are; whether it is small enough is for its keys to say. */
export const scopeOf = (name: string): Scope => {
  const [, spaces, pages] = FORM.exec(name) ?? [];
  const universe: Universe = { spaces: Number(spaces), pages: Number(pages) };
  const known = universe.spaces >= 2 && universe.spaces <= 4 && universe.pages >= 1 && universe.pages <= 4;
  if (!known) throw new Error(`unknown scope '${name}': ${KNOWN}, as in sigma:3x2`);
  return { name, universe, rights: name.endsWith('+rights') };
};

/**
 * The declaration of the universe, from which keys are computed: by place, the mappings that it may hold. Sigma-zero holds itself; any
 * other page is nil or names any page, one of its own space too, which a grant can bring about.
 */
export const holdingsOf = ({ universe, rights }: Scope): readonly (readonly Mapping[])[] => {
  const places = Array.from({ length: universe.spaces * universe.pages }, (_, place) => place);
  const anyPage = [
    nil,
    ...places.flatMap((place) => (rights ? [names(place, false), names(place, true)] : [names(place, true)])),
  ];
  return places.map((place) => (place < universe.pages ? [names(place, true)] : anyPage));
};

/** Every operation of the scope: map and grant from every place to every place of another space, demap of every place. */
export const operationsOf = ({ universe, rights }: Scope): readonly SigmaOperation[] => {
  const places = Array.from({ length: universe.spaces * universe.pages }, (_, place) => place);
  const task = (place: number): number => Math.floor(place / universe.pages);
  const both = [false, true];
  return places.flatMap((source): SigmaOperation[] => [
    ...places
      .filter((target) => task(target) !== task(source))
      .flatMap((target) =>
        (['map', 'grant'] as const).flatMap((op) =>
          (rights ? both : [true]).map((write) => ({ op, source, target, write })),
        ),
      ),
    ...both.flatMap((own) =>
      (rights ? both : [false]).map((readOnly) => ({ op: 'demap' as const, place: source, own, readOnly })),
    ),
  ]);
};
