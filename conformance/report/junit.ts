import junit from 'junit-report-builder';
import type { Builder, TestCase } from 'junit-report-builder';
import { match } from 'ts-pattern';
import { reference, rulesOf } from '../../spec/index.js';
import { BROKEN, ruleOf } from '../check/lot.js';
import type { Report } from '../check/report.js';
import { isCut, outcomeOf } from './outcome.js';
import type { Outcome } from './outcome.js';
import { profileOf } from './profile-of.js';

/** Its types speak of a default export behind the one that Node sees. */
const newBuilder = (): Builder => (junit as unknown as Builder).newBuilder();

const tell = (testCase: TestCase, outcome: Outcome): void => {
  match(outcome)
    .with({ is: 'held' }, () => undefined)
    .with({ is: 'not claimed' }, { is: 'not reached' }, { is: 'waived' }, () => testCase.skipped())
    .with({ is: 'never exercised' }, () => testCase.failure('no program exercised it', 'never exercised'))
    .with({ is: 'broken' }, ({ failures }) => {
      const [{ signature }] = failures;
      testCase.failure(signature, 'broken').stacktrace(failures.map(({ explanation }) => explanation).join('\n\n'));
    })
    .exhaustive();
};

/**
 * The run itself: red where nothing else is, for what was interrupted may not look as if it had passed; skipped where it may have ended by what it
 * found, which is red already.
 */
const tellRun = (testCase: TestCase, report: Report): void => {
  const { exhausted, programs, runs, failures } = report;
  if (!isCut(report)) return;
  const says = `${String(programs)} of the ${String(exhausted?.programs ?? runs)} programs asked for were run`;
  if (failures.length === 0) testCase.error(says, 'interrupted');
  else testCase.skipped().standardOutput(says);
};

/**
 * A report as JUnit XML: a suite for the kernel; a test case for each rule, whose class is its profile, and for each property of its hardware that
 * was checked; and one for the run itself, which is an error where it was interrupted. What is not claimed, not reached or waived is skipped. It holds
 * no times, so that the same run gives the same text.
 */
export const junitOf = (report: Report): string => {
  const builder = newBuilder();
  const suite = builder.testSuite().name(`l4c ${report.kernel}`);
  const add = (className: string, name: string, outcome: Outcome): void => {
    tell(suite.testCase().className(className).name(name), outcome);
  };
  const unclaimed = rulesOf(reference).filter(
    ({ name, profile, isInference }) =>
      isInference !== true && !(name in report.rules) && !report.profiles.includes(profile),
  );
  tellRun(suite.testCase().className('run').name('all that was asked for'), report);
  const named = new Set([...Object.keys(report.rules), ...Object.keys(report.hardware)]);
  for (const name of Object.keys(report.rules)) add(profileOf(name), name, outcomeOf(report, name));
  for (const { name, profile } of unclaimed) add(profile, name, { is: 'not claimed' });
  for (const name of Object.keys(report.hardware)) add('hardware', name, outcomeOf(report, name));
  // The contract, and whatever is blamed besides: an inference, or a rule of a profile that is not claimed.
  for (const name of new Set([BROKEN, ...report.failures.map(ruleOf)]))
    if (!named.has(name)) add('contract', name, outcomeOf(report, name));
  return builder.build();
};
