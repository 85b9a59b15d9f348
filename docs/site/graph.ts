import { instance } from '@viz-js/viz';
import { escaped, html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

const graphviz = await instance();

/** An edge or a cluster, up to the comment with which Graphviz begins whatever comes next. */
const LABELLED = /<g class="(?:edge|cluster)[^"]*">[^]*?(?=<!--|$)/g;
const TEXT = /<text [^]*?<\/text>\n?/g;
/** The texts of edges and clusters after everything else, so that no line is drawn over one: the style sheet keeps what is below clear of them. */
const withLabelsOnTop = (svg: string): string => {
  const labels = [...svg.matchAll(LABELLED)].flatMap(([group]) => group.match(TEXT) ?? []);
  const rest = svg.replaceAll(LABELLED, (group) => group.replaceAll(TEXT, ''));
  const end = rest.lastIndexOf('</g>');
  return `${rest.slice(0, end)}<g class="labels">${labels.join('')}</g>${rest.slice(end)}`;
};

/** A graph in the language of Graphviz, drawn; `label` says what it shows to those who do not see it. The style sheet has the colors. */
export const graph = (dot: string, label: string): Html => {
  const svg = graphviz.renderString(dot, { format: 'svg' });
  const drawn = svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg', `<svg class="graph" role="img" aria-label="${escaped(label)}"`)
    .replace(/<title>%3<\/title>\n/, '') // the graph has no name
    .replaceAll(/ id="(?:graph|node|edge|clust|a_node|a_edge)\d+(?:-label)?"/g, ''); // they begin anew in each graph of a page
  return html`<div class="drawing" tabindex="0" role="group" aria-label="Drawing">
    ${made(withLabelsOnTop(drawn))}
  </div>`;
};

/** What every graph begins with. */
export const GRAPH =
  'bgcolor=transparent; node [fontname="sans-serif", fontsize=11, margin="0.22,0.06"]; edge [fontname="sans-serif", fontsize=10]';
/** A text as Graphviz has it. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
