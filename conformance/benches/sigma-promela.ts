import type { Universe } from '../../spec/vocabulary/index.js';

/**
 * map, grant and demap of one page with everything to be written, by the cases of the design (its section 4). `place` numbers the pages of
 * all spaces but sigma-zero, which never changes and is no part of the state; its pages have the numbers that follow.
 */
const operations = (places: number): string => `
#define NIL 255
#define PLACES ${places}

byte from[PLACES] = NIL; /* whence the page at a place came */
hidden int gone, before; /* sets of places */
hidden byte at;

/* gone := the place and all places below it. A step must not end in a loop, hence the skips. */
inline mark(place) {
  gone = 1 << (place);
  before = 0;
  do
  :: gone != before ->
     before = gone;
     at = 0;
     do
     :: at < PLACES ->
        if
        :: from[at] != NIL && ((gone >> from[at]) & 1) -> gone = gone | (1 << at)
        :: else
        fi;
        at++
     :: else -> break
     od
  :: else -> break
  od;
  skip
}

inline clear() {
  at = 0;
  do
  :: at < PLACES ->
     if
     :: (gone >> at) & 1 -> from[at] = NIL
     :: else
     fi;
     at++
  :: else -> break
  od;
  skip
}

/* Sigma-zero maps or grants: its pages are below nothing. */
inline handOut(source, target) {
  mark(target);
  clear();
  from[target] = source
}

/* Freeing the destination may take the source. */
inline map(source, target) {
  mark(target);
  clear();
  if
  :: from[source] != NIL -> from[target] = source
  :: else
  fi
}

inline grant(source, target) {
  mark(target);
  clear();
  if
  :: from[source] != NIL ->
     from[target] = from[source];
     at = 0;
     do
     :: at < PLACES ->
        if
        :: from[at] == source -> from[at] = target
        :: else
        fi;
        at++
     :: else -> break
     od;
     from[source] = NIL
  :: else
  fi
}

inline demap(place) {
  mark(place);
  gone = gone & ~(1 << (place));
  clear()
}

inline demapOwn(place) {
  mark(place);
  clear()
}
`;

/**
 * A model of the universe in Promela, for SPIN, as an engineer would write it for the same question: each operation is one atomic step, and
 * one that changes nothing has no transition where that is told by its numbers, by a nil source, or because it maps a page again.
 */
export const sigmaPromela = ({ spaces, pages }: Universe): string => {
  const places = (spaces - 1) * pages;
  const all = Array.from({ length: spaces * pages }, (_, place) => place);
  const space = (place: number): number => (place < places ? 1 + Math.floor(place / pages) : 0);
  const step = (premise: string, does: string): string => `  :: d_step { ${premise} -> ${does} }`;
  const steps = all.flatMap((source) => {
    const own = space(source) !== 0;
    const held = own ? `from[${source}] != NIL` : 'true';
    const targets = all.filter((target) => space(target) !== 0 && space(target) !== space(source));
    return [
      ...targets.flatMap((target) => [
        step(`${held} && from[${target}] != ${source}`, `${own ? 'map' : 'handOut'}(${source}, ${target})`),
        step(held, `${own ? 'grant' : 'handOut'}(${source}, ${target})`),
      ]),
      step(held, `demap(${source})`),
      ...(own ? [step(held, `demapOwn(${source})`)] : []),
    ];
  });
  return `${operations(places)}
active proctype owners() {
  do
${steps.join('\n')}
  od
}
`;
};
