import katex from 'katex';
import { made } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';

/** A formula of a rule or a property, for the eye and, as MathML, for readers of screens. Throws where KaTeX does not understand it. */
export const formula = (tex: string): Html =>
  made(katex.renderToString(tex, { displayMode: true, throwOnError: true, strict: 'error' }));
