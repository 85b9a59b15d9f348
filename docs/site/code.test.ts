import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { highlighted, passageOf, refiningIn, worksOf } from './code.js';
import { textsOfRules } from './site.js';

const sources = textsOfRules().spec;

test('code: a rule is shown as it stands in its file, with what of the file it uses', () => {
  const { file, line, text, uses } = passageOf(sources, 'ipc/send-partner-ready');
  expect([file, line > 1]).toEqual(['spec/ipc/send.ts', true]);
  expect(text).toMatch(/^export const sendPartnerReady = rule\(\{\n {2}name: 'ipc\/send-partner-ready',[^]*\}\);$/);
  expect(uses.map((it) => /(?:const|type) (\w+)/.exec(it)?.[1])).toEqual([
    'Receiving',
    'faulting',
    'waitsFor',
    'answersNothing',
    'reachable',
  ]);
});

test('code: every rule of the reference stands in one place, and a name that is no rule in none', () => {
  for (const { name } of rulesOf(reference)) expect(passageOf(sources, name).text).toContain(`'${name}'`);
  expect(() => passageOf(sources, 'ipc/no-such-rule')).toThrow('ipc/no-such-rule stands in 0 places');
});

test('code: words, texts, numbers and comments are marked, also in and behind a template; nothing is lost', () => {
  const text = 'const a = f(`b${{ c: "d" }}e`); // < 1\n';
  const { html } = highlighted(text);
  expect(html).toContain('<span class="k">const</span>');
  expect(html).toContain('<span class="s">}e`</span>');
  expect(html).toContain('<span class="c">// &lt; 1</span>');
  expect(
    html
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&quot;', '"'),
  ).toBe(text);
});

test('code: what WorkOf says of a kind of work', () => {
  expect(worksOf(sources).get('transfer')).toBe('Sender and receiver have met.');
});

test('code: the functions that say which rules they refine, and where they stand', () => {
  const found = refiningIn(textsOfRules().kernel).find(({ name }) => name === 'landing');
  expect([found?.file, found?.rules]).toEqual(['impl/kernel/items.ts', ['sigma/item-fits', 'sigma/item-exceeds']]);
  expect(found?.line).toBeGreaterThan(1);
});

test('code: a rule that a function makes is shown with the function', () => {
  const { text, uses } = passageOf(textsOfRules().spec, 'timeouts/undecided-partner');
  expect(text).toMatch(/^export const sends = splitting\(/);
  expect(uses.some((it) => it.includes('export const splitting ='))).toBe(true);
});
