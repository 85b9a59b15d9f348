import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KernelFactory, KernelUnderTest } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import { ruleOf, runLot } from '../check/lot.js';
import type { Failure } from '../check/failure.js';
import { LOT_PROGRAMS } from '../check/source.js';
import { importEdited } from './edited.js';
import type { Mutant } from './mutants.js';

const impl = fileURLToPath(new URL('../../impl/', import.meta.url));

/** The 486 kernel with one edit. */
export const mutantKernel = async (mutant: Mutant): Promise<KernelUnderTest> => {
  const { i486 } = (await importEdited(path.join(impl, 'index.js'), mutant, impl)) as { i486: KernelFactory };
  return i486();
};

/** How a mutant fared: killed in which lot, by which failure; or alive after all of them. */
export interface Kill {
  readonly mutant: Mutant;
  readonly failure: Failure | null;
  readonly blamed: boolean;
  /** How many programs it took, the one that failed first included; null if it lives. */
  readonly programs: number | null;
  /** By rule, how many distinct failures of the lot that killed it were blamed on the rule. */
  readonly rules: Readonly<Record<string, number>>;
}

const rulesOf = (failures: readonly Failure[]): Kill['rules'] => {
  const rules: Record<string, number> = {};
  for (const failure of failures) rules[ruleOf(failure)] = (rules[ruleOf(failure)] ?? 0) + 1;
  return rules;
};

/** Lots of programs until one kills the mutant, at most `lots`; its first failure is the one that a user would read. */
export const kill = async (mutant: Mutant, seed: number, lots: number): Promise<Kill> => {
  const subject = inProcess(await mutantKernel(mutant));
  for (let lot = 0; lot < lots; lot++) {
    const { failures, firstFailing } = await runLot(subject, seed, lot, LOT_PROGRAMS);
    const failure = failures.at(0);
    if (failure === undefined || firstFailing === null) continue;
    const due = [...mutant.attacks, ...(mutant.standIns ?? [])];
    const programs = lot * LOT_PROGRAMS + firstFailing + 1;
    return { mutant, failure, blamed: due.includes(ruleOf(failure)), programs, rules: rulesOf(failures) };
  }
  return { mutant, failure: null, blamed: false, programs: null, rules: {} };
};
