import { edgeName, unreached } from '../../model/explorer/system/index.js';
import { chart, reference, rulesOf } from '../../spec/index.js';
import { isComparison, isOfSystem } from './scopes.js';
import type { Explored } from './scopes.js';

/** The rules and edges of the chart that none of the explorations reaches though no reason is written, or reaches though one is: a line each. */
export const missedBy = (records: readonly Explored[]): readonly string[] => {
  const met = new Set(
    records
      .flatMap((record) => [...(isComparison(record) ? [] : record.rules), ...(isOfSystem(record) ? record.edges : [])])
      .flatMap(({ name, applied }) => (applied > 0 ? [name] : [])),
  );
  const excused = (name: string): boolean => unreached.some(({ rule }) => rule === name);
  const all = [...rulesOf(reference).map(({ name }) => name), ...chart.map(edgeName)];
  return [
    ...all.filter((name) => !met.has(name) && !excused(name)).map((name) => `no scope reaches ${name}`),
    ...unreached
      .filter(({ rule }) => met.has(rule) || !all.includes(rule))
      .map(({ rule }) => `${rule} is said to be reached by no scope, and is reached, or is no rule`),
  ];
};
