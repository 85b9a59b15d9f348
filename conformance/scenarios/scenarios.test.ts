import { describe, expect, test } from 'vitest';
import { checkProgram } from '../check/check-program.js';
import { termsOf } from '../check/terms.js';
import { scenarioBreaks, tampered } from '../fixtures/scenario-breaks.js';
import { systemBreaks } from '../fixtures/system-breaks/index.js';
import { bundled } from '../kernels/bundled.js';
import { blackBox } from '../kernels/masked.js';
import { randomFrom } from '../programs/random.js';
import { modelKernel } from '../../model/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { scenarios } from './catalogue.js';
import { play } from './runtime/play.js';

const KERNELS = ['model', 'i486'] as const;
const kernelNamed = (name: string): KernelUnderTest => (bundled[name] ?? expect.fail(`there is no ${name}`))();

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (name, scenario) => {
  test.each(KERNELS)(
    'its claims hold on %s, which does nothing that the specification does not allow',
    (kernelName) => {
      const kernel = kernelNamed(kernelName);
      const { verdict, claims } = play(scenario.make(0), kernel, termsOf(kernel.manifest));
      expect(verdict).toEqual({ is: 'conforms' });
      expect(claims.filter(({ holds }) => !holds)).toEqual([]);
      expect(claims.length).toBeGreaterThan(1);
    },
  );

  test('its claims hold whatever a kernel chooses where the specification leaves a choice', () => {
    for (let seed = 0; seed < 5; seed++) {
      const random = randomFrom(seed);
      const kernel = blackBox(modelKernel((members) => random.below(members)));
      const failed = play(scenario.make(0), kernel, null).claims.filter(({ holds }) => !holds);
      expect([seed, failed]).toEqual([seed, []]);
    }
  });

  test('its trace is a program, which replays on the other kernel', () => {
    const { program } = play(scenario.make(0), blackBox(kernelNamed('i486')), null);
    expect(checkProgram(kernelNamed('model'), program).is).toBe('conforms');
  });

  test.each(scenarioBreaks.filter((it) => it.scenario === name))('a claim fails where $story', ({ change, fails }) => {
    const { claims } = play(scenario.make(0), tampered(blackBox(kernelNamed('i486')), change()), null);
    expect(claims.filter(({ holds }) => !holds).map(({ says }) => says.slice(0, fails.length))).toContain(fails);
  });

  test('some break of it is tried', () => {
    expect([...scenarioBreaks, ...systemBreaks].map((it) => it.scenario)).toContain(name);
  });
});

/** Whether one of some seeds makes a scenario show what a kernel does wrong. */
const isRefused = (name: string, kernelName: string, first: number, seeds: number): boolean => {
  const kernel = kernelNamed(kernelName);
  const scenario = scenarios.find((it) => it.name === name) ?? expect.fail(`there is no ${name}`);
  return Array.from({ length: seeds }, (_, i) => first + i).some(
    (seed) => play(scenario.make(seed), kernel, termsOf(kernel.manifest)).verdict.is === 'diverges',
  );
};

test('paging: the shared buffer of L.49 is refused while pages go to swap', () => {
  expect(isRefused('paging', 'i486:transfer=shared-buffer', 0, 1)).toBe(true);
});

test('crashes: the TLB of L.56-57 is refused, where a neighbour runs in the middle of a copy', () => {
  expect(isRefused('crashes', 'i486:tlb=lecture', 18, 100)).toBe(true);
});
