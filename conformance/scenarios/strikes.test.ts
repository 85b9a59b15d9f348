import { expect, test } from 'vitest';
import { bundled } from '../kernels/bundled.js';
import { blackBox } from '../kernels/masked.js';
import { play } from './runtime/play.js';
import { strikesScenario } from './strikes.js';

const failed = (seed: number): readonly string[] => {
  const kernel = blackBox((bundled['i486'] ?? expect.fail('there is no i486'))());
  const { claims } = play(strikesScenario.make(seed), kernel, null);
  return claims.filter(({ holds }) => !holds).map(({ says }) => says);
};

test('strikes: a client is killed while others wait for blocks into pages that they do not have: the driver waits for no pager', () => {
  expect(failed(63)).toEqual([]);
});

test('strikes: whichever strike befalls whichever system, every client is served', () => {
  const [systems, struck] = [new Set<number>(), { tasks: 0, registers: 0, pagers: 0 }];
  for (let seed = 0; seed < 12; seed++) {
    const system = strikesScenario.make(seed);
    const kernel = blackBox((bundled['i486'] ?? expect.fail('there is no i486'))());
    const { claims, steps } = play(system, kernel, null);
    expect([seed, claims.filter(({ holds }) => !holds)]).toEqual([seed, []]);
    systems.add(system.boot.frames);
    const raised = steps.findIndex(({ stimulus }) => stimulus.do === 'interrupt');
    const after = raised < 0 ? [] : steps.slice(raised).map(({ stimulus }) => stimulus);
    if (raised < 0) struck.pagers++;
    else if (after.some((it) => it.do === 'task_new')) struck.tasks++;
    else if (after.some((it) => it.do === 'lthread_ex_regs' && it.ip === undefined)) struck.registers++;
  }
  expect(systems.size).toBeGreaterThan(1); // some have as many frames
  expect(Object.values(struck).filter((times) => times === 0)).toEqual([]);
});
