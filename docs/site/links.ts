/** A file of the site by its path from the root: its text, or null where only that it is there counts. */
export type Files = ReadonlyMap<string, string | null>;

/** A reference that leads nowhere, or off the site where a page would load it. */
export interface BrokenLink {
  readonly from: string;
  readonly to: string;
  readonly says: string;
}

const ATTRIBUTE = /<(?<tag>[a-z]+)\b[^>]*?\b(?:href|src)="(?<to>[^"]*)"/g;
const SHEET = /url\(["']?(?<to>[^"')]+)/g;
const IDS = /\sid="([^"]+)"/g;
const PROGRAMS = /<script [^>]*id="programs">([^<]*)/;

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
/** The names of the programs that a page has for the player, which reads them as anchors. */
const programsIn = (text: string): readonly string[] =>
  (JSON.parse(PROGRAMS.exec(text)?.[1] ?? '[]') as readonly { readonly name: string }[]).map(({ name }) => name);
/** The path of `to` from the root, seen from the file at `from`; undefined where it leads out of the site. */
const resolved = (from: string, to: string): string | undefined => {
  const base = new URL(`site:///${from}`);
  const url = new URL(to, base);
  return url.protocol === 'site:' ? decodeURIComponent(url.pathname.slice(1)) : undefined;
};

/** The anchors that a page has more than once: a link to one leads to the first alone. */
const twiceIn = (text: string): readonly string[] => {
  const ids = [...text.matchAll(IDS)].map(([, id]) => unescaped(id));
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
};

/**
 * Every reference of the pages and style sheets that leads to no file, to no anchor of the site or to one of several, and everything that a page would
 * load from elsewhere: a link may lead to another site, a page loads nothing from there.
 */
export const brokenLinks = (files: Files): readonly BrokenLink[] => {
  const anchors = new Map<string, ReadonlySet<string>>();
  const anchorsOf = (file: string): ReadonlySet<string> => {
    const known = anchors.get(file);
    if (known !== undefined) return known;
    const text = files.get(file) ?? '';
    const found = new Set([...[...text.matchAll(IDS)].map(([, id]) => unescaped(id)), ...programsIn(text)]);
    anchors.set(file, found);
    return found;
  };
  const check = (from: string, tag: string, to: string): readonly BrokenLink[] => {
    // An icon of the page itself may come by a script.
    if (to.startsWith('data:') || (tag === 'use' && to.startsWith('#'))) return [];
    if (/^(https?:)?\/\//.test(to)) return tag === 'a' ? [] : [{ from, to, says: 'is loaded from elsewhere' }];
    const [file, anchor] = [resolved(from, to), to.split('#').at(1)];
    if (file === undefined) return tag === 'a' ? [] : [{ from, to, says: 'is loaded from elsewhere' }];
    if (!files.has(file)) return [{ from, to, says: 'there is no such page' }];
    const isThere = anchor === undefined || anchor === '' || anchorsOf(file).has(decodeURIComponent(anchor));
    return isThere ? [] : [{ from, to, says: 'the page has no such anchor' }];
  };
  return [...files].flatMap(([from, text]) => {
    if (text === null) return [];
    if (from.endsWith('.css'))
      return [...text.matchAll(SHEET)].flatMap(({ groups }) => check(from, 'css', groups?.['to'] ?? ''));
    const links = [...text.matchAll(ATTRIBUTE)].flatMap(({ groups }) =>
      check(from, groups?.['tag'] ?? '', unescaped(groups?.['to'] ?? '')),
    );
    return [...links, ...twiceIn(text).map((id) => ({ from, to: `#${id}`, says: 'the page has that anchor twice' }))];
  });
};
