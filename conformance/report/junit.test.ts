import { parse } from 'junit2json';
import { expect, test } from 'vitest';
import type { Report } from '../check/report.js';
import { junitOf } from './junit.js';

const program = { boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 }, stimuli: [] };
const failure = (signature: string) => ({ signature, lot: 0, program, explanation: `Rule broken: ${signature} <&>` });
const report: Report = {
  format: 'l4c-report',
  version: 1,
  kernel: 'mine',
  profiles: ['ipc'],
  dialect: 'reference',
  blackBox: false,
  seed: 0,
  source: { mix: 'usual' },
  exhausted: null,
  undecided: 0,
  alternatives: {},
  settles: [],
  runs: 10,
  programs: 10,
  stimuli: 300,
  executed: 290,
  unspecified: 0,
  cannot: 0,
  rules: { 'ipc/send-poll': 7, 'ipc/deliver': 9, 'ipc/sleep': 0, 'ipc/fails': 3 },
  hardware: { 'tlb/ipc-clean': 4 },
  neverExercised: ['ipc/sleep'],
  tooSmall: {},
  shortest: { programs: 4, failing: 0 },
  stored: { replayed: 0, stillFailing: 0, unreadable: 0 },
  failures: [failure('ipc/deliver (result)'), failure('ipc/deliver (thread)')],
  waived: [{ rule: 'ipc/fails', reason: 'as in our manual', failures: [failure('ipc/fails (thread)')] }],
};

/** By name, how a reader of JUnit that knows nothing of us sees a test case: its class, and what became of it. */
const read = async (it: Report) => {
  const suites = await parse(junitOf(it));
  if (!suites || !('testsuite' in suites)) expect.fail('no suites');
  const cases = suites.testsuite.flatMap(({ testcase = [] }) => testcase);
  return new Map(
    cases.map(({ name, classname, failure: failed, error: errors, skipped }) => {
      const [first] = failed ?? errors ?? [undefined];
      return [name, [classname, first?.type ?? (skipped ? 'skipped' : 'passed'), first?.message]];
    }),
  );
};

test('junit: a test case for each rule, by profile: what held, what broke, what was never exercised, waived or not claimed', async () => {
  const cases = await read(report);
  expect(cases.get('ipc/send-poll')).toEqual(['ipc', 'passed', undefined]);
  expect(cases.get('ipc/deliver')).toEqual(['ipc', 'broken', 'ipc/deliver (result)']);
  expect(cases.get('ipc/sleep')).toEqual(['ipc', 'never exercised', 'no program exercised it']);
  expect(cases.get('ipc/fails')).toEqual(['ipc', 'skipped', undefined]);
  expect(cases.get('sigma/map')).toEqual(['sigma', 'skipped', undefined]);
  expect(cases.get('tlb/ipc-clean')).toEqual(['hardware', 'passed', undefined]);
  expect(cases.get('contract broken')).toEqual(['contract', 'passed', undefined]);
});

test('junit: explanations are there whole, whatever their characters, and the same report gives the same text', () => {
  expect(junitOf(report)).toContain('Rule broken: ipc/deliver (thread) <&>');
  expect(junitOf(report)).toBe(junitOf(report));
  expect(junitOf(report)).not.toMatch(/time=|timestamp=/);
});

test('junit: a kernel that broke its contract fails there; what such a run, a scope or one that was interrupted did not reach is skipped', async () => {
  const broken = await read({ ...report, failures: [failure('contract broken')] });
  expect(broken.get('contract broken')?.[1]).toBe('broken');
  expect(broken.get('ipc/sleep')?.[1]).toBe('skipped'); // the one true failure is not drowned by what was not reached
  const scope = await read({ ...report, exhausted: { whole: true, sequences: 1, programs: 1 } });
  expect(scope.get('ipc/sleep')?.[1]).toBe('skipped');
  const interrupted = await read({ ...report, runs: 1000 });
  expect(interrupted.get('ipc/sleep')?.[1]).toBe('skipped');
});

test('junit: a run that was interrupted is an error, for all else in its report may have passed; one that may have ended by what it found is skipped', async () => {
  const RUN = 'all that was asked for';
  const held = { ...report, failures: [] };
  expect((await read(held)).get(RUN)).toEqual(['run', 'passed', undefined]);
  const says = '10 of the 1000 programs asked for were run';
  expect((await read({ ...held, runs: 1000 })).get(RUN)).toEqual(['run', 'interrupted', says]);
  const exhausted = { whole: false, sequences: 2000, programs: 1000 };
  expect((await read({ ...held, runs: 2000, exhausted })).get(RUN)).toEqual(['run', 'interrupted', says]);
  expect((await read({ ...report, runs: 1000 })).get(RUN)).toEqual(['run', 'skipped', undefined]);
  expect(junitOf({ ...report, runs: 1000 })).toContain(`<system-out><![CDATA[${says}]]></system-out>`);
});
