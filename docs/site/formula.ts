import katex from 'katex';
import { html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** What joins two claims. */
const JOINTS = ['\\land', '\\lor', '\\Rightarrow', '\\Leftrightarrow'];
/**
 * A long formula goes on in the next line before what joins two claims, and nowhere else: what stands from one joint to the next becomes one
 * piece, in braces. A joint within braces or an environment stays in its piece.
 */
const inPieces = (tex: string): string => {
  const pieces = [''];
  let depth = 0;
  for (const [token] of tex.matchAll(/\\[A-Za-z]+|\\?[^]/g)) {
    if (token === '{' || token === '\\begin') depth++;
    if (token === '}' || token === '\\end') depth--;
    // At the head of a piece a joint would lose the space before it.
    if (depth === 0 && JOINTS.includes(token)) pieces.push(token.endsWith('arrow') ? `\\;${token}` : `\\:${token}\\:`);
    else pieces[pieces.length - 1] += token;
  }
  return pieces.map((it) => `{${it}}`).join('\\allowbreak ');
};

/** A formula of a rule or a property, for the eye and, as MathML, for readers of screens. Throws where KaTeX does not understand it. */
export const formula = (tex: string): Html =>
  made(katex.renderToString(inPieces(tex), { displayMode: true, throwOnError: true, strict: 'error' }));
/** Signs within a text, which may go on in the next line where there is room between two. */
export const signsOf = (tex: string): Html =>
  made(katex.renderToString(tex.replaceAll('\\;', '\\allowbreak\\;'), { throwOnError: true, strict: 'error' }));
/** What a page shows of the formula of a rule or a property. */
export const formulaOf = (it: { readonly formula: string }): Html =>
  html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${formula(it.formula)}</div>`;
