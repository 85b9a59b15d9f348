import { mutants } from '../../conformance/mutants/mutants.js';
import type { Mutant } from '../../conformance/mutants/mutants.js';
import { wrongRules } from '../../conformance/mutants/wrong-rules/index.js';
import type { Refining } from './code.js';
import { TESTS_PATH, anchorOfTest } from './evidence.js';
import type { Evidence } from './evidence.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import { traceIndex } from './trace-index.js';
import type { FamilyFacts } from './rules.js';
import type { Titled } from './tests.js';

// From tests, edits and functions back to the rules and properties, and from these to the lecture.

/** What there is of each file, the files by name. */
const byFile = <T extends { readonly file: string }>(
  list: readonly T[],
): readonly (readonly [string, readonly T[]])[] =>
  [...new Set(list.map(({ file }) => file))].sort().map((file) => [file, list.filter((it) => it.file === file)]);
const linked = (places: Places, from: string, names: readonly string[]): Html =>
  joined(names.filter((it) => places.has(it)).map((it) => named(places, from, it)));
/** A list for each file, below its name. */
const listed = <T extends { readonly file: string }>(list: readonly T[], item: (it: T) => Html): Html =>
  html`${byFile(list).map(
    ([file, own]) =>
      html`<h3><code>${file}</code></h3>
        <ul>
          ${own.map(item)}
        </ul>`,
  )}`;

const test = (it: Titled, isFirstOfLine: boolean, places: Places): Html => {
  const names = linked(places, TESTS_PATH, it.names);
  return html`<li${isFirstOfLine ? html` id="${anchorOfTest(it)}"` : ''}>
    <span class="file">${it.line}</span> ${it.title}${names.html === '' ? NOTHING : html` (${names})`}
  </li>`;
};
const testsPage = ({ tests }: Evidence, places: Places): Page => ({
  path: TESTS_PATH,
  title: 'Tests',
  content: html`<p>
      ${tests.length} tests by file and line, read from their sources: a title that begins with the name of a rule or a
      property is about it. A series that has one for each rule stands here once for each.
    </p>
    ${listed(tests, (it) => test(it, tests.find(({ file, line }) => file === it.file && line === it.line) === it, places))}`,
});

const EDITS_PATH = 'trace/edits.html';
const edit = ({ name, story, attacks }: Mutant, places: Places): Html =>
  html`<li><b>${name}</b>: ${story} It attacks ${linked(places, EDITS_PATH, attacks)}.</li>`;
const sourceOf = (folder: string) => (it: Mutant) => ({ ...it, file: `${folder}/${it.file.replace(/\.js$/, '.ts')}` });
const editsPage = (places: Places): Page => ({
  path: EDITS_PATH,
  title: 'Edits that must be found',
  content: html`<p>
      Wrong on purpose: ${mutants.length} edits of the 486 kernel, which a run must refuse and blame on the rule (<code
        >l4c mutants</code
      >), and ${wrongRules.length} of the specification, which a property or the exploration must catch (<code
        >l4c mutants --spec</code
      >).
    </p>
    <h2>Of the 486 kernel</h2>
    ${listed(mutants.map(sourceOf('impl')), (it) => edit(it, places))}
    <h2>Of the specification</h2>
    ${listed(wrongRules.map(sourceOf('spec')), (it) => edit(it, places))}`,
});

const KERNEL_PATH = 'trace/kernel.html';
const kernelPage = (refining: readonly Refining[], places: Places): Page => ({
  path: KERNEL_PATH,
  title: 'The functions of the 486 kernel',
  content: html`<p>
      ${refining.length} functions say which rules they refine, by a tag <code>@refines</code>; a rule that no function
      refines, and is more than the conclusion of an observer, fails the build of this page.
    </p>
    ${listed(
      refining,
      ({ name, line, rules }) =>
        html`<li><span class="file">${line}</span> <code>${name}</code>: ${linked(places, KERNEL_PATH, rules)}</li>`,
    )}`,
});

/** Traceability: from rules and properties to code, tests, edits and what exercised them, and from those back. */
export const tracePages = (
  families: readonly FamilyFacts[],
  refining: readonly Refining[],
  evidence: Evidence,
  places: Places,
): readonly Page[] => [
  traceIndex(families, evidence, places, [
    [TESTS_PATH, 'Tests'],
    [EDITS_PATH, 'Edits that must be found'],
    [KERNEL_PATH, 'Functions of the kernel'],
  ]),
  testsPage(evidence, places),
  editsPage(places),
  kernelPage(refining, places),
];
