import type { Kind } from '../../spec/index.js';
import { claims } from './claims.js';
import { html } from '../../conformance/report/html.js';
import type { Html } from '../../conformance/report/html.js';
import { linkTo } from './page.js';
import type { FamilyFacts } from './rules.js';

export const familyPath = (kind: Kind): string => `rules/${kind}.html`;
export const claimsPath = (name: string): string => `properties/${name}.html`;

/** Where each rule and each property stands, by its name. */
export type Places = ReadonlyMap<string, string>;
export const placesOf = (families: readonly FamilyFacts[]): Places =>
  new Map([
    ...families.flatMap(({ kind, rules, others }) =>
      [...rules, ...others].map(({ rule }) => [rule.name, `${familyPath(kind)}#${rule.name}`] as const),
    ),
    ...claims.flatMap(({ name: kind, properties }) =>
      properties.map(({ name }) => [name, `${claimsPath(kind)}#${name}`] as const),
    ),
  ]);

/** The name of a rule or a property, with a link to it. Throws where there is no such thing. */
export const named = (places: Places, from: string, name: string): Html => {
  const place = places.get(name);
  if (place === undefined) throw new Error(`${from}: no rule or property is called ${name}`);
  return html`<a class="rule" href="${linkTo(from, place)}">${name}</a>`;
};

/** A text in which what stands between backquotes is code, or a link to the rule or property of that name. */
export const withNames = (text: string, from: string, places: Places): Html =>
  html`${text
    .split('`')
    .map((part, at) =>
      at % 2 === 0 ? part : places.has(part) ? named(places, from, part) : html`<code>${part}</code>`,
    )}`;
