import type { Property } from '../../spec/properties/index.js';
import type { Tried } from '../mutants/wrong-rules.js';

/** What wrong rules say of the properties, and properties of the wrong rules. */
export interface Matrix {
  readonly tried: readonly Tried[];
  /** Wrong rules that no property caught. */
  readonly alive: readonly string[];
  /** By property, the wrong rules that it caught, and those that nothing else caught. */
  readonly columns: readonly {
    readonly property: Property;
    readonly caught: readonly string[];
    readonly alone: readonly string[];
  }[];
  /** Properties that alone catch nothing and do not say why they stay. */
  readonly idle: readonly string[];
  /** Properties that say why they stay, and alone catch something. */
  readonly excused: readonly string[];
}

export const matrixOf = (tried: readonly Tried[], properties: readonly Property[]): Matrix => {
  const columns = properties.map((property) => {
    const by = tried.filter(({ caught }) => caught.some((it) => it.property === property.name));
    const names = (list: readonly Tried[]): readonly string[] => list.map(({ wrong }) => wrong.name);
    return { property, caught: names(by), alone: names(by.filter(({ caught }) => caught.length === 1)) };
  });
  const withoutWork = columns.filter(({ alone }) => alone.length === 0);
  return {
    tried,
    alive: tried.filter(({ caught }) => caught.length === 0).map(({ wrong }) => wrong.name),
    columns,
    idle: withoutWork.filter(({ property }) => property.stays === undefined).map(({ property }) => property.name),
    excused: columns
      .filter(({ property, alone }) => property.stays !== undefined && alone.length > 0)
      .map(({ property }) => property.name),
  };
};

/** Each wrong rule and what caught it, first where. */
export const renderTried = ({ wrong, caught }: Tried): string =>
  caught.length === 0
    ? `ALIVE   ${wrong.name} (${wrong.file}): ${wrong.story}`
    : `caught  ${wrong.name}: ${caught.map(({ property, on }, at) => (at === 0 ? `${property} on ${on}` : property)).join(', ')}`;

/** The matrix for people: wrong rules with the properties that caught each, then properties with how many they caught. */
export const renderMatrix = ({ tried, columns, alive, idle, excused }: Matrix): string =>
  [
    ...tried.map(renderTried),
    '',
    'Wrong rules caught by each property, and by it alone:',
    ...columns.map(
      ({ property, caught, alone }) =>
        `${String(caught.length).padStart(4)} ${String(alone.length).padStart(4)}  ${property.name}${alone.length === 0 ? '' : `: ${alone.join(', ')}`}${property.stays === undefined ? '' : ` (stays: ${property.stays})`}`,
    ),
    '',
    `${String(tried.length)} wrong rules, ${String(alive.length)} alive${alive.length === 0 ? '' : `: ${alive.join(', ')}`}`,
    ...(idle.length === 0
      ? []
      : [`${String(idle.length)} properties alone catch nothing and do not say why they stay: ${idle.join(', ')}`]),
    ...(excused.length === 0 ? [] : [`properties that say why they stay, and need not: ${excused.join(', ')}`]),
  ].join('\n');
