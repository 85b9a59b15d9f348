/** A piece of HTML that is whole: what was put into it from outside is escaped. */
export interface Html {
  readonly html: string;
}
type Part = Html | string | number | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (it) => ESCAPES[it]);
/** HTML that was made elsewhere, by KaTeX or markdown-it. */
export const made = (html: string): Html => ({ html });

const isList = (part: Part): part is readonly Part[] => Array.isArray(part);
const written = (part: Part): string => {
  if (isList(part)) return part.map(written).join('');
  return typeof part === 'object' ? part.html : escaped(String(part));
};

/**
 * A template of HTML: texts and numbers in it are escaped, lists are written one after the other.
 *
 *     html`<b>${'a < b'}</b>`.html === '<b>a &lt; b</b>'
 */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  made(texts.reduce((before, text, at) => `${before}${written(parts[at - 1])}${text}`));
export const NOTHING: Html = made('');

/** Text in which what stands in backquotes is code. */
export const withCode = (text: string): Html =>
  html`${text.split('`').map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`;

/** The parts with a text between each two. */
export const joined = (parts: readonly Html[], between = ', '): Html =>
  made(parts.map((it) => it.html).join(escaped(between)));

/** A value that stands in a page as JSON, for its scripts. */
export const stored = (id: string, value: unknown): Html =>
  made(`<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`);
