import { wayTo } from '../../conformance/player/frame.js';
import type { Frame } from '../../conformance/player/frame.js';
import { speaking } from '../../conformance/programs/speaking.js';
import { counted } from '../../conformance/report/counted.js';
import { drawnRun } from '../../conformance/report/drawn-run.js';
import type { Property } from '../../spec/properties/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { claims, speakingOfLast } from './claims.js';
import { passageOf } from './code.js';
import type { Sources } from './code.js';
import { exercised, explored, testsNamed } from './evidence.js';
import type { Evidence } from './evidence.js';
import { passage } from './family-page.js';
import { formulaOf } from './formula.js';
import { caughtBy } from './matrix-page.js';
import { NOTHING, html, joined } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { signsAreExplained } from './notation-page.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { claimsPath, named, withNames } from './places.js';
import type { Places } from './places.js';
import type { FamilyFacts, RuleFacts } from './rules.js';
import { cited } from './sources.js';

/** What of the rules has a program on whose last step the property speaks. */
const rulesUnder = (families: readonly FamilyFacts[], name: string): readonly RuleFacts[] =>
  families.flatMap(({ rules }) => rules.filter(({ upholds }) => upholds.some((it) => it.name === name)));

/** A program on whose last step a property speaks, the name by which the player has it, and its run. */
export interface Speaking {
  readonly played: string;
  readonly program: Program;
  readonly frames: readonly Frame[];
}
/** Of the programs of rules the shortest on whose last step the property speaks, or one of its own. Null of two runs, and of what has no steps. */
export const speakingOn = (families: readonly FamilyFacts[], kind: string, name: string): Speaking | null => {
  if (kind === 'runs' || kind === 'hardware') return null;
  const shortest = rulesUnder(families, name)
    .toSorted((one, other) => one.shown.program.stimuli.length - other.shown.program.stimuli.length)
    .at(0);
  if (shortest !== undefined)
    return { played: shortest.rule.name, program: shortest.shown.program, frames: shortest.shown.frames };
  const program = speaking.get(name);
  const way = program === undefined ? null : wayTo(program, 0, () => true);
  if (program === undefined || way === null || !speakingOfLast(way.frames, 0).some((it) => it.name === name))
    throw new Error(`${name} speaks on the last step of no program: conformance/programs/speaking.ts can have one`);
  return { played: name, program, frames: way.frames };
};

/** What there is in place of a program. */
const WITHOUT: Readonly<Record<string, string>> = {
  runs: 'It compares runs of several programs, so that no one program shows it.',
  hardware:
    'It speaks of the machine between any two steps of a kernel that shows its inside, and of no step in particular.',
};
const shownOn = (it: Speaking | null, kind: string, from: string, places: Places): Html =>
  it === null
    ? html`<p>${WITHOUT[kind]}</p>`
    : html`<details>
        <summary>
          A program on whose last step it speaks: ${counted(it.program.stimuli.length, 'stimulus', 'stimuli')}
        </summary>
        ${drawnRun(it.program.boot, it.frames, (rule) => named(places, from, rule))}
        <p><a href="${linkTo(from, `player.html#${it.played}`)}">Play it</a>.</p>
      </details>`;

/** How often it was checked: the run of the kernel looks at the properties of the hardware alone. */
const checks = (kind: string, name: string, from: string, evidence: Evidence): Html => {
  if (kind === 'hardware') return exercised(evidence, name, from, 'checked');
  const by =
    kind !== 'runs' && evidence.exercise.explored.has(name)
      ? html`It is checked by exploration. ${explored(evidence, name, 'checked')}`
      : 'No exploration has what it speaks of: it is checked on generated programs, by the tests.';
  return html`<p class="exercised">${by}</p>`;
};

/** Throws where a property has no source, no sentence or no formula. */
export const checkTold = ({ name, source, says, formula: written }: Property): void => {
  if (source.length === 0) throw new Error(`${name} has no source: name a page of the lecture or a row of the facts`);
  if (says.trim() === '' || written.trim() === '') throw new Error(`${name} has no sentence or no formula`);
};

const whereClaimed = ({ where }: Property, from: string): Html =>
  where === undefined
    ? NOTHING
    : html`<p>
        It is claimed of dialects with
        ${joined(
          Object.entries(where).map(
            ([parameter, values]) =>
              html`<a href="${linkTo(from, `dialects.html#${parameter}`)}">${parameter}</a> ${joined(
                  values.map((it) => html`<q>${it}</q>`),
                  ' or ',
                )}`,
          ),
          ' and ',
        )}.
      </p>`;

const section = (
  property: Property,
  kind: string,
  from: string,
  sources: Sources,
  families: readonly FamilyFacts[],
  places: Places,
  evidence: Evidence,
): Html => {
  const { name, says, profile, source, stays } = property;
  checkTold(property);
  const rules = rulesUnder(families, name).map(({ rule }) => rule.name);
  return html`<section class="one" id="${name}">
    <h3><a href="#${name}">${name}</a> <span class="profile">${profile}</span></h3>
    <p class="says">${says}</p>
    ${formulaOf(property)}
    <p class="sources">${cited(from, source)}</p>
    ${whereClaimed(property, from)}
    ${stays === undefined ? NOTHING : html`<p>No wrong rule breaks it alone. It stays: ${withNames(stays, from, places)}</p>`}
    <details>
      <summary>As it is checked</summary>
      ${passage(passageOf(sources, name))}
    </details>
    ${
      rules.length === 0
        ? NOTHING
        : html`<details>
            <summary>Rules on whose step it speaks: ${rules.length}</summary>
            <p>${joined(rules.map((it) => named(places, from, it)))}</p>
          </details>`
    }
    ${kind === 'hardware' ? NOTHING : caughtBy(name, from)}
    ${shownOn(speakingOn(families, kind, name), kind, from, places)} ${checks(kind, name, from, evidence)}
    ${testsNamed(evidence, name, from)}
  </section>`;
};

/** A page for each kind of properties, and one that has them all by name. */
export const propertyPages = (
  sources: Sources,
  families: readonly FamilyFacts[],
  places: Places,
  evidence: Evidence,
): readonly Page[] => {
  const index = 'properties/index.html';
  const count = claims.reduce((sum, { properties }) => sum + properties.length, 0);
  return [
    {
      path: index,
      title: 'Properties',
      content: html` <p>
          ${count} claims about states and steps, written from the lecture alone: properties know nothing of the rules,
          so that rules and properties are two texts of one meaning. Exploration checks every property on every step of
          the model, and each must be the only one to catch some
          <a href="${linkTo(index, 'properties/wrong-rules.html')}">wrong rule</a>, or say why it stays.
        </p>
        ${claims.map(
          ({ name, title, properties }) =>
            html`<section>
              <h2><a href="${linkTo(index, claimsPath(name))}">${title}</a></h2>
              <ul class="contents">
                ${properties.map((it) => html`<li>${named(places, index, it.name)} ${it.says}</li>`)}
              </ul>
            </section>`,
        )}`,
    },
    ...claims.map(({ name, title, properties }): Page => {
      const path = claimsPath(name);
      return {
        path,
        title,
        content: html`${signsAreExplained(path)}
        ${properties.map((it) => section(it, name, path, sources, families, places, evidence))}`,
      };
    }),
  ];
};
