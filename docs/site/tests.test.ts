import ts from 'typescript';
import { expect, test } from 'vitest';
import { testsIn } from './tests.js';
import type { Series } from './tests.js';

const of = (text: string, series: Series = new Map()) =>
  testsIn([{ file: 'a.test.ts', tree: ts.createSourceFile('a.test.ts', text, ts.ScriptTarget.Latest, true) }], series);

test('tests: a test with its line, and the rules at the head of its title', () => {
  expect(of("\ntest('sigma/map, sigma/grant: a page goes to 0/1', () => {});")).toEqual([
    {
      title: 'sigma/map, sigma/grant: a page goes to 0/1',
      file: 'a.test.ts',
      line: 2,
      names: ['sigma/map', 'sigma/grant'],
      isOfSeries: false,
    },
  ]);
  expect(of("describe('sigma/map', () => { test.skipIf(x)('there', () => {}); });")).toMatchObject([
    { title: 'there', names: [] },
  ]);
});

test('tests: texts that a file names, templates, and the titles of examples', () => {
  expect(of("const RULE = 'ipc/sleep';\ntest(`${RULE} of ${other}`, () => {});")[0]).toMatchObject({
    title: 'ipc/sleep of ${other}',
    names: ['ipc/sleep'],
  });
  expect(of("const all = [{ title: 'fault/halts: without a pager', stimuli }];")[0].names).toEqual(['fault/halts']);
  expect(of("/x/.test('sigma/map'); expect.test;")).toEqual([]);
});

test('tests: a series has a test for each, and is about none in particular', () => {
  const found = of(
    "test.each(rules.map(f))('$name: it runs', () => {}); test.each([1])('$name', () => {});",
    new Map([['rules', ['sigma/map', 'sigma/grant']]]),
  );
  expect(found.map(({ title, isOfSeries }) => [title, isOfSeries])).toEqual([
    ['sigma/map: it runs', true],
    ['sigma/grant: it runs', true],
    ['$name', false],
  ]);
});
