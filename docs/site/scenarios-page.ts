import type { Offered } from '../../conformance/player/offered.js';
import { html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { table } from '../../conformance/report/table.js';
import { whole } from '../../conformance/report/whole.js';
import { scenarios } from '../../conformance/scenarios/catalogue.js';
import { play } from '../../conformance/scenarios/runtime/play.js';
import type { Played } from '../../conformance/scenarios/runtime/play.js';
import type { Scenario } from '../../conformance/scenarios/runtime/scenario.js';
import { SEVEN_CALLS, callsOf } from '../../conformance/scenarios/seven-calls.js';
import { renderWithout, runsWithout } from '../../conformance/scenarios/without-call.js';
import { modelKernel } from '../../model/index.js';
import { lecture } from '../../spec/vocabulary/index.js';
import type { Page } from './page.js';
import { cited } from './sources.js';

const path = 'scenarios.html';

/** A scenario that has run on the specification. */
export interface Run extends Played {
  readonly scenario: Scenario;
}
/** Runs every scenario. Throws where a claim of one does not hold. */
export const runsOfScenarios = (): readonly Run[] =>
  scenarios.map((scenario) => {
    const run = play(scenario.make(0), modelKernel(), null);
    const broken = run.claims.find(({ holds }) => !holds);
    if (broken !== undefined) throw new Error(`scenario ${scenario.name}: it does not hold that ${broken.says}`);
    return { ...run, scenario };
  });

const nameOf = ({ scenario }: Run): string => `scenario ${scenario.name}`;
/** The scenarios for the player. */
export const offeredScenarios = (runs: readonly Run[]): readonly Offered[] =>
  runs.map((run) => ({ name: nameOf(run), group: 'Scenarios', program: run.program, route: [] }));

const section = (run: Run): Html => {
  const { scenario, claims, program, steps } = run;
  const calls = Object.entries(callsOf(steps)).map(([name, count]) => html`<code>${name}</code> ${whole(count)}`);
  return html`<section class="one" id="${scenario.name}">
    <h3>${scenario.name}</h3>
    <p class="says">${scenario.says}</p>
    <p class="sources">${cited(path, scenario.pages.map(lecture))}</p>
    <p class="file">conformance/scenarios/${scenario.name}.ts</p>
    <p>What it claims, and what held when this page was built:</p>
    <ul>
      ${claims.map(({ says }) => html`<li>${says}</li>`)}
    </ul>
    <p>
      It ran for ${whole(program.stimuli.length)} stimuli, among them ${joined(calls)}.
      <a href="player.html#${encodeURIComponent(nameOf(run))}">Play it</a>.
    </p>
  </section>`;
};

/** The systems of the lecture, each of which has run. */
export const scenariosPage = (runs: readonly Run[]): Page => ({
  path,
  title: 'The systems of the lecture',
  content: html`<p>
      ${runs.length} programs over the seven calls that run on any kernel: <code>l4c scenarios</code>. Here they ran on
      the specification, when this page was built. For the last column each that makes a call ran on the specification
      with that call refused: the claims that fail then show what it is used for.
    </p>
    ${table(
      'The seven calls',
      ['call', 'why it cannot be implemented above the kernel (L.41)', 'the scenarios that make it, without it'],
      runsWithout(modelKernel()).map(
        ({ call, runs: without }) =>
          html`<tr>
            <th scope="row"><code>${call}</code></th>
            <td>${SEVEN_CALLS[call].why}</td>
            <td>${renderWithout(call, without)}</td>
          </tr>`,
      ),
    )}
    ${runs.map(section)}`,
});
