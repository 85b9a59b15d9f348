import { NOTHING, html, made } from './html.js';
import type { Html } from './html.js';

/** The heading of a column: of texts, or of numbers. */
type Column = string | { readonly number: string };
const heading = (column: Column): Html =>
  typeof column === 'string'
    ? html`<th scope="col">${column}</th>`
    : html`<th scope="col" class="number">${column.number}</th>`;

/** A table in a box of its own, which scrolls where it is too wide and has a name for who does not see it. `isDense`: of small print. */
export const table = (label: string, columns: readonly Column[], rows: readonly Html[], isDense = false): Html =>
  html`<div class="table" tabindex="0" role="group" aria-label="${label}">
    <table${isDense ? made(' class="dense"') : NOTHING}>
      <thead>
        <tr>
          ${columns.map(heading)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
