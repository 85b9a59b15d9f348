import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { compileKernel, hasCompiler } from '../fixtures/c-kernel.js';
import { benchPipe } from './lockstep-pipe.js';

describe.skipIf(!hasCompiler)('bench lockstep --kernel-cmd', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const kernel = hasCompiler ? compileKernel(folder) : '';

  test('bench lockstep: of a kernel behind a pipe it says what a null kernel there and the model cost, and shares that make the whole', async () => {
    const lines: string[] = [];
    await benchPipe(kernel, 1, 20, (line) => lines.push(line));
    expect(lines.slice(0, 4).map((line) => line.replace(/ +[\d,]+$/, ''))).toEqual([
      expect.stringMatching(/^(1\d|20) programs, up to \d+ lines ahead, median of 1 interleaved rounds/),
      'c-kernel',
      'a null kernel on the same pipe',
      'the model alone',
    ]);
    const shares = lines.slice(5).map((line) => Number(/(-?\d+) %$/.exec(line)?.[1]));
    expect(shares).toHaveLength(3);
    expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(3);
  });

  test('bench lockstep: a kernel that conforms to no program is told so, for nothing could be timed', async () => {
    await expect(benchPipe(`${kernel} rubbish:1`, 1, 2, () => undefined)).rejects.toThrow(
      'it conforms to none of 2 programs',
    );
  });
});
