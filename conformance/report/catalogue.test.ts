import { expect, test } from 'vitest';
import { catalogue, kinds, renderEntries } from './catalogue.js';

test('list: kinds of things, each with names of their own and a sentence for each', () => {
  for (const kind of kinds) {
    const entries = catalogue[kind]();
    expect([kind, new Set(entries.map(({ name }) => name)).size]).toEqual([kind, entries.length]);
    for (const { name, says } of entries) expect([name, says.length > 9]).toEqual([name, true]);
  }
});

test('list: a line each, with where it comes from', () => {
  const rules = renderEntries(catalogue.rules()).split('\n');
  expect(rules.find((line) => line.startsWith('ipc/send-poll'))).toMatch(
    /^ipc\/send-poll {2,}With timeout 0, .* \(L\.59, F:1\.4\)$/,
  );
  expect(renderEntries(catalogue.dialects())).toContain('paper-1995        a preset: grantOnward flushed');
});
