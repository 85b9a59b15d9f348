import { expect, test } from 'vitest';
import { pagesOf } from '../conformance/report/scenarios.js';
import { kindOf, sequenceOf } from '../conformance/report/sequence.js';
import { scenarios } from '../conformance/scenarios/catalogue.js';
import { play } from '../conformance/scenarios/runtime/play.js';
import { SEVEN_CALLS, callsOf, systemCalls } from '../conformance/scenarios/seven-calls.js';
import type { SystemCall } from '../conformance/scenarios/seven-calls.js';
import { renderWithout, runsWithout } from '../conformance/scenarios/without-call.js';
import { modelKernel } from '../model/index.js';

/** So many lines of each kind are drawn of a run. */
const MOST_OF_KIND = 2;

const runs = scenarios.map((scenario) => {
  const system = scenario.make(0);
  const { steps, claims } = play(system, modelKernel(), null);
  return { scenario, threads: system.threads, steps, claims, calls: callsOf(steps) };
});
const without = runsWithout(modelKernel());
const usersOf = (call: SystemCall) => runs.filter((run) => (run.calls[call] ?? 0) > 0);

test('scenarios: each page of the lecture that is about systems is brought to life by one', () => {
  const pages = [
    [19, 29],
    [32, 37],
    [65, 81],
  ].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
  const cited = new Set(scenarios.flatMap((scenario) => scenario.pages));
  expect(pages.filter((page) => !cited.has(page))).toEqual([]);
});

test('seven calls: each is made by a scenario, and by no scenario an eighth', () => {
  for (const call of systemCalls) expect([call, usersOf(call).length > 0]).toEqual([call, true]);
  expect(systemCalls).toHaveLength(7);
});

test.each(without)(
  'seven calls: without $call a claim fails, also of the scenario that is to show it',
  ({ call, runs: all }) => {
    expect(all.map(({ scenario }) => scenario)).toEqual(usersOf(call).map(({ scenario }) => scenario.name));
    const shown = all.find(({ scenario }) => scenario === SEVEN_CALLS[call].shownBy);
    expect(shown?.failed.length).toBeGreaterThan(0);
  },
);

test('sequence: each name of a thread is of one that runs', () => {
  for (const { scenario, threads, steps } of runs) {
    const ran = new Set(steps.map(({ seen }) => String(seen.running).replace(',', '.')));
    expect([scenario.name, Object.keys(threads).filter((it) => !ran.has(it))]).toEqual([scenario.name, []]);
  }
});

test('sequence: whatever kind of thing happens in a run is drawn, wherever it comes, and the rest is counted', () => {
  for (const { scenario, threads, steps } of runs) {
    const [all, drawn] = [sequenceOf(steps, threads, Infinity), sequenceOf(steps, threads, MOST_OF_KIND)];
    const [kinds, leftOut] = [new Set(drawn.map(kindOf)), drawn.map((line) => /… (\d+) more$/.exec(line)?.[1])];
    expect([scenario.name, all.filter((line) => !kinds.has(kindOf(line)))]).toEqual([scenario.name, []]);
    const counted = leftOut.filter((it) => it !== undefined);
    expect(drawn.length - counted.length + counted.map(Number).reduce((sum, n) => sum + n, 0)).toBe(all.length);
    expect([scenario.name, drawn.length < 100]).toEqual([scenario.name, true]);
  }
});
test.each([
  ['paging', /client 4\.0->>fifo 2\.0: fault, load page/],
  ['paging', /Note over chance 3\.0: demaps page/],
  ['swapping', /Note over pager 2\.0: demaps page/],
  ['threads', /fault, /],
  ['driver', /line 0-->>driver 1\.0: interrupt/],
  ['driver', /Note over files 4\.0: demaps page/],
  ['scheduler', /Note over scheduler 1\.0: schedules 1\.1, priority 90/],
])('sequence: of %s its subject is drawn: %s', (name, subject) => {
  const { threads, steps } = runs.find(({ scenario }) => scenario.name === name) ?? expect.fail(`no ${name}`);
  expect(sequenceOf(steps, threads, MOST_OF_KIND).join('\n')).toMatch(subject);
});

const page = (): string =>
  [
    '# The lecture’s systems',
    '',
    'Programs over the seven calls, in `conformance/scenarios`; `npx l4c scenarios` runs them. Written by `docs/scenarios.test.ts` from runs on the model;',
    '`npx vitest run --config .config/vitest.config.ts docs -u` writes it anew.',
    '',
    '## Why each of the seven calls is in the kernel (L.41)',
    '',
    'Why a call cannot be implemented above is an argument. What it is used for is shown: without it are the scenarios that make the call, run on the specification',
    'with that call refused, and the claims that fail then.',
    '',
    '| call | calls | made by | why it cannot be implemented above | without it |',
    '| ---- | ----: | ------- | ---------------------------------- | ---------- |',
    ...without.map(({ call, runs: all }) => {
      const users = usersOf(call);
      const count = users.reduce((sum, run) => sum + (run.calls[call] ?? 0), 0);
      const who = users.length === runs.length ? 'all' : users.map(({ scenario }) => scenario.name).join(', ');
      return `| \`${call}\` | ${String(count)} | ${who} | ${SEVEN_CALLS[call].why} | ${renderWithout(call, all)} |`;
    }),
    ...runs.flatMap(({ scenario, threads, steps, claims }) => [
      '',
      `## ${scenario.name} (${pagesOf(scenario)})`,
      '',
      `[conformance/scenarios/${scenario.name}.ts](../conformance/scenarios/${scenario.name}.ts): ${scenario.says}. It claims that`,
      '',
      ...claims.map(({ says }) => `- ${says}`),
      '',
      '```mermaid',
      ...sequenceOf(steps, threads, MOST_OF_KIND),
      '```',
    ]),
    '',
  ].join('\n');

test('scenarios: the page in docs/ is what the runs make of it', async () => {
  await expect(page()).toMatchFileSnapshot('scenarios.md');
});
