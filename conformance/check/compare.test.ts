import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import { presets, tableOf } from '../../spec/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { bundledKernel } from '../kernels/bundled.js';
import { blackBox, masked } from '../kernels/masked.js';
import { renderCompared } from '../report/compared.js';
import { inProcess } from './check-program.js';
import { compare } from './compare.js';
import { CHOICES } from './soak.js';

const compared = (kernels: Readonly<Record<string, KernelUnderTest>>, runs: number) =>
  compare(
    Object.entries(kernels).map(([name, kernel]) => ({ name, subject: inProcess(kernel) })),
    { seed: 0, runs, mix: 'usual', onProgress: () => undefined },
  );
const model = modelKernel();

test('compare: of two threads that are ready one kernel runs the first, the other the last: by round robin, and four stimuli show it', async () => {
  const { departures, kernels, differed } = await compared({ first: model, last: modelKernel(CHOICES['last']()) }, 20);
  const robin = departures.find(({ cause }) => cause.by === 'choice' && cause.rule === 'schedule/round-robin');
  expect(robin).toMatchObject({ kernel: 'last', cause: { took: [0, 1] } });
  expect(robin?.program.stimuli.length).toBeLessThanOrEqual(4);
  expect(robin?.showed[0]).not.toEqual(robin?.showed[1]);
  expect(kernels.map(({ conforms }) => conforms)).toEqual([20, 20]);
  expect(departures.reduce((sum, { programs }) => sum + programs, 0)).toBe(differed['last']);
});

test('compare: kernels that hide their inside differ by the same choices as those that show it', async () => {
  const causes = async (hide: (kernel: KernelUnderTest) => KernelUnderTest) =>
    (await compared({ first: hide(model), last: hide(modelKernel(CHOICES['last']())) }, 10)).departures.map(
      ({ cause, programs }) => [cause, programs],
    );
  expect(await causes(blackBox)).toEqual(await causes((it) => it));
});

test('compare: what kernels of two dialects do otherwise is told by the parameter', async () => {
  const formula = modelKernel(first, tableOf(presets['lecture-formula']), 'lecture-formula');
  const { departures, kernels } = await compared({ model, formula }, 80);
  expect(departures.map(({ cause }) => cause)).toContainEqual({ by: 'dialect', parameters: ['demapScope'] });
  expect(kernels.every(({ diverges }) => diverges === 0)).toBe(true);
});

test('compare: what is not allowed is counted, and is no lawful difference', async () => {
  const wrong = masked(model, { seen: (seen) => (seen.stored === true ? { running: seen.running, loaded: 1 } : seen) });
  const { kernels, departures } = await compared({ model, wrong }, 10);
  expect(kernels[1].diverges).toBeGreaterThan(0);
  expect(departures).toEqual([]);
});

test('compare: it is counted and told the same each time; a kernel with few profiles is given only what it claims', async () => {
  const few = masked(bundledKernel('i486'), { manifest: { l4c: 1, name: 'few', profiles: ['sigma', 'ipc'], can: [] } });
  const [one, two] = [await compared({ model, few }, 10), await compared({ model, few }, 10)];
  expect(two).toEqual(one);
  expect(one.profiles).toEqual(['sigma', 'ipc']);
  expect(one.kernels[1]).toMatchObject({ conforms: 10, dropped: 0 });
  expect(renderCompared(one)).toMatch(
    /few differs from model in \d+ programs?, lawfully:\n {2}\d+ programs?, schedule\/\S+: model takes the /,
  );
});

test('compare: a kernel that breaks its contract ends the comparison, and what was done is counted', async () => {
  const mute = masked(model, {
    seen: (seen, x) => {
      if (x.do === 'ipc') throw new Error('no luck');
      return seen;
    },
  });
  const { programs, kernels } = await compared({ model, mute }, 20);
  expect([programs < 20, kernels[1].broken]).toEqual([true, 1]);
  expect(kernels[0].conforms).toBe(programs);
});
