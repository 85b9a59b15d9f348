import { expect, test } from 'vitest';
import { missedBy } from './reached.js';
import { differencesFrom, storedRecord } from './records.js';
import { isOfSystem, isSound, smallScopes } from './scopes.js';
import type { Explored } from './scopes.js';

// That they are what exploration finds: `l4c explore --all`, and of the quick scopes conformance/mutation/scopes.test.ts.

const recordOf = (scope: string): Explored =>
  storedRecord(scope) ?? expect.fail(`no record of ${scope}: npm run records`);

test.each(smallScopes)('records: all of %s was covered, and no property broken', (scope) => {
  const record = recordOf(scope);
  expect(record.scope).toBe(scope);
  expect(isSound(record)).toBe(true);
  if ('complete' in record) expect(record.complete).toBe(true);
});

test('records: what is not as it was is told, count by count', () => {
  const record = recordOf('ipc:2');
  if (!isOfSystem(record)) expect.fail('not of the system');
  const [first, ...rules] = record.rules;
  const other = { ...record, states: 1, rules: [{ ...first, applied: 7 }, ...rules] };
  expect(differencesFrom(record, record)).toEqual([]);
  expect(differencesFrom(record, other)).toEqual([
    `states: ${String(record.states)} in the record, now 1`,
    `rules, ${first.name}: ${String(first.applied)} in the record, now 7`,
  ]);
  expect(differencesFrom(record, { ...record, rules: [...rules, first] })).toEqual(['rules: in another order']);
  expect(differencesFrom(undefined, record)).toEqual(['there is no record of it']);
});

test('records: the scopes together reach every rule and every edge of the chart; fewer, and what is missed is told', () => {
  const records = smallScopes.map(recordOf);
  expect(missedBy(records)).toEqual([]);
  const missed = missedBy(records.filter(({ scope }) => !['exceptions:2', 'standings:2'].includes(scope)));
  expect(missed).toContain('no scope reaches exceptions/raise');
  expect(missed.some((line) => line.startsWith('no scope reaches halted to ready: '))).toBe(true);
});
