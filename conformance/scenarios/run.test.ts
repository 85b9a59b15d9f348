import { expect, test } from 'vitest';
import { inProcess } from '../check/check-program.js';
import { bundled } from '../kernels/bundled.js';
import { tampered } from '../fixtures/scenario-breaks.js';
import { masked } from '../kernels/masked.js';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { scenarios } from './catalogue.js';
import { exitCodeOfScenarios, runScenario } from './run.js';
import type { ScenarioRun } from './run.js';

const i486 = () => (bundled['i486'] ?? expect.fail('there is no i486'))();
const named = (name: string) => scenarios.find((it) => it.name === name) ?? expect.fail(`there is no ${name}`);
/** The kernel of the 486, which says otherwise of itself. */
const saying = (says: Partial<Manifest>) => {
  const kernel = i486();
  return inProcess(masked(kernel, { manifest: { ...kernel.manifest, ...says } }));
};

test('run: a scenario holds on a kernel with all seeds, and what was executed is told', async () => {
  const told =
    (await runScenario(named('crashes'), inProcess(i486()), { seeds: 2 })) ?? expect.fail('it was interrupted');
  expect(told).toMatchObject({ scenario: 'crashes', kernel: 'i486', is: 'holds', seeds: 2, says: null });
  expect(told.steps).toBeGreaterThan(told.program?.stimuli.length ?? Infinity);
});

test.each([
  ['a profile that it does not claim', 'dead-server', { profiles: ['sigma', 'ipc'] }, 'it needs tasks'],
  ['a larger machine', 'sigma0', { limits: { frames: 4 } }, 'its machine is larger'],
  ['a stimulus that it cannot take', 'driver', { can: ['tick'] }, 'take interrupt'],
] as const)('run: a kernel is asked for no scenario with %s', async (_, name, says, why) => {
  expect(await runScenario(named(name), saying(says))).toMatchObject({
    is: 'dropped',
    says: expect.stringContaining(why) as string,
  });
});

test('run: with interrupts, each copy is interrupted at each of its steps, and nothing is lost', async () => {
  const told = await runScenario(named('long-messages'), inProcess(i486()), { interrupts: true });
  expect(told).toMatchObject({ is: 'holds', undecided: 0 });
  expect(told?.copySteps).toBeGreaterThan(20);
});

test('run: with interrupts, a kernel that loses what was copied before one is refused', async () => {
  let isArmed = false;
  const forgetful = tampered(i486(), (x) => {
    if (x.do === 'during') isArmed = true;
    if (!isArmed || x.do !== 'ipc' || x.send?.strings === undefined) return x;
    return { ...x, send: { ...x.send, strings: x.send.strings.slice(1) } };
  });
  const told = await runScenario(named('long-messages'), inProcess(forgetful), { interrupts: true });
  expect(told).toMatchObject({ is: 'diverges' });
});

test('run: interrupted, it tells of the seeds before, or of nothing', async () => {
  const interrupt = new AbortController();
  const crashes = (at: number) =>
    runScenario(named('crashes'), inProcess(i486()), {
      seeds: 5,
      onRun: ({ seeds }) => {
        if (seeds === at) interrupt.abort();
      },
      signal: interrupt.signal,
    });
  expect(await crashes(2)).toMatchObject({ is: 'holds', seeds: 2 });
  expect(await crashes(0)).toBe(null);
});

test('exit: 2 where nothing was checked, 3 before 1, and 0 where what was checked holds', () => {
  const codeOf = (...ends: readonly ScenarioRun['is'][]) =>
    exitCodeOfScenarios(
      ends.map((is) => ({
        scenario: 'x',
        kernel: 'y',
        is,
        seeds: 1,
        copySteps: 0,
        steps: 0,
        undecided: 0,
        claims: [],
        says: null,
        program: null,
      })),
    );
  expect([codeOf('dropped'), codeOf('holds', 'dropped'), codeOf('fails'), codeOf('diverges', 'broken')]).toEqual([
    2, 0, 1, 3,
  ]);
});
