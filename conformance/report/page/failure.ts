import { Unspecified } from '../../../model/index.js';
import type { Failure, Shown } from '../../check/failure.js';
import { ruleOf } from '../../check/lot.js';
import { termsOf } from '../../check/terms.js';
import { modelCamera } from '../../player/film.js';
import type { Take } from '../../player/film.js';
import type { Offered } from '../../player/offered.js';
import { comparedRows, keptRows } from '../../player/panel.js';
import type { Panel, Row } from '../../player/panel.js';
import { recordedTakes } from '../../player/recording.js';
import { MOST_DRAWN } from '../../player/timeline.js';
import { drawn, toldSteps } from '../drawn-run.js';
import { machineOf } from '../machine.js';
import { NOTHING, html } from '../html.js';
import type { Html } from '../html.js';
import { FOREST } from '../../player/panels.js';
import type { Facts } from './facts.js';
import { anchorOf } from './verdicts.js';

/** The beginning and the end of a text that is too long to be read here. */
const MOST_CHARACTERS = 20_000;
const shortened = (text: string): string =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS / 2)}\n  ...\n${text.slice(-MOST_CHARACTERS / 2)}`;

/** What there is to draw of a failure: takes, and whose they are. */
interface Film {
  readonly takes: readonly Take[];
  readonly says: string;
  readonly signs: ReadonlyMap<number, string>;
}
const signsOf = ({ step, seen }: Shown): ReadonlyMap<number, string> =>
  new Map([
    [seen.length, '!'],
    [step + 1, '>'],
  ]);

const filmOf = ({ program, shown, explanation }: Failure, { manifest }: Facts): Film => {
  if (shown !== undefined)
    return {
      takes: recordedTakes(program, { manifest, shown, explanation }),
      says:
        'A run that the specification allows and that shows what the kernel showed; the last step as the nearest that was allowed. ' +
        '> is the step that broke the rule, ! the step where it shows.',
      signs: signsOf(shown),
    };
  const { rules, latenessMs } = termsOf(manifest);
  const camera = modelCamera(program, [], latenessMs, rules);
  const takes = [camera.first];
  try {
    for (const [at, stimulus] of program.stimuli.entries()) takes.push(camera.next(takes[at], stimulus, at));
  } catch (error) {
    if (!(error instanceof Unspecified)) throw error; // the program goes on where the specification says nothing
  }
  return {
    takes,
    says: 'One way through this program that the specification allows; nothing of the kernel is recorded.',
    signs: new Map(),
  };
};

/** Rows of a tree as lists in lists. */
const tree = (rows: readonly Row[], depth = 0): Html => {
  const starts = rows.flatMap((row, at) => ((row.depth ?? 0) === depth ? [at] : []));
  if (starts.length === 0) return NOTHING;
  return html`<ul>
    ${starts.map((start, i) => {
      const [place, rights] = rows[start].cells;
      return html`<li>
        ${place} <span class="rights">${rights}</span>${tree(rows.slice(start + 1, starts.at(i + 1)), depth + 1)}
      </li>`;
    })}
  </ul>`;
};
/** So many pages of a forest are drawn. */
const PAGES = 48;
const forest = (it: Panel, title: string): Html =>
  html`<section class="forest">
    <h4>${title}</h4>
    ${it.rows.length === 0 ? html`<p class="empty">No page is mapped onward.</p>` : tree(keptRows(comparedRows(undefined, it), PAGES))}
  </section>`;
/** The spaces at the end: as specified and, where the kernel shows them otherwise, as it does. */
const forestsOf = (take: Take): Html => {
  const panels = take.panels();
  const specified = panels.filter(({ title }) => title === FOREST);
  const shown = panels.filter(({ title }) => title !== FOREST && title.startsWith(FOREST));
  const isSame = shown.length > 0 && JSON.stringify(shown[0].rows) === JSON.stringify(specified[0].rows);
  return html`<div class="forests">
    ${specified.map((it) => forest(it, isSame ? 'Spaces, as specified and as shown' : 'Spaces, as specified'))}
    ${isSame ? NOTHING : shown.map((it) => forest(it, 'Spaces, as the kernel shows them'))}
  </div>`;
};

const commands = (failure: Failure, { fileOf, flag }: Facts): Html => {
  const file = fileOf(failure);
  if (file === null) return NOTHING;
  const lines = [`npx l4c replay ${file} ${flag}`, `npx l4c explain ${file}`, `npx l4c export ${file} --as vitest`];
  return html`<h4>Run it again, see what is specified, make a test of it</h4>
    <pre tabindex="0">${lines.join('\n')}</pre>`;
};

const link = (rule: string): Html => html`<a class="rule" href="#${anchorOf(rule)}">${rule}</a>`;

const heading = ({ signature }: Failure, number: number): Html =>
  html`<h3 id="failure-${number}">${number}. ${signature}</h3>`;

/** A failure as the player offers it. */
export const offeredOf = ({ signature, program, shown, explanation }: Failure, { manifest }: Facts): Offered => ({
  name: signature,
  group: 'Failures',
  program,
  route: [],
  ...(shown !== undefined && { recording: { manifest, shown, explanation } }),
});

/** A failure, with its run drawn and the forest of spaces at its end; told, and with the commands to run it again. */
export const drawnFailure = (failure: Failure, number: number, facts: Facts): Html => {
  const { signature, program, explanation } = failure;
  const { takes, says, signs } = filmOf(failure, facts);
  const first = Math.max(0, takes.length - MOST_DRAWN);
  const last = takes.slice(first);
  return html`<section class="failure">
    ${heading(failure, number)}
    <p>
      ${signature === ruleOf(failure) ? NOTHING : html`Blamed: ${link(ruleOf(failure))}.`}
      <a href="#${encodeURIComponent(signature)}">Step through it</a>
    </p>
    <p class="machine">A machine of ${machineOf(program.boot)}.</p>
    <div class="run">${drawn(last, { first, signs })} ${forestsOf(takes[takes.length - 1])}</div>
    <p class="machine">
      ${says}${first === 0 ? '' : ` The last ${String(MOST_DRAWN)} of ${String(takes.length - 1)} steps are drawn.`}
    </p>
    <pre tabindex="0">${shortened(explanation)}</pre>
    ${commands(failure, facts)}
    <details>
      <summary>Step by step</summary>
      ${toldSteps(last, link, first + 1)}
    </details>
  </section>`;
};

/** A failure for which there is no room: its signature, and how to see it. */
export const namedFailure = (failure: Failure, number: number, facts: Facts): Html =>
  html`<section class="failure">
    ${heading(failure, number)}
    <p>It is not drawn here, for the file would be too large.</p>
    ${commands(failure, facts)}
  </section>`;
