import { readFileSync, readdirSync } from 'node:fs';
import MarkdownIt from 'markdown-it';
import { rootOfPackage } from '../../conformance/package.js';
import { highlighted } from './code.js';
import { escaped, html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { guidesPage } from './guides-page.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import { splicesIn } from './splice.js';
import type { Spliceable, Splices } from './splice.js';

/** A name of a rule or a property: a lower-case family, a slash, a name. */
const NAME = /^[a-z0-9-]+\/[a-z0-9-]+$/;
/** What looks like such a name, and is something else: folders, files and packages. */
const isName = (text: string, families: ReadonlySet<string>): boolean =>
  NAME.test(text) && families.has(text.slice(0, text.indexOf('/')));

const refuse = (says: string): never => {
  throw new Error(says);
};
const idOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** A document in Markdown. */
export interface Written {
  readonly title: string;
  readonly content: Html;
  /** Its headings of the second order, by anchor. */
  readonly headings: readonly (readonly [anchor: string, text: string])[];
}

/**
 * Markdown as a page at `path` has it. A name of a rule or property in backquotes is a link, of a rule with another to the program that plays it; one that
 * looks so and is none throws. Links to `.md` lead to the page of the document. `played` are the rules that have a program on the page of the player;
 * `splices` are what its blocks `splice` refer to.
 */
export const written = (
  text: string,
  path: string,
  places: Places,
  played: ReadonlySet<string>,
  splices: Splices,
): Written => {
  const families = new Set([...places.keys()].map((name) => name.slice(0, name.indexOf('/'))));
  const markdown = new MarkdownIt({ html: false, typographer: false });
  const headings: (readonly [string, string])[] = [];
  const { rules } = markdown.renderer;
  rules['code_inline'] = (tokens, at) => {
    const { content } = tokens[at];
    if (!isName(content, families)) return `<code>${escaped(content)}</code>`;
    const play = played.has(content)
      ? html` <a
          class="play"
          href="${linkTo(path, `player.html#${content}`)}"
          aria-label="Play ${content}"
          title="Play it"
          >&#9654;</a
        >`.html
      : '';
    return `${named(places, path, content).html}${play}`;
  };
  rules['fence'] = (tokens, at) => {
    const { content, info } = tokens[at];
    if (info === 'splice')
      return (splices.get(content.trim()) ?? refuse(`${path}: nothing was spliced for ${content.trim()}`)).html;
    return `<pre tabindex="0">${info === 'ts' ? highlighted(content).html : `<code>${escaped(content)}</code>`}</pre>`;
  };
  rules['table_open'] = () => '<div class="table" tabindex="0" role="group" aria-label="Table"><table>';
  rules['table_close'] = () => '</table></div>';
  rules['heading_open'] = (tokens, at) => {
    const { content } = tokens[at + 1];
    if (tokens[at].tag === 'h2') headings.push([idOf(content), content]);
    return `<${tokens[at].tag} id="${idOf(content)}">`;
  };
  rules['link_open'] = (tokens, at, options, _env, self) => {
    const to = String(tokens[at].attrGet('href') ?? '');
    if (/^[^:]*\.md(#|$)/.test(to)) tokens[at].attrSet('href', to.replace(/\.md(?=#|$)/, '.html'));
    return self.renderToken(tokens, at, options);
  };
  const parts = /^# (.*)\n([^]*)$/.exec(text);
  if (parts === null) throw new Error(`${path} has no title`);
  const [, title, body] = parts;
  return { title, content: made(markdown.render(body)), headings };
};

const contents = ({ headings }: Written): Html =>
  html`<ul class="contents">
    ${headings.map(([anchor, text]) => html`<li><a href="#${anchor}">${text}</a></li>`)}
  </ul>`;

/** The documents lie here, the guides and the decisions in a folder each. */
const DOCUMENTS = new URL('docs/', rootOfPackage);
const DECISIONS = 'decisions/index.html';
const pathOf = (name: string): string => name.replace(/\.md$/, '.html');
const namesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`${folder}/`, DOCUMENTS))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name}`);
/** Where the documents of a folder stand on the site, by their names. */
export const pathsIn = (folder: string): readonly string[] => namesIn(folder).map(pathOf);

/** The guides, the questions that are asked, and the decisions, with a list of each folder; that of the guides leads to pages `beside` them as well. */
export const documentPages = async (
  places: Places,
  played: ReadonlySet<string>,
  from: Spliceable,
  beside: readonly Page[],
): Promise<readonly Page[]> => {
  const names = ['faq.md', ...namesIn('guides'), ...namesIn('decisions')];
  const texts = new Map(names.map((name) => [name, readFileSync(new URL(name, DOCUMENTS), 'utf8')]));
  const splices = await splicesIn(
    [...texts].map(([name, text]) => ({ file: `docs/${name}`, text })),
    from,
  );
  const read = (name: string): Written => written(texts.get(name) ?? '', pathOf(name), places, played, splices);
  const page = (name: string): Page => {
    const { title, content } = read(name);
    return { path: pathOf(name), title, content };
  };
  const faq = read('faq.md');
  const guides = namesIn('guides').map(page);
  const decisions = namesIn('decisions').map(page);
  const list = html`<ul>
    ${decisions.map((it) => html`<li><a href="${linkTo(DECISIONS, it.path)}">${it.title}</a></li>`)}
  </ul>`;
  return [
    { path: pathOf('faq.md'), title: faq.title, content: html`${contents(faq)}${faq.content}` },
    guidesPage(guides, beside),
    ...guides,
    { path: DECISIONS, title: 'Decisions', content: list },
    ...decisions,
  ];
};
