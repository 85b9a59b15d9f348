import { html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** A page of the site, at `path` from its root. */
export interface Page {
  readonly path: string;
  readonly title: string;
  readonly content: Html;
  /** Scripts that the page runs, by path from the root; no modules, which a browser does not load from a file. */
  readonly scripts?: readonly string[];
}

/** From a page to its root, `../` for each folder. */
export const rootFrom = (path: string): string => '../'.repeat(path.split('/').length - 1);
/** Where, from the page at `from`, the page at `to` is; `to` may have an anchor. */
export const linkTo = (from: string, to: string): string => `${rootFrom(from)}${to}`;

/** The pages to which every page leads. */
const NAVIGATION: readonly (readonly [string, string])[] = [
  ['index.html', 'Overview'],
  ['rules/index.html', 'Rules'],
  ['properties/index.html', 'Properties'],
  ['chart.html', 'Chart'],
  ['drawings.html', 'Drawings'],
  ['dialects.html', 'Dialects'],
  ['lecture.html', 'Lecture'],
  ['trace/index.html', 'Trace'],
  ['scenarios.html', 'Scenarios'],
  ['errata.html', 'Errata'],
  ['player.html', 'Player'],
  ['cost.html', 'Cost'],
  ['guides/index.html', 'Guides'],
  ['faq.html', 'Questions'],
  ['commands.html', 'Command'],
  ['decisions/index.html', 'Decisions'],
  ['api/index.html', 'API'],
];

const isWithin = (path: string, target: string): boolean =>
  path === target || (target.includes('/') && path.startsWith(target.slice(0, target.lastIndexOf('/') + 1)));

/** The page whole, as it is stored. It asks for nothing outside the site. */
export const document = ({ path, title, content, scripts = [] }: Page): string => {
  const root = rootFrom(path);
  const entries = NAVIGATION.map(
    ([target, text]) =>
      html`<a href="${root}${target}" ${isWithin(path, target) ? made(' aria-current="true"') : ''}>${text}</a>`,
  );
  return html`${made('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} - L4</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${root}assets/katex.css" />
        <link rel="stylesheet" href="${root}assets/site.css" />
        ${scripts.map((it) => html`<script defer src="${root}${it}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#main">To the text</a>
        <header>
          <nav aria-label="Site"><a class="home" href="${root}index.html">L4, executable</a>${entries}</nav>
        </header>
        <main id="main">
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.html;
};
