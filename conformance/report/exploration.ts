import type { Exploration, Violation } from '../../model/explorer/index.js';
import { scopeOf } from '../../model/explorer/scope.js';
import { sigmaProperties } from '../../spec/properties/index.js';
import { nil, renderSource, sourceOf, writable } from '../../spec/vocabulary/index.js';
import type { Place, Sigma, SigmaOperation } from '../../spec/vocabulary/index.js';

const renderPlace = (pages: number, place: Place): string =>
  `page ${String(place % pages)} of space ${String(Math.floor(place / pages))}`;
const rights = (write: boolean): string => (write ? 'rw' : 'r');

const renderOperation = (pages: number, operation: SigmaOperation): string => {
  switch (operation.op) {
    case 'map':
    case 'grant': {
      const { op, source, target, write } = operation;
      return `${op} ${renderPlace(pages, source)} to ${renderPlace(pages, target)}, ${rights(write)}`;
    }
    case 'demap': {
      const { place, own, readOnly } = operation;
      return `demap ${renderPlace(pages, place)}${own ? ', the page itself too' : ''}${readOnly ? ', to read-only' : ''}`;
    }
  }
};

/** The pages outside sigma-zero that are there: from where, and with which rights. */
const renderSigma = (pages: number, sigma: Sigma): string =>
  sigma
    .flatMap((mapping, place) =>
      place < pages || mapping === nil
        ? []
        : [`${renderPlace(pages, place)} from ${renderPlace(pages, sourceOf(mapping))} ${rights(writable(mapping))}`],
    )
    .join('; ') || 'no page outside sigma-zero';

const renderViolation = (pages: number, { property, path, before, after }: Violation): readonly string[] => {
  const violated = sigmaProperties.find(({ name }) => name === property);
  return [
    `Property violated: ${property}${violated === undefined ? '' : ` (${violated.source.map(renderSource).join(', ')})`}`,
    ...(violated === undefined ? [] : [`  ${violated.says}`]),
    ...path.map(
      (operation, at) =>
        `${at === path.length - 1 ? '>' : ' '} ${String(at + 1).padStart(3)}  ${renderOperation(pages, operation)}`,
    ),
    `  before: ${renderSigma(pages, before)}`,
    `  after:  ${renderSigma(pages, after)}`,
    '',
  ];
};

/** The record of an exploration, told to a person: violations first, the verdict last. */
export const renderExploration = (record: Exploration): string => {
  const { scope, complete, states, transitions, changing, depth, properties, rules, violations } = record;
  const { pages } = scopeOf(scope).universe;
  const width = String(transitions).length;
  const unreached = rules.filter(({ applied }) => applied === 0).map(({ name }) => name);
  return [
    ...violations.flatMap((violation) => renderViolation(pages, violation)),
    `${scope}${complete ? '' : ', in part'}`,
    `  ${String(states)} states, the furthest ${String(depth)} operations from the first`,
    `  ${String(transitions)} transitions, ${String(changing)} of them to another state`,
    `  ${String(properties.length)} properties checked on every transition; how often the premise of each held:`,
    ...properties.map(({ name, applied }) => `    ${String(applied).padStart(width)}  ${name}`),
    ...(unreached.length === 0 ? [] : [`  rules that the scope does not reach: ${unreached.join(', ')}`]),
    violations.length === 0
      ? '  no property is violated'
      : `  ${String(violations.length)} properties violated: ${violations.map(({ property }) => property).join(', ')}`,
  ].join('\n');
};
