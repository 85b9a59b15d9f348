import fc from 'fast-check';
import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import { Program } from '../../spec/vocabulary/index.js';
import { checkProgram, programs } from '../index.js';
import { generate } from './generate.js';
import { randomFrom } from './random.js';

test('programs: a kernel conforms on every program, as a property of fast-check', () => {
  const kernel = i486();
  fc.assert(
    fc.property(programs(['sigma', 'ipc']), (program) => {
      const verdict = checkProgram(kernel, program);
      fc.pre(verdict.is !== 'unspecified'); // the program came to what this version of the specification does not say
      return verdict.is === 'conforms';
    }),
  );
});

/** The program to which fast-check shrinks what breaks the property that no program holds a thread_switch. */
const smallestWithSwitch = (parameters: fc.Parameters<[Program]>): Program => {
  const never = fc.property(programs(['ipc']), ({ stimuli }) => stimuli.every((x) => x.do !== 'thread_switch'));
  const { failed, counterexample } = fc.check(never, parameters);
  expect(failed).toBe(true);
  return counterexample![0];
};

test('programs: what breaks a property shrinks to the stimulus that breaks it', () => {
  expect(smallestWithSwitch({ seed: 1 }).stimuli).toMatchObject([{ do: 'thread_switch' }]);
});

test('programs: a stored program, given as an example, is tried first and shrinks too', () => {
  const boot = { frames: 2, pages: 2, tasks: 1, lthreads: 1 };
  const load = { do: 'load', address: 0 } as const;
  const stored = Program.parse({ boot, stimuli: [load, { do: 'thread_switch', to: [0, 0] }, load] });
  const { stimuli } = smallestWithSwitch({ examples: [[JSON.parse(JSON.stringify(stored)) as Program]] });
  expect(stimuli).toMatchObject([{ do: 'thread_switch' }]);
});

test('programs: what is no program is not shrunk as one', () => {
  const arbitrary = programs(['ipc']);
  expect(arbitrary.canShrinkWithoutContext({ boot: {}, stimuli: [] })).toBe(false);
  expect(arbitrary.canShrinkWithoutContext(generate(randomFrom(3), ['ipc']))).toBe(true);
});

test('programs: generated values and what they shrink to parse, and one seed gives the same values', () => {
  const drawn = fc.sample(programs(['sigma']), { seed: 5, numRuns: 30 });
  expect(drawn).toEqual(fc.sample(programs(['sigma']), { seed: 5, numRuns: 30 }));
  for (const program of drawn) expect(Program.parse(program)).toEqual(program);
  const [smaller] = programs(['sigma']).shrink(drawn[0], undefined);
  expect(smaller.value.stimuli.length).toBeLessThan(drawn[0].stimuli.length);
});
