import { storedShortest } from '../../conformance/explorations/shortest.js';
import type { Distinction } from '../../conformance/explorations/shortest.js';
import { valuesOf, tableWith } from '../../conformance/explorations/shortest.js';
import { firstFrame, frameAfter, wayTo } from '../../conformance/player/frame.js';
import type { Frame } from '../../conformance/player/frame.js';
import { firstDifference } from '../../model/explorer/system/index.js';
import { step } from '../../model/index.js';
import { boot, parameters, presets } from '../../spec/index.js';
import type { Parameter, Rules } from '../../spec/index.js';
import { renderSeen, renderSource } from '../../spec/vocabulary/index.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { table } from '../../conformance/report/table.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import { drawnRun } from '../../conformance/report/drawn-run.js';
import { departuresOfRules } from './rules.js';
import { cited, toldFact } from './sources.js';

const path = 'dialects.html';
/** More ways through a program than this are not told apart. */
const WAYS = 4096;

/** Everything that may be seen of a program, step by step: a text for each way. */
const sightings = ({ boot: config, latenessMs, stimuli }: Distinction, rules: Rules): ReadonlySet<string> => {
  let ways: readonly (readonly [Frame, string])[] = [[firstFrame(config, latenessMs), '']];
  for (const x of stimuli)
    ways = ways
      .flatMap(([{ state }, before]) =>
        step(state, x, rules).map((outcome) => {
          const frame = frameAfter(x, outcome);
          return [frame, `${before}\n${renderSeen(frame.seen)}`] as const;
        }),
      )
      .slice(0, WAYS);
  return new Set(ways.map(([, text]) => text));
};
const lastLine = (text: string): string => text.slice(text.lastIndexOf('\n') + 1);
/** What a table lets be seen at the end, where the other does not. */
const onlyIn = (own: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] => [
  ...new Set([...own].filter((it) => !other.has(it)).map(lastLine)),
];

const telling = (it: Distinction, places: Places): Html => {
  const tables = [tableWith(it.parameter, it.value), tableWith(it.parameter, it.other)] as const;
  if (firstDifference(boot(it.boot, it.latenessMs), it.stimuli, tables) !== it.stimuli.length - 1)
    throw new Error(`the stored program no longer tells ${it.parameter} ${it.value} from ${it.other}`);
  const way = wayTo(it, it.latenessMs, () => true, tables[0]);
  if (way === null) throw new Error(`the stored program of ${it.parameter} has no run`);
  const [own, other] = tables.map((table) => sightings(it, table));
  const seen = (value: string, list: readonly string[]): Html =>
    html`<li>
      <q>${value}</q>:
      ${
        list.length === 0
          ? 'nothing that the other does not allow'
          : joined(
              list.map((text) => html`<span class="only">${text}</span>`),
              ', or ',
            )
      }
    </li>`;
  return html`<details>
    <summary><q>${it.value}</q> and <q>${it.other}</q> are told apart by ${it.stimuli.length} stimuli</summary>
    <p>At the end of this program may be seen, where only one of the two allows it:</p>
    <ul>
      ${seen(it.value, onlyIn(own, other))}${seen(it.other, onlyIn(other, own))}
    </ul>
    <p>The run with <q>${it.value}</q>:</p>
    ${drawnRun(it.boot, way.frames, (name) => named(places, path, name))}
  </details>`;
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
    ${told.filter((it) => it.parameter === parameter).map((it) => telling(it, places))}
  </section>`;
};

/** Parameters by presets, and for each two values of a parameter the program that tells them apart. */
export const dialectPage = (places: Places): Page => {
  const names = Object.keys(parameters) as Parameter[];
  const kernels = Object.entries(presets);
  const { distinctions } = storedShortest();
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
