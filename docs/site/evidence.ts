import { whole } from '../../conformance/report/whole.js';
import type { Exercise, Exercised } from './exercise.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';
import type { Titled } from './tests.js';

/** What is known of rules and properties beside their texts: the tests that are named after them, and what exercised them. */
export interface Evidence {
  readonly tests: readonly Titled[];
  readonly exercise: Exercise;
}

const testsOf = ({ tests }: Evidence, name: string): readonly Titled[] =>
  tests.filter(({ names }) => names.includes(name));
/** Those that are about the rule or property itself. */
export const ownTestsOf = (evidence: Evidence, name: string): readonly Titled[] =>
  testsOf(evidence, name).filter(({ isOfSeries }) => !isOfSeries);

export const TESTS_PATH = 'trace/tests.html';
export const TRACE_PATH = 'trace/index.html';
/** The anchor of a test on the page of the tests. */
export const anchorOfTest = ({ file, line }: Titled): string => `${file}-${String(line)}`;
/** A test as its title, with a link to its place among the others. */
export const titled = (from: string, it: Titled): Html =>
  html`<a href="${linkTo(from, `${TESTS_PATH}#${anchorOfTest(it)}`)}">${it.title}</a>
    <span class="file">${it.file}:${it.line}</span>`;

/** The tests that are named after a rule or a property, its own first. */
export const testsNamed = (evidence: Evidence, name: string, from: string): Html => {
  const own = ownTestsOf(evidence, name);
  const all = [...own, ...testsOf(evidence, name).filter(({ isOfSeries }) => isOfSeries)];
  const none = html`<p>
    None is about it alone; it is one of <a href="${linkTo(from, `${TRACE_PATH}#without`)}">those without a test</a> of
    their own.
  </p>`;
  return html`<h4>Tests</h4>
    ${own.length === 0 ? none : NOTHING}
    ${
      all.length === 0
        ? NOTHING
        : html`<ul>
            ${all.map((it) => html`<li>${titled(from, it)}</li>`)}
          </ul>`
    }`;
};

const ORDINALS = ['the first', 'the second', 'a further one'];
const choice = ({ alternatives }: Exercised): Html =>
  alternatives === null
    ? NOTHING
    : html` Of its alternatives
      ${joined(
        alternatives.open.map(
          (open, at) =>
            html`${ORDINALS[at]} was open ${whole(open)} times and seen to be taken
            ${whole(alternatives.taken.at(at) ?? 0)}`,
        ),
        ', ',
      )}.`;
/** How often the stored explorations applied a rule, or checked a property. */
export const explored = ({ exercise }: Evidence, name: string, verb: string): Html => {
  const record = exercise.explored.get(name);
  return record === undefined
    ? html`No stored exploration of a scope ${verb} it.`
    : html`The stored explorations of ${joined(record.scopes.map((scope) => html`${scope}`))} ${verb} it
      ${whole(record.times)} times.`;
};
/** How often the last run applied a rule, or checked a property of the hardware, and the stored records of exploration. */
export const exercised = (evidence: Evidence, name: string, from: string, verb: string): Html => {
  const { exercise } = evidence;
  const it = exercise.runs.get(name);
  const { kernel, seed, programs, stimuli } = (it ?? exercise).run;
  const run = html`<a href="${linkTo(from, `${TRACE_PATH}#run`)}">The last run</a> (${kernel}, seed ${seed},
    ${whole(programs)} programs, ${whole(stimuli)} stimuli)`;
  return html`<p class="exercised">
    ${it === undefined ? html`${run} never ${verb} it.` : html`${run} ${verb} it ${whole(it.times)} times.${choice(it)}`}
    ${explored(evidence, name, verb)}
  </p>`;
};
