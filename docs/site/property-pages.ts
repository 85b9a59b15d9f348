import type { Property } from '../../spec/properties/index.js';
import { claims } from './claims.js';
import type { Claims } from './claims.js';
import { passageOf } from './code.js';
import type { Sources } from './code.js';
import { exercised, testsNamed } from './evidence.js';
import type { Evidence } from './evidence.js';
import { code } from './family-page.js';
import { formula } from './formula.js';
import { NOTHING, html, joined, withCode } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';
import type { Page } from './page.js';
import { claimsPath, named } from './places.js';
import type { Places } from './places.js';
import type { FamilyFacts } from './rules.js';
import { cited } from './sources.js';

/** The rules on the last step of whose program the premise of the property holds. */
const rulesUnder = (families: readonly FamilyFacts[], { name }: Property): readonly string[] =>
  families.flatMap(({ rules }) =>
    rules.filter(({ upholds }) => upholds.some((it) => it.name === name)).map(({ rule }) => rule.name),
  );

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
  property: Claims['properties'][number],
  from: string,
  sources: Sources,
  families: readonly FamilyFacts[],
  places: Places,
  evidence: Evidence,
): Html => {
  const { name, says, profile, source, stays } = property;
  if (source.length === 0) throw new Error(`${name} has no source`);
  const rules = rulesUnder(families, property);
  return html`<section class="one" id="${name}">
    <h3><a href="#${name}">${name}</a> <span class="profile">${profile}</span></h3>
    <p class="says">${says}</p>
    ${property.formula === undefined ? NOTHING : html`<div class="formula" tabindex="0" role="group" aria-label="Formula">${formula(property.formula)}</div>`}
    <p class="sources">${cited(from, source)}</p>
    ${whereClaimed(property, from)}
    ${stays === undefined ? NOTHING : html`<p>No wrong rule breaks it alone. It stays: ${withCode(stays)}</p>`}
    <details>
      <summary>As it is checked</summary>
      ${code(passageOf(sources, name))}
    </details>
    ${
      rules.length === 0
        ? NOTHING
        : html`<details>
            <summary>Rules on whose step it speaks: ${rules.length}</summary>
            <p>${joined(rules.map((it) => named(places, from, it)))}</p>
          </details>`
    }
    ${exercised(evidence, name, from, 'checked')} ${testsNamed(evidence, name, from)}
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
          the model, and each must be the only one to catch some wrong rule, or say why it stays.
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
        content: html`${properties.map((it) => section(it, path, sources, families, places, evidence))}`,
      };
    }),
  ];
};
