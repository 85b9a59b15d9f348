import { expect, test } from 'vitest';
import { benchLockstep } from './lockstep.js';

test('bench lockstep: says how fast the driver, the checker and its parts are, and shares that make the whole', () => {
  const lines: string[] = [];
  benchLockstep(1, 5, (line) => lines.push(line));
  expect(lines.slice(1, 9).map((line) => line.replace(/ +[\d,]+$/, ''))).toEqual([
    'driver, empty kernel',
    'fast-check commands, empty kernel',
    'i486, refinement and all invariants',
    'i486, as a black box',
    'generation alone',
    'the kernel alone',
    'the kernel and its view',
    'the kernel, its view and its invariants',
  ]);
  const shares = lines.slice(11).map((line) => Number(/(-?\d+) %$/.exec(line)?.[1]));
  expect(shares).toHaveLength(5);
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(4);
});
