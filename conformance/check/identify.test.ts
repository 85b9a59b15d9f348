import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import { I486Kernel, SOUND } from '../../impl/index.js';
import { presets, tableOf } from '../../spec/index.js';
import type { Preset } from '../../spec/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { masked } from '../kernels/masked.js';
import { inProcess } from './check-program.js';
import { identify } from './identify.js';

/** The specification as a kernel of a dialect of which its manifest says nothing, and that shows its inside. */
const unsaid = (preset: keyof typeof presets): KernelUnderTest => {
  const kernel = modelKernel(first, tableOf(presets[preset]));
  const { l4c, profiles } = kernel.manifest;
  return masked(kernel, { manifest: { l4c, name: 'unsaid', profiles } });
};
const told = async (kernel: KernelUnderTest, programs: number) => {
  const found = await identify(inProcess(kernel), programs, () => undefined);
  return 'broken' in found ? expect.fail(found.broken) : found;
};

test('identify: a kernel that breaks its contract speaks no dialect', async () => {
  const step = () => {
    throw new TypeError('no such thread');
  };
  expect(await identify(inProcess({ ...unsaid('reference'), step }), 5, () => undefined)).toEqual({
    broken: 'TypeError: no such thread',
  });
});

test('identify: a demap by the formula of the lecture is told from one by its prose, though the manifest says nothing', async () => {
  const { told: parameters, explained, programs, presets: names } = await told(unsaid('lecture-formula'), 25);
  expect(parameters.find(({ parameter }) => parameter === 'demapScope')).toEqual({
    parameter: 'demapScope',
    value: 'every alias',
    orElse: [],
  });
  expect([explained, names]).toEqual([programs, ['lecture-formula']]);
});

test.each(Object.keys(presets) as Preset[])(
  'identify: the 486 kernel that is built for preset %s, of which its manifest says nothing, is found to be one, all that it does explained',
  async (dialect) => {
    const kernel = new I486Kernel({ ...SOUND, dialect });
    const { l4c, profiles, latenessMs = 0 } = kernel.manifest;
    const found = await told(masked(kernel, { manifest: { l4c, name: 'unsaid', profiles, latenessMs } }), 30);
    expect(found.explained).toBe(found.programs);
    expect(found.presets).toEqual([dialect]);
  },
);

test('identify: what else a manifest says holds: how large a machine may be, what is opaque, what is looked at', async () => {
  const kernel = unsaid('reference');
  let [largest, swept] = [0, 0];
  const limited = masked(kernel, {
    manifest: { ...kernel.manifest, limits: { lthreads: 1 }, opaque: ['ip'], shows: ['threads'] },
    view: ({ threads = [] }) => ({ threads: threads.map((it) => ({ ...it, ip: 99 })), frames: [[7]] }),
  });
  const subject = inProcess({
    ...limited,
    boot: (config) => {
      largest = Math.max(largest, config.lthreads);
      return limited.boot(config);
    },
  });
  const found = await identify(subject, 20, () => swept++);
  const { explained, programs } = 'broken' in found ? expect.fail(found.broken) : found;
  expect([explained, largest, swept > 0]).toEqual([programs, 1, true]);
});

test('identify: a kernel that breaks a rule besides is not explained by any dialect', async () => {
  const kernel = unsaid('reference');
  const broken = masked(kernel, {
    seen: (seen, x) => (x.do === 'id_nearest' ? { running: [0, 0] } : seen),
    view: null,
  });
  const { explained, programs } = await told(broken, 40);
  expect(explained).toBeLessThan(programs);
});
