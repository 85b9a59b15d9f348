import { expect, test } from 'vitest';
import { breaksOf, brokenKernel } from '../fixtures/broken-kernel.js';
import { isPromised, renderShrinkings, shrinkingOf } from './shrink.js';
import type { Shrinking } from './shrink.js';

test('bench: a first failure is made so small that nothing can go, and no program of its stimuli is smaller', async () => {
  const kernel = await brokenKernel('ipc', breaksOf('ipc')[0]);
  const it = (await shrinkingOf(kernel, 'ipc', 0, 10)) ?? expect.fail('it conforms');
  expect(it).toMatchObject({ isMinimal: true, shorter: null });
  expect(it.scopes.map(({ scope }) => scope)).toContain('ipc:2');
  expect(it.scopes.filter(({ shorter }) => shorter !== null)).toEqual([]);
  expect(it.program.stimuli.length).toBeLessThan(it.from);
  expect(it.stimuli).toBeGreaterThan(it.candidates);
  expect(isPromised([it])).toBe(true);
});

test('bench: what is too long, too dear or not searched is told, and breaks the promise where it must', () => {
  const program = {
    boot: { tasks: 1, lthreads: 1, pages: 1, frames: 1 },
    stimuli: [{ do: 'load', address: 0 }],
  } as const;
  const small: Shrinking = {
    ...{ kernel: 'm', signature: 's', from: 9, program, candidates: 2, stimuli: 3 },
    ...{ isMinimal: true, shorter: null, scopes: [{ scope: 'ipc:2', shorter: null }] },
  };
  const empty = { ...program, stimuli: [] };
  const long = { ...small, shorter: empty };
  const unknown = [...small.scopes, { scope: 'ipc:4', shorter: undefined }];
  const otherwise = [...unknown, { scope: 'ipc:3', shorter: empty }];
  expect(isPromised([small, { ...small, shorter: undefined }])).toBe(true);
  expect(isPromised([{ ...small, scopes: unknown }])).toBe(true);
  expect(isPromised([{ ...small, scopes: otherwise }])).toBe(false);
  expect(isPromised([])).toBe(false);
  expect(isPromised([small, { ...small, isMinimal: false }])).toBe(false);
  expect(isPromised([small, long])).toBe(false);
  expect(isPromised([{ ...small, stimuli: 3001 }])).toBe(false);
  expect(
    renderShrinkings([small, long, { ...small, scopes: otherwise, shorter: undefined, isMinimal: false }]).split('\n'),
  ).toEqual([
    '3 first failures, from 9 stimuli to 1 in the median',
    'tried in the median: 2 programs, 3 stimuli (at most 3000)',
    '1-minimal, no stimulus can go and no number fall: 2 of 3',
    '  not so: m: load page 0',
    'of the same stimuli, in any order and number, no program of up to 5 that is shorter fails alike: 1 of 2 searched',
    '  not so: m: load page 0',
    '    but: ',
    'with all stimuli of a small scope that exercises the rule none is shorter either: 3 of 4 searches; 1 more would be too long',
    '  not so: m: load page 0',
    '    but in ipc:3: ',
  ]);
});
