import { instance } from '@viz-js/viz';
import { escaped, html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

const graphviz = await instance();

/** A graph in the language of Graphviz, drawn; `label` says what it shows to those who do not see it. The style sheet has the colors. */
export const graph = (dot: string, label: string): Html => {
  const svg = graphviz.renderString(dot, { format: 'svg' });
  const drawn = svg
    .slice(svg.indexOf('<svg'))
    .replace('<svg', `<svg class="graph" role="img" aria-label="${escaped(label)}"`)
    .replace(/<title>%3<\/title>\n/, ''); // the graph has no name
  return html`<div class="drawing" tabindex="0" role="group" aria-label="Drawing">${made(drawn)}</div>`;
};

/** What every graph begins with. */
export const GRAPH =
  'bgcolor=transparent; node [fontname="sans-serif", fontsize=11, margin="0.22,0.06"]; edge [fontname="sans-serif", fontsize=10]';
/** A text as Graphviz has it. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '\\"')}"`;
