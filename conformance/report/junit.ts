import junit from 'junit-report-builder';
import type { Builder, TestCase } from 'junit-report-builder';
import { match } from 'ts-pattern';
import { reference, rulesOf } from '../../spec/index.js';
import { BROKEN, ruleOf } from '../check/lot.js';
import type { Failure } from '../check/lot.js';
import type { Report } from '../check/report.js';

/** What became of a rule, a property of the hardware, or the contract. */
type Outcome =
  | { readonly is: 'held' }
  | { readonly is: 'broken' | 'waived'; readonly failures: readonly Failure[] }
  | { readonly is: 'never exercised' }
  | { readonly is: 'not claimed' };

/** Its types speak of a default export behind the one that Node sees. */
const newBuilder = (): Builder => (junit as unknown as Builder).newBuilder();

const outcomeOf = ({ failures, waived, neverExercised, exhausted }: Report, name: string): Outcome => {
  const broken = failures.filter((failure) => ruleOf(failure) === name);
  const waiver = waived.find(({ rule }) => rule === name);
  if (broken.length > 0) return { is: 'broken', failures: broken };
  if (waiver !== undefined) return { is: 'waived', failures: waiver.failures };
  return exhausted === null && neverExercised.includes(name) ? { is: 'never exercised' } : { is: 'held' };
};

const tell = (testCase: TestCase, outcome: Outcome): void => {
  match(outcome)
    .with({ is: 'held' }, () => undefined)
    .with({ is: 'not claimed' }, { is: 'waived' }, () => testCase.skipped())
    .with({ is: 'never exercised' }, () => testCase.failure('no program exercised it', 'never exercised'))
    .with({ is: 'broken' }, ({ failures }) => {
      const [{ signature }] = failures;
      testCase.failure(signature, 'broken').stacktrace(failures.map(({ explanation }) => explanation).join('\n\n'));
    })
    .exhaustive();
};

/**
 * A report as JUnit XML: a suite for the kernel; a test case for each rule, whose class is its profile, and for each property of its hardware that
 * was checked. What is not claimed, or waived, is skipped. It holds no times, so that the same run gives the same text.
 */
export const junitOf = (report: Report): string => {
  const builder = newBuilder();
  const suite = builder.testSuite().name(`l4c ${report.kernel}`);
  const add = (className: string, name: string, outcome: Outcome): void => {
    tell(suite.testCase().className(className).name(name), outcome);
  };
  const profileOf = new Map<string, string>(rulesOf(reference).map(({ name, profile }) => [name, profile]));
  const unclaimed = rulesOf(reference).filter(
    ({ name, profile, isInference }) =>
      isInference !== true && !(name in report.rules) && !report.profiles.includes(profile),
  );
  const named = new Set([...Object.keys(report.rules), ...Object.keys(report.hardware)]);
  for (const name of Object.keys(report.rules)) add(profileOf.get(name) ?? 'dialect', name, outcomeOf(report, name));
  for (const { name, profile } of unclaimed) add(profile, name, { is: 'not claimed' });
  for (const name of Object.keys(report.hardware)) add('hardware', name, outcomeOf(report, name));
  // The contract, and whatever is blamed besides: an inference, or a rule of a profile that is not claimed.
  for (const name of new Set([BROKEN, ...report.failures.map(ruleOf)]))
    if (!named.has(name)) add('contract', name, outcomeOf(report, name));
  return builder.build();
};
