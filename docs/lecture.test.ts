import { expect, test } from 'vitest';
import { reference, rulesOf } from '../spec/index.js';
import { hardwareProperties, sigmaProperties } from '../spec/properties/index.js';
import { pagesWithoutProperty } from '../spec/properties/lecture.js';
import { runProperties } from '../spec/properties/runs/index.js';
import { systemProperties } from '../spec/properties/system/index.js';
import { lecture, lecturePages } from '../spec/vocabulary/index.js';
import type { Source } from '../spec/vocabulary/index.js';

const properties = [...sigmaProperties, ...systemProperties, ...runProperties, ...hardwareProperties];
const rules = rulesOf(reference);
const pages = Array.from({ length: 81 - 38 + 1 }, (_, i) => 38 + i);
const citing = (list: readonly { readonly name: string; readonly source: readonly Source[] }[], page: number) =>
  list.filter(({ source }) => source.some((it) => it.kind === 'lecture' && it.page === page)).map(({ name }) => name);
const reasonFor = (page: number): string | undefined => pagesWithoutProperty.find(([without]) => without === page)?.[1];

test('lecture: every page on L4 has a property that cites it, or a written reason why it has none', () => {
  for (const page of pages)
    expect([page, citing(properties, page).length > 0]).toEqual([page, reasonFor(page) === undefined]);
});

test('lecture: a property that a reason names is one that there is', () => {
  const names = new Set(properties.map(({ name }) => name));
  for (const [, reason] of pagesWithoutProperty)
    for (const [name] of reason.matchAll(/\b[a-z-]+\/[a-z-]+\b/g)) expect(names).toContain(name);
});

const titleOf = (page: number): string => {
  const source = lecture(page);
  return source.kind === 'lecture' ? source.title : '';
};
const listed = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`- ${what}: ${names.map((name) => `\`${name}\``).join(', ')}`];
const table = (): string =>
  [
    '# The lecture, page by page',
    '',
    'What became of each page on L4: the properties that claim what it says, the rules that do it, or why there is no property. Written by',
    '`docs/lecture.test.ts` from the sources that properties and rules cite; `npx vitest run --config .config/vitest.config.ts docs -u` writes it anew.',
    ...pages.flatMap((page) => [
      '',
      `## L.${page} ${titleOf(page)}`,
      '',
      ...listed('Properties', citing(properties, page)),
      ...listed('Rules', citing(rules, page)),
      ...(reasonFor(page) === undefined ? [] : [`- No property: ${reasonFor(page) ?? ''}`]),
    ]),
    '',
  ].join('\n');

test('lecture: docs/lecture.md is the table', async () => {
  expect(lecturePages.length).toBeGreaterThan(0);
  await expect(table()).toMatchFileSnapshot('lecture.md');
});
