import { html, withCode } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { signsOf } from './formula.js';
import { notation } from './notation.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';

const path = 'notation.html';

/** For the head of a page with formulas. */
export const signsAreExplained = (from: string): Html =>
  html`<p>The signs of the formulas are those of the <a href="${linkTo(from, path)}">notation</a>.</p>`;

/** Every sign of the formulas, and what it stands for. */
export const notationPage: Page = {
  path,
  title: 'Notation',
  content: html`<p>
      The formula of a rule says what the step changes. That of a property says what its code checks: the premise on the
      left of the arrow, the conclusion on its right. Both are written for people, and nothing but reading holds them to
      the code; that they are made of these signs alone is a test.
    </p>
    ${notation.map(
      ({ title, signs }) =>
        html`<section>
          <h2>${title}</h2>
          <dl class="signs">
            ${signs.map(
              (it) =>
                html`<dt>${signsOf(it.sign)}</dt>
                  <dd>${withCode(it.says)}</dd>`,
            )}
          </dl>
        </section>`,
    )}`,
};
