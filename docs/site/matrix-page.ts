import { storedMatrix } from '../../conformance/mutants/stored-matrix.js';
import type { Row } from '../../conformance/mutants/stored-matrix.js';
import { wrongRules } from '../../conformance/mutants/wrong-rules/index.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { table } from '../../conformance/report/table.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';

const path = 'properties/wrong-rules.html';
/** The wrong rules that a property catches, as they are stored, with links to the whole matrix; and that it is alone with. */
export const caughtBy = (name: string, from: string, rows: readonly Row[] = storedMatrix()): Html => {
  const by = rows.filter(({ caught }) => caught.includes(name));
  const alone = by.filter(({ caught }) => caught.length === 1);
  const link = ({ name: wrong }: Row): Html => html`<a href="${linkTo(from, `${path}#${wrong}`)}">${wrong}</a>`;
  if (by.length === 0)
    return html`<p>It catches <a href="${linkTo(from, path)}">no wrong rule</a> of those that are tried.</p>`;
  return html`<details>
    <summary>
      Wrong rules that it catches:
      ${by.length}${alone.length === 0 ? NOTHING : `, of which ${String(alone.length)} alone`}
    </summary>
    ${alone.length === 0 ? NOTHING : html`<p>Alone: ${joined(alone.map(link))}.</p>`}
    ${alone.length === by.length ? NOTHING : html`<p>With others: ${joined(by.filter((it) => !alone.includes(it)).map(link))}.</p>`}
  </details>`;
};

/** What caught it: a property, or what exploration itself asks, which has no entry. */
const catcher = (places: Places, name: string): Html =>
  places.has(name) ? named(places, path, name) : html`<code>${name}</code>`;

/** Every wrong rule, and all properties that catch it: the matrix, of which only the cells that are not empty are told. */
export const matrixPage = (places: Places): Page => {
  const rows = new Map(storedMatrix().map((row) => [row.name, row]));
  const caught = wrongRules.map((wrong) => {
    const row = rows.get(wrong.name);
    if (row === undefined) throw new Error(`the stored matrix has no row of ${wrong.name}: npm run matrix`);
    return [wrong, row.caught] as const;
  });
  const alone = caught.filter(([, by]) => by.length === 1).length;
  return {
    path,
    title: 'Wrong rules, and the properties that catch them',
    content: html`<p>
        To see that properties would object if a rule were wrong, the specification is edited wrongly, one edit at a
        time, and explored again. ${caught.length} wrong rules are tried; each is caught, ${alone} of them by one
        property alone. The table is what <code>l4c mutants --spec --matrix</code> found; it is stored, since that takes
        many minutes, and that command fails where it finds something else.
      </p>
      <p>
        <code>system/receptive</code> and <code>system/along-the-chart</code> are what exploration asks of every step:
        that exactly one premise holds and the step ends, and that no thread changes but along an edge of
        <a href="${linkTo(path, 'chart.html')}">the chart</a>.
      </p>
      ${table(
        'Wrong rules',
        ['wrong rule', 'attacks', 'caught by'],
        caught.map(
          ([{ name, story, attacks }, by]) =>
            html`<tr id="${name}">
              <th scope="row">${name}<br /><span class="story">${story}</span></th>
              <td>${joined(attacks.map((it) => named(places, path, it)))}</td>
              <td>${joined(by.map((it) => catcher(places, it)))}</td>
            </tr>`,
        ),
      )}`,
  };
};
