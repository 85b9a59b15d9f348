import { scenarios } from '../../conformance/scenarios/catalogue.js';
import { facts, lecturePages, lecture, primaryFacts, renderSource } from '../../spec/vocabulary/index.js';
import type { Source } from '../../spec/vocabulary/index.js';
import { parameters } from '../../spec/index.js';
import { pagesWithoutProperty } from '../../spec/properties/lecture.js';
import { claims } from './claims.js';
import { ownTestsOf, titled } from './evidence.js';
import type { Evidence } from './evidence.js';
import { errata } from './errata.js';
import { figures } from './figures.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import type { Page } from './page.js';
import { named } from './places.js';
import type { Places } from './places.js';
import type { FamilyFacts, RuleFacts } from './rules.js';
import { anchorOf, toldFact } from './sources.js';

const path = 'lecture.html';

const citing = <T extends { readonly source: readonly Source[] }>(list: readonly T[], source: Source): readonly T[] =>
  list.filter((it) => it.source.some((other) => renderSource(other) === renderSource(source)));

const few = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'no' : String(count)} ${count === 1 ? one : many}`;
const folded = (title: string, list: readonly Html[]): Html =>
  list.length === 0
    ? html`; ${title}`
    : html`<details>
        <summary>${title}</summary>
        <ul>
          ${list.map((it) => html`<li>${it}</li>`)}
        </ul>
      </details>`;
/** A rule with the code that does it, the tests that are named after it, and the edits that attack it. */
const traced = ({ rule, passage, refinedBy, mutants, wrongRules }: RuleFacts, { places, evidence }: Known): Html => {
  const tests = ownTestsOf(evidence, rule.name);
  const edits = [...mutants, ...wrongRules];
  return html`<li>
    ${named(places, path, rule.name)} <span class="file">${passage.file}:${passage.line}</span>${refinedBy.map(
      ({ name, file }) => html`, <code>${name}</code> <span class="file">${file}</span>`,
    )}${folded(
      few(tests.length, 'test is named after it', 'tests are named after it'),
      tests.map((it) => titled(path, it)),
    )}${folded(
      `${few(mutants.length, 'edit', 'edits')} of the kernel and ${String(wrongRules.length)} of the specification`,
      edits.map(({ name, story }) => html`<b>${name}</b>: ${story}`),
    )}
  </li>`;
};

/** Where everything is told of, and what is known of it. */
interface Known {
  readonly places: Places;
  readonly evidence: Evidence;
}
const cell = (source: Source, rules: readonly RuleFacts[], known: Known): Html => {
  const { places } = known;
  const properties = citing(
    claims.flatMap((it) => it.properties),
    source,
  );
  const cited = rules.filter(({ rule }) => citing([rule], source).length > 0);
  const dialects = Object.entries(parameters).filter(([, it]) => citing([it], source).length > 0);
  return html` ${
    cited.length === 0
      ? NOTHING
      : html`<details>
          <summary>Rules: ${cited.length}</summary>
          <ul>
            ${cited.map((it) => traced(it, known))}
          </ul>
        </details>`
  }
  ${
    properties.length === 0
      ? NOTHING
      : html`<details>
          <summary>Properties: ${properties.length}</summary>
          <ul>
            ${properties.map(({ name, says }) => html`<li>${named(places, path, name)} ${says}</li>`)}
          </ul>
        </details>`
  }
  ${dialects.length === 0 ? NOTHING : html`<p>Parameters of dialects: ${joined(dialects.map(([name]) => html`<a href="dialects.html#${name}">${name}</a>`))}</p>`}`;
};

/** The scenarios that bring a page to life. */
const played = (page: number): Html => {
  const list = scenarios.filter(({ pages }) => pages.includes(page));
  return list.length === 0
    ? NOTHING
    : html`<p>Scenarios: ${joined(list.map(({ name }) => html`<a href="scenarios.html#${name}">${name}</a>`))}</p>`;
};

/** The drawings that a page has on the site. */
const drawnOf = (page: number): Html => {
  const list = figures.filter(({ pages }) => pages.includes(page));
  return list.length === 0
    ? NOTHING
    : html`<p>Figures: ${joined(list.map(({ place, title }) => html`<a href="${place}">${title}</a>`))}</p>`;
};
/** Where a page is wrong, or says too little. */
const mended = (source: Source): Html => {
  const list = citing(errata, source);
  return list.length === 0
    ? NOTHING
    : html`<p>
        Errata: ${joined(list.map(({ anchor, title }) => html`<a href="errata.html#${anchor}">${title}</a>`))}
      </p>`;
};

/** The pages of the lecture that something cites, and all on L4. */
const FIRST_ON_L4 = 38;

/** Traceability: lecture page, rules, code, properties, and what attacks them; and the same for the facts. */
export const lecturePage = (families: readonly FamilyFacts[], known: Known): Page => {
  const rules = families.flatMap((it) => [...it.rules, ...it.others]);
  const all: readonly Source[] = [
    ...rules.flatMap(({ rule }) => rule.source),
    ...claims.flatMap(({ properties }) => properties.flatMap(({ source }) => source)),
    ...Object.values(parameters).flatMap(({ source }) => source),
  ];
  const pages = lecturePages
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .filter(
      (page) =>
        page >= FIRST_ON_L4 ||
        [...all, ...scenarios.flatMap((it) => it.pages.map(lecture))].some(
          (it) => it.kind === 'lecture' && it.page === page,
        ),
    );
  const reason = (page: number): string | undefined => pagesWithoutProperty.find(([it]) => it === page)?.[1];
  return {
    path,
    title: 'The lecture, page by page',
    content: html` <p>
        What became of each page of the lecture on L4, and of each earlier page that something cites: the rules that do
        what it says with the place of their code, the properties that claim it, and what is drawn of it or wrong with
        it. A page without a property says why. Behind the pages stand the rows (<q>F:A18</q>) and sections
        (<q>F:1.4</q>) of a collection of primary facts: papers, manuals and sources of real kernels, told below in a
        sentence each. From rules to pages leads
        <a href="trace/index.html">the table of all rules</a>.
      </p>
      ${pages.map((page) => {
        const source = lecture(page);
        const why = reason(page);
        return html`<section id="${anchorOf(source)}">
          <h2>${renderSource(source)} ${source.kind === 'lecture' ? source.title : ''}</h2>
          ${cell(source, rules, known)}${drawnOf(page)}${mended(source)}${played(page)}${why === undefined ? NOTHING : html`<p>No property: ${why}</p>`}
        </section>`;
      })}
      <h2 id="facts">Facts</h2>
      ${[...primaryFacts].map(([row, fact]) => {
        const source = facts(row);
        return html`<section id="${anchorOf(source)}">
          <h3>${renderSource(source)}</h3>
          <p>${toldFact(fact)}</p>
          ${cell(source, rules, known)}
        </section>`;
      })}`,
  };
};
