import { storedShortest } from '../../conformance/explorations/shortest.js';
import type { Distinction } from '../../conformance/explorations/shortest.js';
import { valuesOf } from '../../conformance/explorations/shortest.js';
import { parameters, presets } from '../../spec/index.js';
import type { Parameter } from '../../spec/index.js';
import { renderSource } from '../../spec/vocabulary/index.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { table } from '../../conformance/report/table.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import { departuresOfRules } from './rules.js';
import { cited, toldFact } from './sources.js';
import { telling } from './telling.js';

const path = 'dialects.html';

/** Throws where two values of a parameter have no stored program that tells them apart. */
export const checkDistinctions = (told: readonly Distinction[]): void => {
  for (const parameter of Object.keys(parameters) as Parameter[])
    for (const [at, value] of valuesOf(parameter).entries())
      for (const other of valuesOf(parameter).slice(at + 1))
        if (!told.some((it) => it.parameter === parameter && it.value === value && it.other === other))
          throw new Error(`nothing stored tells ${parameter} ${value} from ${other}`);
};

const section = (parameter: Parameter, told: readonly Distinction[], places: Places): Html => {
  const departures = departuresOfRules().filter((it) => it.parameter === parameter);
  const { says, source } = parameters[parameter];
  return html`<section class="one" id="${parameter}">
    <h3>${parameter}</h3>
    <p class="says">${says}</p>
    <p>
      Values: ${joined(valuesOf(parameter).map((value, at) => html`<q>${value}</q>${at === 0 ? ' (reference)' : ''}`))}.
    </p>
    <p class="sources">${cited(path, source)}</p>
    ${source.map((it) => (it.kind === 'facts' ? html`<p>${renderSource(it)}: ${toldFact(it.fact)}</p>` : NOTHING))}
    <ul>
      ${departures.map(
        ({ value, gone, come }) =>
          html`<li>
            With <q>${value}</q>, ${joined(come.map(({ name }) => named(places, path, name)))} in the place of
            ${joined(gone.map(({ name }) => named(places, path, name)))}
          </li>`,
      )}
    </ul>
    ${told.filter((it) => it.parameter === parameter).map((it) => telling(it, path, places))}
  </section>`;
};

/** Parameters by presets, and for each two values of a parameter the program that tells them apart. */
export const dialectPage = (places: Places): Page => {
  const names = Object.keys(parameters) as Parameter[];
  const kernels = Object.entries(presets);
  const { distinctions } = storedShortest();
  checkDistinctions(distinctions);
  return {
    path,
    title: 'Dialects',
    content: html` <p>
        Where the sources and the kernels of the literature disagree there is a parameter, and a preset for each kernel.
        <code>l4c identify</code> runs the programs below on a kernel and says which dialect it speaks. A value that
        departs from the reference is marked.
      </p>
      ${table(
        'Parameters by presets',
        ['parameter', ...kernels.map(([name]) => name)],
        names.map(
          (parameter) =>
            html`<tr>
              <th scope="row"><a href="#${parameter}">${parameter}</a></th>
              ${kernels.map(([, dialect]) =>
                dialect[parameter] === presets.reference[parameter]
                  ? html`<td>${dialect[parameter]}</td>`
                  : html`<td class="departs"><b>${dialect[parameter]}</b></td>`,
              )}
            </tr>`,
        ),
      )}
      ${names.map((parameter) => section(parameter, distinctions, places))}`,
  };
};
