/** The states found so far, numbered in the order in which they were found, each with the transition that first led to it. */
export interface Found {
  readonly keys: readonly number[];
  has(key: number): boolean;
  /** The state of `key`, which was not found before, is reached from state `parent` by operation `by`. */
  add(key: number, parent: number, by: number): void;
  /** The operations that lead from the first state to state `at`: as few as possible, if states were expanded in order. */
  pathTo(at: number): readonly number[];
}

/** One bit for each of `size` keys says whether it was found. */
export const foundAmong = (size: number, first: number): Found => {
  const bits = new Uint32Array(Math.ceil(size / 32));
  const keys: number[] = [];
  const parents: number[] = [];
  const operations: number[] = [];
  const has = (key: number): boolean => (bits[Math.floor(key / 32)] & (1 << (key % 32))) !== 0;
  const add = (key: number, parent: number, by: number): void => {
    bits[Math.floor(key / 32)] |= 1 << (key % 32);
    keys.push(key);
    parents.push(parent);
    operations.push(by);
  };
  const pathTo = (end: number): readonly number[] => {
    const path: number[] = [];
    // State 0 is the only one without a parent, and every parent has a smaller number.
    for (let at = end; at > 0; at = parents[at]) path.push(operations[at]);
    return path.reverse();
  };
  add(first, 0, 0);
  return { keys, has, add, pathTo };
};
