import katex from 'katex';
import { html, made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** Where a formula goes on in the next line: what stands there is set as `before` the break and `after` it. */
interface Joint {
  readonly before: string;
  readonly after: string;
}
/** At the edge of a piece a sign would lose the space on that side of it: it is written out. */
const arrow = (sign: string): Joint => ({ before: '', after: `\\;${sign}` });
const operation = (sign: string): Joint => ({ before: '', after: `\\:${sign}\\:` });

type Joints = ReadonlyMap<string, Joint>;
/** What joins two claims, or work and what it leads to. */
const JOINTS: Joints = new Map([
  ...['\\land', '\\lor'].map((it) => [it, operation(it)] as const),
  ...['\\Rightarrow', '\\Leftrightarrow', '\\to'].map((it) => [it, arrow(it)] as const),
]);
/** What joins parts of one claim, the first that it has: it is divided there as well if it is long. */
const JOINTS_WITHIN: readonly Joints[] = [
  new Map([
    ['\\mathbin{;}', { before: '\\:;\\:', after: '' }],
    [', \\;', { before: ',\\;', after: '' }],
    [', \\quad', { before: ',\\quad', after: '' }],
  ]),
  new Map([[':=', arrow(':=')]]),
  new Map([['+', operation('+')]]),
];
/** More signs than this do not fit on a line of a narrow page. */
const SIGNS_OF_LINE = 25;

/** What opens, and what closes it: two claims may be joined within brackets, parts of one may not be taken apart there. */
type Brackets = readonly [opening: ReadonlySet<string>, closing: ReadonlySet<string>];
const BRACES: Brackets = [new Set(['{', '\\begin']), new Set(['}', '\\end'])];
const BRACKETS: Brackets = [
  new Set([...BRACES[0], '(', '[', '\\{', '\\lfloor', '\\lceil']),
  new Set([...BRACES[1], ')', ']', '\\}', '\\rfloor', '\\rceil']),
];
const TOKEN = /\\mathbin\{;\}|, \\(?:;|quad)|:=|\\[A-Za-z]+|\\?[^]/g;

/** The formula divided at joints that stand within none of the brackets. */
const divided = (tex: string, joints: Joints, [opening, closing]: Brackets): readonly string[] => {
  const pieces = [''];
  let depth = 0;
  for (const [token] of tex.matchAll(TOKEN)) {
    if (opening.has(token)) depth++;
    if (closing.has(token)) depth--;
    const joint = depth === 0 ? joints.get(token) : undefined;
    pieces[pieces.length - 1] += joint === undefined ? token : joint.before;
    if (joint !== undefined) pieces.push(joint.after);
  }
  return pieces;
};
/** About how many signs are seen of it: a macro is one, a word its letters. */
const signsIn = (tex: string): number =>
  tex
    .replaceAll(/\\(?:text|mathbin|[;:,]|quad)/g, '')
    .replaceAll(/\\[A-Za-z]+|\\[^]/g, 'x')
    .replaceAll(/[\s{}^_]/g, '').length;
/**
 * A long formula goes on in the next line at a joint, and nowhere else: what stands from one joint to the next becomes one piece, in braces.
 */
const inPieces = (tex: string): string =>
  divided(tex, JOINTS, BRACES)
    .flatMap((piece) => {
      if (signsIn(piece) <= SIGNS_OF_LINE) return [piece];
      return JOINTS_WITHIN.map((joints) => divided(piece, joints, BRACKETS)).find((it) => it.length > 1) ?? [piece];
    })
    .map((it) => `{${it}}`)
    .join('\\allowbreak ');

/** A formula of a rule or a property, for the eye and, as MathML, for readers of screens. Throws where KaTeX does not understand it. */
export const formula = (tex: string): Html =>
  made(katex.renderToString(inPieces(tex), { displayMode: true, throwOnError: true, strict: 'error' }));
/** Signs within a text, which may go on in the next line where there is room between two. */
export const signsOf = (tex: string): Html =>
  made(katex.renderToString(tex.replaceAll('\\;', '\\allowbreak\\;'), { throwOnError: true, strict: 'error' }));
/** What a page shows of the formula of a rule or a property. */
export const formulaOf = (it: { readonly formula: string }): Html =>
  html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${formula(it.formula)}</div>`;
