import type { Spot, Values } from './spots.js';

/** A text that a shell takes as it is. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** A path of commands as the scripts keep it, each word behind a blank: ` bench ipc`. */
export const pathOf = ({ path }: Pick<Spot, 'path'>): string => (path === '' ? '' : ` ${path}`);
/** All paths but the empty one, as alternatives of a `case`. */
export const pathPattern = (spots: readonly Spot[]): string =>
  spots
    .filter(({ path }) => path !== '')
    .map((it) => quoted(pathOf(it)))
    .join(' | ');

/** What may follow in a place; where that is options alone, those. */
export const following = ({ commands, operands, flags }: Spot): Values => {
  const words = [...commands, ...operands.words];
  return words.length === 0 && operands.paths === 'none'
    ? { words: flags, paths: 'none' }
    : { words, paths: operands.paths };
};

/** What may stand behind options, with all the places, each a path and an option, where it is the same. */
export const valuesByPlace = (
  spots: readonly Spot[],
): readonly { readonly places: readonly string[]; readonly values: Values }[] => {
  const groups = new Map<string, { readonly places: string[]; readonly values: Values }>();
  for (const spot of spots)
    for (const { word, values } of spot.flags) {
      if (values === null) continue;
      const key = JSON.stringify(values);
      const group = groups.get(key) ?? { places: [], values };
      groups.set(key, group);
      group.places.push(`${pathOf(spot)} ${word}`);
    }
  return [...groups.values()];
};
