/** An export of the package as TypeDoc names it, and the file that it is read from. */
export interface Entry {
  readonly name: string;
  readonly file: string;
}

/** Links that only a color tells from the text around them are underlined. */
const STYLE = '<style>.tsd-typography a { text-decoration: underline; }</style>';

/**
 * A page of TypeDoc as those need it who use a keyboard or a screen reader: no link stands in what opens and closes a part, the headings beside the text
 * are of its second level, and the text is the page's main part. The list of modules is plain, for TypeDoc's own is a tree of such parts.
 */
export const accessible = (page: string, entries: readonly Entry[]): string => {
  const root = /<html [^>]*data-base="([^"]*)"/.exec(page)?.[1] ?? '';
  const modules = entries
    .map(({ name }) => `<li><a href="${root}modules/${name.replaceAll('/', '_')}.html">${name}</a></li>`)
    .join('');
  return page
    .replaceAll(/<summary\b[^]*?<\/summary>/g, (summary) =>
      summary.replaceAll(/<a\b[^>]*aria-label="Permalink"[^]*?<\/a>/g, '').replaceAll(/(<\/?)h3\b/g, '$1h2'),
    )
    .replace(/(<ul[^>]*) id="tsd-nav-container">[^]*?<\/ul>/, `$1>${modules}</ul>`)
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace('</head>', `${STYLE}</head>`)
    .replaceAll(/href="[^"]*icons\.svg#/g, 'href="#'); // TypeDoc's script puts the icons into each page, for browsers that read none from another file
};
