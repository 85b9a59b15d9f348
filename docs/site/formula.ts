import katex from 'katex';
import { html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** What joins two claims, or work and what it leads to, and whether it is an arrow. */
const JOINTS: ReadonlyMap<string, boolean> = new Map([
  ['\\land', false],
  ['\\lor', false],
  ['\\Rightarrow', true],
  ['\\Leftrightarrow', true],
  ['\\to', true],
]);
/**
 * A long formula goes on in the next line before such a joint, and nowhere else: what stands from one joint to the next becomes one
 * piece, in braces. A joint within braces or an environment stays in its piece.
 */
const inPieces = (tex: string): string => {
  const pieces = [''];
  let depth = 0;
  for (const [token] of tex.matchAll(/\\[A-Za-z]+|\\?[^]/g)) {
    if (token === '{' || token === '\\begin') depth++;
    if (token === '}' || token === '\\end') depth--;
    const isArrow = depth === 0 ? JOINTS.get(token) : undefined;
    // At the head of a piece a joint would lose the space before it.
    if (isArrow !== undefined) pieces.push(isArrow ? `\\;${token}` : `\\:${token}\\:`);
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
