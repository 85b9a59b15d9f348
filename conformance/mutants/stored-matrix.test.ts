import { expect, test } from 'vitest';
import { ALONG_THE_CHART, RECEPTIVE } from '../../model/explorer/system/index.js';
import { sigmaProperties } from '../../spec/properties/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import { systemProperties } from '../../spec/properties/system/index.js';
import { differencesFromMatrix, digestOf, storedMatrix } from './stored-matrix.js';
import { wrongRules } from './wrong-rules/index.js';

// That it is what trials find: `l4c mutants --spec`, and whole `l4c mutants --spec --matrix`.

const rows = storedMatrix();

test('matrix: it has each wrong rule as it is edited now, and each is caught by properties that exist: if not, npm run matrix', () => {
  expect(rows.map(({ name, edit }) => [name, edit])).toEqual(wrongRules.map((it) => [it.name, digestOf(it)]));
  const properties = [...sigmaProperties, ...systemProperties, ...runProperties].map(({ name }) => name);
  const names = new Set([...properties, RECEPTIVE, ALONG_THE_CHART]);
  expect(rows.filter(({ caught }) => caught.length === 0)).toEqual([]);
  expect(rows.flatMap(({ caught }) => caught).filter((it) => !names.has(it))).toEqual([]);
});

test('matrix: a property catches a wrong rule alone, or says why it stays', () => {
  for (const { name, stays } of [...sigmaProperties, ...systemProperties, ...runProperties]) {
    const alone = rows.some(({ caught }) => caught.length === 1 && caught[0] === name);
    expect([name, alone]).toEqual([name, stays === undefined]);
  }
});

test('matrix: what is found and not stored is told, and of a whole trial also what is stored and not found', () => {
  const [wrong] = wrongRules;
  const [{ caught: stored }] = rows;
  const tried = (...names: readonly string[]) => [{ wrong, caught: names.map((property) => ({ property, on: 'x' })) }];
  expect(differencesFromMatrix(rows, tried(...stored), true)).toEqual([]);
  expect(differencesFromMatrix(rows, tried(stored[0]), false)).toEqual([]);
  expect(differencesFromMatrix(rows, tried(...stored.slice(1)), true)).toEqual([
    `${wrong.name}: ${stored[0]} no longer catches it, as is stored`,
  ]);
  expect(differencesFromMatrix(rows, tried('a/b'), false)).toEqual([
    `${wrong.name}: a/b catches it, which is not stored`,
  ]);
  const other = [{ wrong: { ...wrong, replace: 'x' }, caught: [] }];
  expect(differencesFromMatrix(rows, other, true)).toEqual([`${wrong.name}: no row of this edit is stored`]);
});
