import { expect, test } from 'vitest';
import { NOTHING } from '../../conformance/report/html.js';
import { pathsIn } from './documents.js';
import { guidesPage } from './guides-page.js';
import type { Page } from './page.js';

const page = (path: string): Page => ({ path, title: `Title of ${path}`, content: NOTHING });
const guides = pathsIn('guides').map(page);
const beside = ['cost.html', 'commands.html'].map(page);

test('guides: each is in the list once, with its own title and the question that it answers', () => {
  const { content } = guidesPage(guides, beside);
  for (const { path, title } of [...guides, ...beside])
    expect(content.html.split(`<a href="../${path}">${title}</a><br />`).length).toBe(2);
  expect(content.html.match(/<br \/>[A-Z][^<]*\?<\/li>/g)?.length).toBe(guides.length + beside.length);
});

test('guides: one without a place in the reading order, and a place without its page, are refused', () => {
  expect(() => guidesPage([...guides, page('guides/new.html')], beside)).toThrow(
    'guides/new.html has no place in the reading order of docs/site/guides-page.ts',
  );
  expect(() => guidesPage(guides.slice(1), beside)).toThrow(`there is no page ${guides[0].path}`);
});
