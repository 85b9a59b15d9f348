import type { Images } from './keys.js';

/** A transition of the search: operation `by` led from a representative to a state, which renaming `renamed` takes to its representative. */
export interface Edge {
  readonly by: number;
  readonly renamed: number;
}

/**
 * The states found so far, by orbits: the states that renamings make of one another. The least key of an orbit represents it. Orbits are
 * numbered in the order in which they were found, each with the transition that first led to it.
 */
export interface Found {
  /** By orbit, the key of its representative. */
  readonly keys: readonly number[];
  /** By orbit, how many states it has. */
  readonly sizes: readonly number[];
  /** How many states the orbits have together. */
  states(): number;
  has(key: number): boolean;
  /** The state of `key`, which was not found before, is reached from the representative of orbit `parent` by operation `by`. */
  add(key: number, parent: number, by: number): void;
  /** The transitions that lead from the first state to orbit `at`: as few as possible, if orbits were expanded in order. */
  pathTo(at: number): readonly Edge[];
}

/** One bit for each of `size` keys says whether it was found; a new orbit sets those of all its states. */
export const foundAmong = (size: number, images: Images, first: number): Found => {
  const bits = new Uint32Array(Math.ceil(size / 32));
  const keys: number[] = [];
  const sizes: number[] = [];
  const parents: number[] = [];
  const operations: number[] = [];
  const renamings: number[] = [];
  let states = 0;
  const has = (key: number): boolean => (bits[key >>> 5] & (1 << (key & 31))) !== 0;
  const add = (key: number, parent: number, by: number): void => {
    const orbit = images.of(key);
    let least = 0;
    let members = 0;
    for (let renaming = 0; renaming < orbit.length; renaming++) {
      const image = orbit[renaming];
      if (image < orbit[least]) least = renaming;
      if (has(image)) continue;
      bits[image >>> 5] |= 1 << (image & 31);
      members++;
    }
    states += members;
    keys.push(orbit[least]);
    sizes.push(members);
    parents.push(parent);
    operations.push(by);
    renamings.push(least);
  };
  const pathTo = (end: number): readonly Edge[] => {
    const path: Edge[] = [];
    // Orbit 0 is the only one without a parent, and every parent has a smaller number.
    for (let at = end; at > 0; at = parents[at]) path.push({ by: operations[at], renamed: renamings[at] });
    return path.reverse();
  };
  add(first, 0, 0);
  return { keys, sizes, states: () => states, has, add, pathTo };
};
