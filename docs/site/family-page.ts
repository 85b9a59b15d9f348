import type { Mutant } from '../../conformance/mutants/mutants.js';
import type { Frame } from '../../conformance/player/frame.js';
import { viewOf } from '../../model/index.js';
import type { Rule } from '../../spec/index.js';
import type { Property } from '../../spec/properties/index.js';
import { highlighted } from './code.js';
import type { Passage, Refining } from './code.js';
import { exercised, testsNamed } from './evidence.js';
import type { Evidence } from './evidence.js';
import { TITLES } from './families.js';
import { forest } from './forest.js';
import { formulaOf } from './formula.js';
import { NOTHING, html, joined, withCode } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { signsAreExplained } from './notation-page.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { drawnRun } from '../../conformance/report/drawn-run.js';
import { familyPath, named } from './places.js';
import type { Places } from './places.js';
import { counterparts } from './rules.js';
import type { FamilyFacts, RuleFacts } from './rules.js';
import { cited } from './sources.js';

/** TypeScript as it stands in its file. */
export const passage = ({ file, line, text, uses }: Passage): Html =>
  html` <p class="file">${file}, line ${line}</p>
    <pre tabindex="0">${highlighted(text)}</pre>
    ${
      uses.length === 0
        ? NOTHING
        : html`<details>
            <summary>What it uses</summary>
            <pre tabindex="0">${highlighted(uses.join('\n\n'))}</pre>
          </details>`
    }`;

/** The properties that speak of the steps of many rules. */
export type Common = ReadonlySet<string>;
/** A property that speaks of more than this part of the programs is nobody's in particular. */
const MANY = 1 / 4;
export const commonOf = (families: readonly FamilyFacts[]): Common => {
  const upheld = families.flatMap(({ rules }) => rules.map(({ upholds }) => upholds.map(({ name }) => name)));
  const counts = new Map<string, number>();
  for (const name of upheld.flat()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > MANY * upheld.length).map(([name]) => name));
};

const refinedIn = (list: readonly Refining[]): Html =>
  list.length === 0
    ? NOTHING
    : html`<h4>What of the 486 kernel refines it</h4>
        <p>
          ${joined(list.map(({ name, file, line }) => html`<code>${name}</code> <span class="file">${file}:${line}</span>`))}
        </p>`;

const edits = (title: string, list: readonly Mutant[]): Html =>
  list.length === 0
    ? NOTHING
    : html`<h4>${title}</h4>
        <ul>
          ${list.map(({ name, story, file }) => html`<li><b>${name}</b> (${file.replace(/\.js$/, '.ts')}): ${story}</li>`)}
        </ul>`;

const parametersRead = ({ reads, rule }: RuleFacts, from: string, places: Places): Html =>
  reads.length === 0
    ? html`<p>It is the same in every dialect.</p>`
    : html`<ul>
        ${reads.map((departure) => {
          const { parameter, value, gone } = departure;
          const isGone = gone.some(({ name }) => name === rule.name);
          const others = counterparts(rule, departure);
          return html`<li>
            <a href="${linkTo(from, `dialects.html#${parameter}`)}">${parameter}</a> <q>${value}</q>:
            ${
              isGone ? 'in its place ' : 'it stands in the place of '
            }${others.length === 0 ? 'nothing' : joined(others.map(({ name }) => named(places, from, name)))}
          </li>`;
        })}
      </ul>`;

/** The properties that speak of the step: those of this rule and a few others, and folded away those of most steps. */
const spoken = (upholds: readonly Property[], common: Common, link: (name: string) => Html): Html => {
  const links = (list: readonly Property[]): Html => joined(list.map(({ name }) => link(name)));
  const [many, few] = [true, false].map((is) => upholds.filter(({ name }) => common.has(name) === is));
  return html`<h4>Properties that speak of that step</h4>
    ${few.length === 0 ? NOTHING : html`<p>${links(few)}</p>`}
    ${
      many.length === 0
        ? NOTHING
        : html`<details>
            <summary>and ${many.length} that speak of many steps</summary>
            <p>${links(many)}</p>
          </details>`
    }`;
};

