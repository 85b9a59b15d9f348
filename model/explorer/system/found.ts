import type { State } from '../../../spec/index.js';
import { LANES, hex, laneOf, stir } from '../hash.js';
import { systemKey } from './key.js';
import type { Renaming } from './renaming.js';
import { renamedState } from './symmetry.js';

/** States that renamings make of one another, of which one is gone on from. */
export interface Orbit {
  /** How many states it has. */
  readonly size: number;
  /** The sum of the hashes of their keys, in two lanes: whoever represents the orbit. */
  readonly hash: readonly [number, number];
}

/** The states found so far, by orbits. */
export interface Found {
  readonly orbitOf: (key: string) => Orbit | undefined;
  /** The orbit of a state that was not found before: all its members are, from now on. */
  readonly add: (s: State, key: string) => Orbit;
  readonly orbits: () => number;
  readonly states: () => number;
}
export const foundUnder = (group: readonly Renaming[]): Found => {
  const [, ...others] = group;
  const byKey = new Map<string, Orbit>();
  let orbits = 0;
  const add = (s: State, key: string): Orbit => {
    const keys = new Set([key]);
    for (const by of others) keys.add(systemKey(renamedState(by, s)));
    const lane = (of: number): number => [...keys].reduce((sum, key) => (sum + laneOf(key, of)) | 0, 0);
    const orbit = { size: keys.size, hash: [lane(LANES[0]), lane(LANES[1])] as const };
    for (const key of keys) byKey.set(key, orbit);
    orbits++;
    return orbit;
  };
  return { orbitOf: (key) => byKey.get(key), add, orbits: () => orbits, states: () => byKey.size };
};

/** A hash of transitions between orbits, each with the number of states from which it was taken, in whatever order. */
export interface OrbitHash {
  readonly add: (before: Orbit, after: Orbit) => void;
  readonly digest: () => string;
}
export const orbitHash = (): OrbitHash => {
  const sums = [0, 0];
  const add = (before: Orbit, after: Orbit): void => {
    for (const lane of [0, 1] as const) {
      const mixed = stir(Math.imul(before.hash[lane], LANES[lane]) ^ after.hash[lane]);
      sums[lane] = (sums[lane] + Math.imul(mixed, before.size)) | 0;
    }
  };
  return { add, digest: () => sums.map(hex).join('') };
};
