import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rootOfPackage } from '../package.js';
import type { Explored } from './scopes.js';

// The records of what was explored. When the specification has changed, and is meant to: npm run records

const fileOf = (scope: string): URL =>
  new URL(`model/explorer/records/${scope.replaceAll(/[:/]/g, '-')}.json`, rootOfPackage);

/** The record of a scope that is stored, or undefined. */
export const storedRecord = (scope: string): Explored | undefined => {
  const file = fileOf(scope);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Explored) : undefined;
};
export const storeRecord = (record: Explored): void => {
  writeFileSync(fileOf(record.scope), `${JSON.stringify(record, null, 2)}\n`);
};

const isList = (value: unknown): value is readonly { readonly name: string; readonly applied: number }[] =>
  Array.isArray(value) && value.every((it) => typeof it === 'object' && it !== null && 'applied' in it);
/** What of one field is other than it was: of a list of counts, each count. */
const fieldDifferences = (field: string, was: unknown, is: unknown): readonly string[] => {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (!isList(was) || !isList(is)) return [`${field}: ${JSON.stringify(was)} in the record, now ${JSON.stringify(is)}`];
  const count = (list: typeof was, name: string): string =>
    String(list.find((it) => it.name === name)?.applied ?? 'none');
  const names = [...new Set([...was, ...is].map(({ name }) => name))].filter(
    (name) => count(was, name) !== count(is, name),
  );
  const counts = names.map((name) => `${field}, ${name}: ${count(was, name)} in the record, now ${count(is, name)}`);
  return counts.length > 0 ? counts : [`${field}: in another order`];
};
/** Where an exploration is other than the record says, a line each; none if it is the same. */
export const differencesFrom = (record: Explored | undefined, explored: Explored): readonly string[] => {
  if (record === undefined) return ['there is no record of it'];
  const [was, is] = [record, explored].map((it): Readonly<Record<string, unknown>> => ({ ...it }));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) =>
    fieldDifferences(field, was[field], is[field]),
  );
};