/** Where the last step changed whose page is whose: the forest before and after. */
const forests = (frames: readonly Frame[]): Html => {
  const [before, after] = frames.slice(-2).map(({ state }) => viewOf(state).derivation);
  return before === undefined || after === undefined || JSON.stringify(before) === JSON.stringify(after)
    ? NOTHING
    : html`<h4>The derivation of pages before its last step, and after</h4>
        <div class="beside">${forest('Before', before)} ${forest('After', after)}</div>`;
};

/** What stands around the rules of a family: where everything is told of, which properties are nobody's in particular, and what is known of each rule. */
export interface Surroundings {
  readonly places: Places;
  readonly common: Common;
  readonly evidence: Evidence;
}
const section = (it: RuleFacts, from: string, { places, common, evidence }: Surroundings): Html => {
  const { rule, shown, upholds, refinedBy, mutants, wrongRules } = it;
  const link = (name: string): Html => named(places, from, name);
  return html`<section class="one" id="${rule.name}">
    <h3><a href="#${rule.name}">${rule.name}</a> <span class="profile">${rule.profile}</span></h3>
    <p class="says">${rule.says}</p>
    ${formulaOf(rule)}
    <p class="sources">${cited(from, rule.source)}</p>
    ${passage(it.passage)}
    <h4>
      The shortest program that applies it with its last
      step${shown.dialect === null ? '' : `, with ${shown.dialect[0]} ${shown.dialect[1]}`}
    </h4>
    ${drawnRun(shown.program.boot, shown.frames, link)} ${forests(shown.frames)}
    <p><a href="${linkTo(from, `player.html#${rule.name}`)}">Play it</a>, on the specification or on the 486.</p>
    <h4>Dialects</h4>
    ${parametersRead(it, from, places)} ${spoken(upholds, common, link)} ${refinedIn(refinedBy)}
    ${edits('Edits of the 486 kernel that attack it', mutants)}
    ${edits('Edits of the specification that attack it', wrongRules)} ${testsNamed(evidence, rule.name, from)}
    <h4>How often it was exercised</h4>
    ${exercised(evidence, rule.name, from, rule.isInference === true ? 'concluded' : 'applied')}
  </section>`;
};

const contents = (list: readonly RuleFacts[]): Html =>
  html`<ul class="contents">
    ${list.map(({ rule }: { readonly rule: Rule }) => html`<li><a class="rule" href="#${rule.name}">${rule.name}</a> ${rule.says}</li>`)}
  </ul>`;

/** The page of a family. */
export const familyPage = ({ kind, rules, others }: FamilyFacts, about: string, surroundings: Surroundings): Page => {
  const path = familyPath(kind);
  return {
    path,
    title: TITLES[kind],
    content: html` <p>
        The family of rules for the work <code>${kind}</code>${about === '' ? '.' : html`: ${withCode(about)}`} On every
        piece of it the premise of exactly one of
        ${rules.length === 1 ? 'this rule' : `these ${String(rules.length)} rules`} holds, which the model checks on
        every step.
      </p>
      ${signsAreExplained(path)} ${contents(rules)} ${rules.map((it) => section(it, path, surroundings))}
      ${
        others.length === 0
          ? NOTHING
          : html`<h2>In other dialects</h2>
              ${contents(others)}${others.map((it) => section(it, path, surroundings))}`
      }`,
  };
};

/** All families, with the rules of each. */
export const familiesPage = (families: readonly FamilyFacts[], abouts: ReadonlyMap<string, string>): Page => {
  const path = 'rules/index.html';
  const count = families.reduce((sum, { rules }) => sum + rules.length, 0);
  return {
    path,
    title: 'Rules',
    content: html` <p>
        What L4 is: ${count} rules in ${families.length} families. A stimulus is the first piece of work; each rule
        consumes one piece of work whose premise holds and concludes the next state and the work that now comes first;
        the step ends when no work is left. A conclusion with several members is a choice that every kernel is free to
        make.
      </p>
      ${families.map(
        ({ kind, rules, others }) =>
          html`<section>
            <h2><a href="${linkTo(path, familyPath(kind))}">${TITLES[kind]}</a></h2>
            <p>${withCode(abouts.get(kind) ?? '')}</p>
            <ul class="contents">
              ${[...rules, ...others].map(({ rule }) => html`<li><a class="rule" href="${linkTo(path, `${familyPath(kind)}#${rule.name}`)}">${rule.name}</a> ${rule.says}</li>`)}
            </ul>
          </section>`,
      )}`,
  };
};
