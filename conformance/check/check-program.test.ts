import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import { modelKernel } from '../../model/index.js';
import { reference, rulesOf } from '../../spec/index.js';
import { Program } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Seen } from '../../spec/vocabulary/index.js';
import { masked } from '../kernels/masked.js';
import { explain } from '../report/explain.js';
import { generate } from '../programs/generate.js';
import { randomFrom } from '../programs/random.js';
import { shrinkProgram, smallerPrograms } from '../programs/shrink.js';
import { checkProgram, inProcess, signatureOf } from './check-program.js';
import { runLot } from './lot.js';

/** The model, but for one thing that it shows wrongly. */
const lying = (change: (seen: Seen) => Seen): KernelUnderTest => masked(modelKernel(), { seen: change, view: null });

test('a kernel that reports the wrong sender is found, shrunk, blamed on ipc/deliver, and the failure says so', async () => {
  const kernel = lying((seen) =>
    seen.result?.call === 'ipc' && seen.result.from !== undefined
      ? { ...seen, result: { ...seen.result, from: [0, 1] } }
      : seen,
  );
  const failure = (await runLot(inProcess(kernel), 0, 0, 30)).failures.find(
    ({ signature }) => signature === 'ipc/deliver (result)',
  );
  expect(failure?.program.stimuli.length).toBeLessThanOrEqual(6);
  const text = explain(failure!.program, checkProgram(kernel, failure!.program));
  expect(text).toContain('Rule broken: ipc/deliver (L.46');
  expect(text).toContain('The kernel showed');
});

test('a load that finds another word than the frame has is blamed on the load', () => {
  let last: Seen | null = null;
  const kernel = lying((seen) => (last = seen));
  const program: Program = {
    boot: { frames: 2, pages: 2, tasks: 2, lthreads: 1 },
    stimuli: [{ do: 'load', address: 4 }],
  };
  expect(checkProgram(kernel, program).is).toBe('conforms');
  expect(last).toEqual({ running: [0, 0], loaded: 0 });
  const wrong = lying((seen) => (seen.loaded === undefined ? seen : { ...seen, loaded: 9 }));
  expect(signatureOf(checkProgram(wrong, program))).toBe('access/load (loaded)');
});

test('the model with other lawful choices never diverges, and the 486 kernel shows its inside and conforms', async () => {
  const last = modelKernel((members) => members - 1);
  expect((await runLot(inProcess(last), 1, 0, 100)).failures).toEqual([]);
  expect((await runLot(inProcess(i486()), 1, 0, 100)).failures).toEqual([]);
});

test('a kernel that throws has broken its contract, and the program that makes it throw is kept small', async () => {
  const kernel = lying((seen) => {
    if (seen.stored === true) throw new Error('boom');
    return seen;
  });
  const failure = (await runLot(inProcess(kernel), 0, 0, 20)).failures.at(0);
  expect(failure?.signature).toBe('contract broken');
  expect(failure?.program.stimuli).toEqual([expect.objectContaining({ do: 'store' })]);
});

test('generated programs are plain data that parses, the same for the same seed, and reach nearly every rule', async () => {
  const make = (seed: number): Program => generate(randomFrom(seed), ['sigma', 'ipc']);
  expect(make(5)).toEqual(make(5));
  for (let seed = 0; seed < 50; seed++) expect(Program.safeParse(make(seed)).success).toBe(true);
  const applied = new Set(Object.keys((await runLot(inProcess(modelKernel()), 3, 0, 800)).applied));
  expect(
    rulesOf(reference)
      .filter(({ name, isInference }) => isInference !== true && !applied.has(name))
      .map(({ name }) => name),
  ).toEqual([]);
});

test('shrinking reaches the smallest program that keeps what fails, and every candidate parses', async () => {
  const program = generate(randomFrom(11), ['sigma']);
  const smallest = await shrinkProgram(program, ({ stimuli }) => stimuli.some((x) => x.do === 'thread_switch'), 1000);
  expect(smallest.stimuli.length).toBeLessThanOrEqual(1);
  for (const candidate of smallerPrograms(program)) expect(Program.safeParse(candidate).success).toBe(true);
});
