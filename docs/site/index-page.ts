import { Profile } from '../../spec/vocabulary/index.js';
import { departures, parameters } from '../../spec/index.js';
import { catalogue } from '../../conformance/report/catalogue.js';
import { claims } from './claims.js';
import { table } from '../../conformance/report/table.js';
import { html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import type { FamilyFacts } from './rules.js';

/** Where a reader begins. */
export const indexPage = (families: readonly FamilyFacts[]): Page => {
  const rules = families.flatMap((it) => it.rules);
  const properties = claims.flatMap((it) => it.properties);
  return {
    path: 'index.html',
    title: 'L4, an executable specification',
    content: html` <p class="says">
        Liedtke's microkernel of 1993 to 1996 as a table of named rules that runs, a kernel for the 486 that is checked
        against it, and a suite into which you plug your own.
      </p>
      <p>
        What you read here is made from what the checker runs: each rule with its formula, its code, and the shortest
        program that shows it, run anew whenever this site is built.
      </p>
      <ul>
        <li>
          <a href="rules/index.html">${rules.length} rules</a> in ${families.length} families: what each system call,
          fault, interrupt and millisecond may do.
        </li>
        <li>
          <a href="properties/index.html">${properties.length} properties</a>: what must never be otherwise, written
          apart from the rules; each with its formula, in one <a href="notation.html">notation</a>.
        </li>
        <li>
          <a href="dialects.html">${Object.keys(parameters).length} parameters</a> on which real kernels differ, with
          ${departures.length} departures from the reference and programs that tell them apart.
        </li>
        <li><a href="lecture.html">The lecture</a>, page by page: which rules and properties came of it.</li>
        <li>
          <a href="trace/index.html">From the lecture to the tests, and back</a>: what code, tests and edits there are
          of each rule, and how often the last run exercised it.
        </li>
        <li><a href="scenarios.html">The systems of the lecture</a>, as programs that run on any kernel.</li>
        <li>
          <a href="errata.html">Errata</a>: where the lecture as it is printed is wrong or says too little, with
          evidence that ran.
        </li>
        <li>
          <a href="player.html">The player</a>: step through any program, on the specification or on the 486, forward
          and back.
        </li>
        <li>
          <a href="chart.html">The chart of IPC states</a>, <a href="drawings.html">drawings</a> of pages, region and
          wakeup lists, and <a href="cost.html">what it costs</a> on a 486.
        </li>
        <li>
          <a href="guides/index.html">Guides</a>: <a href="guides/plug-in-your-kernel.html">plug in your kernel</a>,
          <a href="guides/read-a-failure.html">read a failure</a>, <a href="guides/write-a-rule.html">write a rule</a>,
          and what is <a href="guides/what-is-proved.html">proved, checked, sampled and assumed</a>;
          <a href="faq.html">questions</a> that are asked; the <a href="commands.html">command</a>, the
          <a href="api/index.html">API</a>, the <a href="decisions/index.html">decisions</a>.
        </li>
      </ul>
      <h2>Profiles</h2>
      <p>A kernel claims some of these; it is checked for no others.</p>
      ${table(
        'Profiles',
        ['profile', 'what it is'],
        catalogue.profiles().map(
          ({ name, says }) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td>${says}</td>
            </tr>`,
        ),
      )}
      <p>${Profile.options.length} profiles; <code>sigma</code> and <code>ipc</code> are what the others stand on.</p>`,
  };
};
