import { expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import { inProcess } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { unfit } from '../check/source.js';
import { inFolder } from '../fixtures/l4c.js';
import { enumerate } from './exhaustive.js';
import type { Enumeration } from './exhaustive.js';

const { l4c } = inFolder();
const enumerated = (scope: string, length: number): Enumeration => {
  const it = enumerate({ scope, length });
  if (typeof it === 'string') throw new Error(it);
  return it;
};

test('--exhaustive: every list of the stimuli of a scope comes once, after its prelude', () => {
  const { scope, sequences, programs, between } = enumerated('ipc:2', 2);
  const all = [...between(0, sequences)];
  expect([sequences, programs, all.length]).toEqual([17 ** 2, 17 ** 2, 17 ** 2]);
  expect(new Set(all.map((it) => JSON.stringify(it))).size).toBe(all.length);
  for (const { boot, stimuli } of all) {
    expect([boot, stimuli.slice(0, -2)]).toEqual([scope.boot, scope.prelude]);
    for (const stimulus of stimuli.slice(-2)) expect(scope.stimuli).toContain(stimulus);
  }
});

test('--exhaustive: of programs that differ in the names of two threads one comes, as many as are said beforehand', () => {
  const { sequences, programs, between } = enumerated('ipc:3', 2);
  const all = [...between(0, sequences)].map(({ stimuli }) => JSON.stringify(stimuli.slice(2)));
  expect([sequences, programs, all.length]).toEqual([576, 338, 338]);
  const swapped = (text: string): string =>
    text.replaceAll(/\[[12],0\]/g, (it) => (it === '[1,0]' ? '[2,0]' : '[1,0]'));
  expect(all.filter((it) => swapped(it) !== it && all.includes(swapped(it)))).toEqual([]);
  const parts = [0, 200, 400].flatMap((from) => [...between(from, Math.min(from + 200, sequences))]);
  expect(parts).toHaveLength(programs); // lots make a whole
});

test('--exhaustive: a fault that two stimuli show is found by a program of two, where no shorter one is', async () => {
  const model = modelKernel();
  let sent = 0;
  const kernel = {
    manifest: model.manifest,
    boot: (config: Parameters<typeof model.boot>[0]) => {
      sent = 0;
      return model.boot(config);
    },
    // the second message to oneself hangs
    step: (x: Parameters<typeof model.step>[0]) => {
      const seen = model.step(x);
      if (x.do !== 'ipc' || (x.send?.to !== undefined && x.send.to !== 'nobody' && x.send.to[0] !== 0)) return seen;
      return x.send !== undefined && seen.result !== undefined && ++sent === 2 ? { running: 'idle' as const } : seen;
    },
  };
  const failuresOf = async (length: number): Promise<number> =>
    (await runLot(inProcess(kernel), 0, 0, 2000, undefined, { exhaustive: { scope: 'ipc:2', length } })).failures
      .length;
  expect(await failuresOf(1)).toBe(0);
  expect(await failuresOf(2)).toBeGreaterThan(0);
});

test('--exhaustive: what cannot be enumerated is told in a line, and so is a kernel that does not claim what the scope is about', () => {
  expect(enumerate({ scope: 'ipc:9', length: 2 })).toMatch(/^no scope is called ipc:9; there are ipc:2, /);
  expect(enumerate({ scope: 'ipc:2', length: 12 })).toMatch(
    /^ipc:2 has 17 stimuli: of length 12 .* more than 20,000,000$/,
  );
  expect(unfit({ exhaustive: { scope: 'tasks:2', length: 2 } }, { l4c: 1, name: 'mine', profiles: ['ipc'] })).toBe(
    '--exhaustive tasks:2 is for kernels that claim tasks, which mine does not',
  );
  const { status, stderr } = l4c('run', '--exhaustive', 'ipc:2');
  expect([status, stderr]).toEqual([2, expect.stringContaining('not SCOPE,length=N with N at least 1')]);
});

test('--exhaustive: the report says how many programs there were, and that all of them were run', () => {
  const { status, stdout, stderr } = l4c(
    'run',
    '--kernel',
    'model',
    '--exhaustive',
    'ipc:2,length=1',
    '--workers',
    '2',
  );
  expect(stdout).toContain('all 17 programs of 1 stimulus in ipc:2 (17 without its symmetry) were run');
  expect([status, stderr]).toEqual([0, expect.stringContaining('17 programs up to symmetry, of 17 lists of stimuli')]);
});
