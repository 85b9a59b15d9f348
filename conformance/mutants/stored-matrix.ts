import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { rootOfPackage } from '../package.js';
import type { Mutant } from './mutants.js';
import type { Tried } from './wrong-rules.js';

// Which properties catch each wrong rule. When rules, properties or wrong rules have changed, and are meant to: npm run matrix

/** A wrong rule as it was tried, and every property that caught it, in the order of their names. */
export interface Row {
  readonly name: string;
  /** Of the edit; with another edit the row says nothing. */
  readonly edit: string;
  readonly caught: readonly string[];
}

const file = new URL('conformance/mutants/matrix.json', rootOfPackage);
const DIGITS = 12;
export const digestOf = ({ file: edited, find, replace }: Mutant): string =>
  createHash('sha256')
    .update(JSON.stringify([edited, find, replace]))
    .digest('hex')
    .slice(0, DIGITS);

export const storedMatrix = (): readonly Row[] => JSON.parse(readFileSync(file, 'utf8')) as readonly Row[];
const rowOf = ({ wrong, caught }: Tried): Row => ({
  name: wrong.name,
  edit: digestOf(wrong),
  caught: caught.map(({ property }) => property).sort(),
});
/** Stores all rows, a line each. */
export const storeMatrix = (tried: readonly Tried[]): void => {
  writeFileSync(file, `[\n${tried.map((it) => JSON.stringify(rowOf(it))).join(',\n')}\n]\n`);
};

/**
 * Where what was found is other than what is stored, a line each. Of a trial that the first catch ended (`isWhole` is false), only that it caught what is
 * not stored.
 */
export const differencesFromMatrix = (
  rows: readonly Row[],
  tried: readonly Tried[],
  isWhole: boolean,
): readonly string[] =>
  tried.flatMap((it) => {
    const { name, edit, caught } = rowOf(it);
    const row = rows.find((stored) => stored.name === name && stored.edit === edit);
    if (row === undefined) return [`${name}: no row of this edit is stored`];
    const more = caught.filter((property) => !row.caught.includes(property));
    const less = isWhole ? row.caught.filter((property) => !caught.includes(property)) : [];
    return [
      ...more.map((property) => `${name}: ${property} catches it, which is not stored`),
      ...less.map((property) => `${name}: ${property} no longer catches it, as is stored`),
    ];
  });
