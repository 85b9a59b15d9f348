import { BROKEN, ruleOf } from '../check/lot.js';
import type { Failure } from '../check/failure.js';
import type { Report } from '../check/report.js';

/** What became of a rule, a property of the hardware, or the contract. */
export type Outcome =
  | { readonly is: 'held' }
  | { readonly is: 'broken' | 'waived'; readonly failures: readonly Failure[] }
  | { readonly is: 'never exercised' }
  /** The run ended before, or is about a scope in which nothing comes to it. */
  | { readonly is: 'not reached' }
  | { readonly is: 'not claimed' };

/** Whether not all was run that was asked for. */
export const isCut = ({ exhausted, programs, runs }: Report): boolean =>
  exhausted === null ? programs < runs : !exhausted.whole;

/** Whether a run ended before all that was asked for, or is about a scope: it says nothing of what it did not reach. */
export const isPartial = (report: Report): boolean =>
  report.exhausted !== null || isCut(report) || report.failures.some(({ signature }) => signature === BROKEN);

/** What a report says of one name: a rule that is claimed, a property of the hardware, or `contract broken`. */
export const outcomeOf = (report: Report, name: string): Outcome => {
  const { failures, waived, neverExercised } = report;
  const broken = failures.filter((failure) => ruleOf(failure) === name);
  const waiver = waived.find(({ rule }) => rule === name);
  if (broken.length > 0) return { is: 'broken', failures: broken };
  if (waiver !== undefined) return { is: 'waived', failures: waiver.failures };
  if (!neverExercised.includes(name)) return { is: 'held' };
  return { is: isPartial(report) ? 'not reached' : 'never exercised' };
};
