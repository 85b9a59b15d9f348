import { expect, test } from 'vitest';
import type { Program } from '../../spec/vocabulary/index.js';
import { checkProgram, inProcess, signatureOf } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import spaces40 from '../fixtures/kernels/spaces.js';
import { spacesDoor } from './spaces.js';

test('door spaces: a small kernel of address spaces alone conforms, and its programs reach grants and demaps', async () => {
  const { failures, applied } = await runLot(inProcess(spaces40()), 0, 0, 300);
  expect(failures).toEqual([]);
  expect(applied['sigma/grant']).toBeGreaterThan(0);
  expect(applied['sigma/demap']).toBeGreaterThan(0);
});

test('door spaces: a kernel that never has a page for anybody is found and blamed', async () => {
  const nothing = spacesDoor('nothing', () => ({
    boot: () => undefined,
    map: () => undefined,
    grant: () => undefined,
    demap: () => undefined,
    access: () => null,
  }));
  const program: Program = {
    boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 },
    stimuli: [{ do: 'load', address: 0 }],
  };
  expect(signatureOf(checkProgram(nothing(), program))).toBe('access/load (running)');
  expect((await runLot(inProcess(nothing()), 0, 0, 5)).failures.length).toBeGreaterThan(0);
});
