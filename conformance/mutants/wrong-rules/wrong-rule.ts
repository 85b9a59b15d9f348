import type { Mutant } from '../mutants.js';

/** A wrong rule: one edit of one file of the specification, in the format of a mutant; `file` is below spec/, compiled. */
export type WrongRule = Mutant;

/** The wrong rules of one file: attacked rules, name, story, the text, and what takes its place. */
export const inFile = (
  file: string,
  ...edits: readonly (readonly [
    attacks: readonly string[],
    name: string,
    story: string,
    find: string,
    replace: string,
  ])[]
): readonly WrongRule[] =>
  edits.map(([attacks, name, story, find, replace]) => ({ name, attacks, story, file, find, replace }));
