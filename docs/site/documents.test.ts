import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rootOfPackage } from '../../conformance/package.js';
import { html } from '../../conformance/report/html.js';
import { written } from './documents.js';

const places = new Map([
  ['sigma/map', 'rules/link.html#sigma/map'],
  ['map/undone-by-demap', 'properties/spaces.html#map/undone-by-demap'],
]);
const splices = new Map([['impl/a.ts#b', html`<pre>b</pre>`]]);
const of = (text: string) => written(`# Title\n\n${text}`, 'guides/a.html', places, new Set(['sigma/map']), splices);

test('documents: the name of a rule leads to it and to its program, that of a property to it', () => {
  const { title, content } = of('By `sigma/map`, with `map/undone-by-demap` and `impl/kernel`.');
  expect(title).toBe('Title');
  expect(content.html).toContain('<a class="rule" href="../rules/link.html#sigma/map">sigma/map</a>');
  expect(content.html).toMatch(/href="\.\.\/player\.html#sigma\/map"\s+aria-label="Play sigma\/map"/);
  expect(content.html).toContain('<a class="rule" href="../properties/spaces.html#map/undone-by-demap">');
  expect(content.html).not.toContain('player.html#map/undone-by-demap');
  expect(content.html).toContain('<code>impl/kernel</code>');
});

test('documents: a name that is of no rule, and a document without a title, are refused', () => {
  expect(() => of('By `sigma/mapp`.')).toThrow('no rule or property is called sigma/mapp');
  expect(() => written('text', 'a.html', places, new Set(), splices)).toThrow('a.html has no title');
});

test('documents: headings are anchors, links to documents lead to their pages, HTML is text', () => {
  const { content, headings } = of('## When may it fire?\n\n[b](b.md#c), [d](https://example.org/e.md) <b>');
  expect(headings).toEqual([['when-may-it-fire', 'When may it fire?']]);
  expect(content.html).toContain('<h2 id="when-may-it-fire">');
  expect(content.html).toContain('href="b.html#c"');
  expect(content.html).toContain('href="https://example.org/e.md"');
  expect(content.html).toContain('&lt;b&gt;');
});

test('documents: a block that splices shows what it refers to; code of a language is marked, of another is text', () => {
  expect(of('```splice\nimpl/a.ts#b\n```').content.html).toContain('<pre>b</pre>');
  expect(of('```ts\nconst a = 1;\n```').content.html).toContain('<span class="k">const</span>');
  expect(of('```sh\nnpm ci\n```').content.html).toContain('<code>npm ci\n</code>');
});

test('questions: each ends as one, and has an answer of two sentences that leads to a rule, a program or a page', () => {
  const text = readFileSync(new URL('docs/faq.md', rootOfPackage), 'utf8');
  const [, ...sections] = text.split(/^## /m);
  expect(sections.length).toBeGreaterThan(15);
  for (const section of sections) {
    const [question, ...lines] = section.trim().split('\n');
    const answer = lines.join(' ').trim();
    expect([question, question.endsWith('?'), answer.match(/[.?!](?=\s|$)/g)?.length]).toEqual([question, true, 2]);
    const rules = [...answer.matchAll(/`([a-z]+\/[a-z-]+)`/g)].map(([, name]) => name);
    const leads = rules.length > 0 || /\]\((player|dialects|commands|guides|errata|properties)[^)]*\)/.test(answer);
    expect([question, leads]).toEqual([question, true]);
  }
});
