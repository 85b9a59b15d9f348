import { RECEPTIVE } from '../../model/explorer/system/index.js';
import type { PathStep, SystemExploration, SystemViolation } from '../../model/explorer/system/index.js';
import { systemProperties } from '../../spec/properties/system/index.js';
import { renderSeen, renderSource, renderStimulus } from '../../spec/vocabulary/index.js';

const renderStep = ({ stimulus, seen }: PathStep, at: number, { length }: readonly PathStep[]): string =>
  `${at === length - 1 ? '>' : ' '} ${String(at + 1).padStart(3)}  ${renderStimulus(stimulus)}` +
  (seen === null ? '' : `; ${renderSeen(seen)}`);

const renderViolation = ({ property, path, error }: SystemViolation): readonly string[] => {
  const violated = systemProperties.find(({ name }) => name === property);
  const sources = violated === undefined ? '' : ` (${violated.source.map(renderSource).join(', ')})`;
  return [
    `Property violated: ${property}${sources}`,
    ...(violated === undefined ? [] : [`  ${violated.says}`]),
    ...(property === RECEPTIVE ? ['  Every stimulus has an outcome in every state, and every step ends.'] : []),
    ...path.map(renderStep),
    ...(error === null ? [] : [`  ${error}`]),
    '',
  ];
};

/** The record of an exploration of the whole system, told to a person: violations first, the verdict last. */
export const renderSystemExploration = (record: SystemExploration): string => {
  const { scope, complete, stateBound, births, states, orbits, renamings, transitions, changing, leaving } = record;
  const { depth, properties, rules, edges, violations } = record;
  const width = String(transitions).length;
  const count = (applied: number): string => String(applied).padStart(width);
  const [unreached, untaken] = [rules, edges].map((list) =>
    list.filter(({ applied }) => applied === 0).map(({ name }) => name),
  );
  return [
    ...violations.flatMap(renderViolation),
    `${scope}${complete ? '' : `, in part: stopped past ${stateBound} states`}`,
    `  ${states} states, the furthest ${depth} steps from the first`,
    ...(renamings === 1
      ? []
      : [`  ${orbits} orbits of them under ${renamings} renamings, one state of each gone on from`]),
    `  ${transitions} transitions, ${changing} of them to another state`,
    ...(leaving === 0
      ? []
      : [`  ${leaving} transitions make a thread number ${births + 1} in one place: checked, and not gone on from`]),
    `  ${properties.length} properties checked on every transition; how often the premise of each held:`,
    ...properties.map(({ name, applied }) => `    ${count(applied)}  ${name}`),
    `  ${rules.length - unreached.length} of ${rules.length} rules of its profiles reached`,
    ...(unreached.length === 0 ? [] : [`  rules that the scope does not reach: ${unreached.join(', ')}`]),
    `  ${edges.length - untaken.length} of ${edges.length} edges of the chart taken`,
    violations.length === 0
      ? '  no property is violated'
      : `  ${violations.length} properties violated: ${violations.map(({ property }) => property).join(', ')}`,
  ].join('\n');
};
