import { table } from '../../conformance/report/table.js';
import { whole } from '../../conformance/report/whole.js';
import { renderSource } from '../../spec/vocabulary/index.js';
import type { Source } from '../../spec/vocabulary/index.js';
import { claims } from './claims.js';
import { TRACE_PATH, ownTestsOf } from './evidence.js';
import type { Evidence } from './evidence.js';
import { html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import type { FamilyFacts, RuleFacts } from './rules.js';
import { anchorOf } from './sources.js';

const pagesOf = (sources: readonly Source[]): Html =>
  joined(
    sources.map((it) => html`<a href="${linkTo(TRACE_PATH, `lecture.html#${anchorOf(it)}`)}">${renderSource(it)}</a>`),
  );
const ruleRow = (
  { rule, passage, refinedBy, mutants, wrongRules }: RuleFacts,
  evidence: Evidence,
  places: Places,
): Html =>
  html`<tr>
    <th scope="row">${named(places, TRACE_PATH, rule.name)}</th>
    <td>${pagesOf(rule.source)}</td>
    <td>${whole(evidence.exercise.runs.get(rule.name)?.times ?? 0)}</td>
    <td>
      <span class="file">${passage.file}:${passage.line}</span>
      ${joined(refinedBy.map(({ name }) => html`<code>${name}</code>`))}
    </td>
    <td>${ownTestsOf(evidence, rule.name).length}</td>
    <td>${mutants.length}</td>
    <td>${wrongRules.length}</td>
  </tr>`;

/** Every rule and every property, with its sources and how much looks after it. */
export const traceIndex = (
  families: readonly FamilyFacts[],
  evidence: Evidence,
  places: Places,
  others: readonly (readonly [path: string, title: string])[],
): Page => {
  const rules = families.flatMap((it) => [...it.rules, ...it.others]);
  const properties = claims.flatMap((it) => it.properties);
  const { run, runs, explored } = evidence.exercise;
  const links = (names: readonly string[]): Html => joined(names.map((it) => named(places, TRACE_PATH, it)));
  const without = (names: readonly string[]): readonly string[] =>
    names.filter((it) => ownTestsOf(evidence, it).length === 0);
  const untestedRules = without(rules.map(({ rule }) => rule.name));
  const untested = without(properties.map(({ name }) => name));
  const idle = rules.map(({ rule }) => rule.name).filter((it) => !runs.has(it));
  return {
    path: TRACE_PATH,
    title: 'From the lecture to the tests, and back',
    content: html`<p>
        Each rule with the pages of the lecture and the facts from which it comes, where it stands, which functions of
        the 486 kernel refine it, and how many tests are named after it, how many edits attack it, and how often the
        last run applied it. From the other end:
        ${joined(others.map(([path, title]) => html`<a href="${linkTo(TRACE_PATH, path)}">${title}</a>`))}, and the
        <a href="../lecture.html">lecture, page by page</a>.
      </p>
      <h2 id="run">The last run</h2>
      <p>
        It was made when this site was built, as <code>l4c run --runs ${run.programs}</code> makes it: kernel
        <code>${run.kernel}</code>, seed ${run.seed}, ${whole(run.programs)} programs of ${whole(run.stimuli)} stimuli;
        no program diverged. Counted in 100 programs each is what that run cannot apply: rules of another dialect, in a
        run of the specification with that dialect, and what an observer concludes of a kernel that hides its inside.
        ${idle.length === 0 ? 'Every rule was applied.' : html`Never applied: ${links(idle)}.`}
      </p>
      <h2>Rules</h2>
      ${table(
        'Rules',
        [
          'rule',
          'from',
          'applied',
          'code, and functions of the kernel',
          'tests',
          'edits of the kernel',
          'of the rules',
        ],
        rules.map((it) => ruleRow(it, evidence, places)),
        true,
      )}
      <h2>Properties</h2>
      <p>
        Of how many steps of the stored explorations each spoke, and, of those of the hardware, after how many steps of
        the last run it was checked.
      </p>
      ${table(
        'Properties',
        [
          'property',
          'from',
          'explored steps of which it spoke',
          'steps of the run after which it was checked',
          'tests',
        ],
        properties.map(
          ({ name, source }) =>
            html`<tr>
              <th scope="row">${named(places, TRACE_PATH, name)}</th>
              <td>${pagesOf(source)}</td>
              <td>${whole(explored.get(name)?.times ?? 0)}</td>
              <td>${whole(runs.get(name)?.times ?? 0)}</td>
              <td>${ownTestsOf(evidence, name).length}</td>
            </tr>`,
        ),
        true,
      )}
      <h2 id="without">Without a test of their own</h2>
      <p>
        ${
          untestedRules.length === 0
            ? html`Each of the ${rules.length} rules has a test whose title begins with its name.`
            : html`No title of a test begins with the name of these ${untestedRules.length} of ${rules.length} rules.
              What tries them is their stored program, which a series of tests runs on the 486 kernel, the run above,
              and the edits that attack them: ${links(untestedRules)}.`
        }
      </p>
      <p>
        Of the ${properties.length} properties ${untested.length} have none. They are checks themselves: each has to
        catch an edit of the specification, or says why it stays. ${links(untested)}.
      </p>`,
  };
};
