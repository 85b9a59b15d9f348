import { expect, test } from 'vitest';
import { reference, rulesOf } from '../../spec/index.js';
import { highlighted, passageOf, sourcesOf, worksOf } from './code.js';
import { files } from './site.js';

const sources = sourcesOf(files('spec', /^spec\/(vocabulary|properties|dialects)\//));

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
