import { inProcess } from '../../conformance/check/check-program.js';
import { runLot, together } from '../../conformance/check/lot.js';
import type { Alternatives, LotResult } from '../../conformance/check/lot.js';
import { LOT_PROGRAMS } from '../../conformance/check/source.js';
import { storedRecord } from '../../conformance/explorations/records.js';
import { isComparison, largeScopes, smallScopes } from '../../conformance/explorations/scopes.js';
import { bundledKernel } from '../../conformance/kernels/bundled.js';
import { blackBox } from '../../conformance/kernels/masked.js';
import { modelKernel } from '../../model/index.js';
import { departures, tableOf } from '../../spec/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';

/** A run, as `l4c run` makes it: which kernel, and what it was given. */
export interface Run {
  readonly kernel: string;
  readonly seed: number;
  readonly programs: number;
  readonly stimuli: number;
}
/** How often something was applied, or checked, in a run. */
export interface Exercised {
  readonly run: Run;
  readonly times: number;
  /** Of a rule with a choice: by alternative, how often it was open and taken. */
  readonly alternatives: Alternatives | null;
}
/** How often a property spoke, or a rule was applied, in the stored records of exploration, and in which scopes. */
export interface Explored {
  readonly times: number;
  readonly scopes: readonly string[];
}
/** What exercised the rules and properties, by their names. */
export interface Exercise {
  /** The run of the 486 kernel. */
  readonly run: Run;
  readonly runs: ReadonlyMap<string, Exercised>;
  readonly explored: ReadonlyMap<string, Explored>;
}

const SEED = 0;
/** Lots of the run of the 486 kernel, and of each run beside it. */
const [LOTS, LOTS_BESIDE] = [10, 1];

const inRun = async (kernel: KernelUnderTest, name: string, lots: number): Promise<ReadonlyMap<string, Exercised>> => {
  const results: LotResult[] = [];
  for (let lot = 0; lot < lots; lot++) results.push(await runLot(inProcess(kernel), SEED, lot, LOT_PROGRAMS));
  const failure = results.flatMap(({ failures }) => failures).at(0);
  if (failure !== undefined) throw new Error(`${name} fails in the run of the site:\n${failure.explanation}`);
  const total = (of: (result: LotResult) => number): number => results.reduce((sum, it) => sum + of(it), 0);
  const run = { kernel: name, seed: SEED, programs: total((it) => it.programs), stimuli: total((it) => it.stimuli) };
  const counts = results.map(({ applied, checked }) => new Map(Object.entries({ ...applied, ...checked })));
  const names = new Set(counts.flatMap((it) => [...it.keys()]));
  return new Map(
    [...names].map((it) => {
      const choices = results.flatMap(({ alternatives }) => (it in alternatives ? [alternatives[it]] : []));
      const alternatives = choices.length === 0 ? null : choices.reduce(together);
      return [it, { run, times: counts.reduce((sum, count) => sum + (count.get(it) ?? 0), 0), alternatives }];
    }),
  );
};

const inRecords = (): ReadonlyMap<string, Explored> => {
  const found = new Map<string, Explored>();
  for (const scope of [...smallScopes, ...largeScopes]) {
    const record = storedRecord(scope);
    if (record === undefined || isComparison(record)) continue;
    for (const { name, applied } of [...record.rules, ...record.properties])
      if (applied > 0) {
        const { times, scopes } = found.get(name) ?? { times: 0, scopes: [] };
        found.set(name, { times: times + applied, scopes: [...scopes, scope] });
      }
  }
  return found;
};

/**
 * Runs the 486 kernel; for what is only concluded of a kernel that hides its inside, once more so; for the rules that only other dialects have, the
 * specification in each of these. Reads the records of exploration. Throws where a kernel fails.
 */
export const exerciseOf = async (lots = LOTS, lotsBeside = LOTS_BESIDE): Promise<Exercise> => {
  const reference = await inRun(bundledKernel('i486'), 'i486', lots);
  const runs = new Map(reference);
  const add = (found: ReadonlyMap<string, Exercised>): void => {
    for (const [name, it] of found) if (!runs.has(name)) runs.set(name, it);
  };
  add(await inRun(blackBox(bundledKernel('i486')), 'i486 with its inside hidden', lotsBeside));
  for (const { parameter, value, dialect } of lotsBeside === 0 ? [] : departures)
    add(
      await inRun(
        modelKernel(() => 0, tableOf(dialect), dialect),
        `model with ${parameter} ${value}`,
        lotsBeside,
      ),
    );
  const [[, { run }]] = reference;
  return { run, runs, explored: inRecords() };
};
