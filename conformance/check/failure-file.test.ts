import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFile } from '../player/reading.js';
import { sleepsFor5 } from '../programs/errata.js';
import { readFailure, storeFailure } from './failure-file.js';

test('failure file: it says in which dialect its kernel was judged, and the player judges by that', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'l4c-'));
  const failure = { signature: 'ipc/sleep (running)', lot: 0, program: sleepsFor5, explanation: '' };
  const file = storeFailure(folder, { name: 'mine', dialect: 'paper-1995' }, failure);
  expect(readFailure(file)).toMatchObject({ kernel: 'mine', dialect: 'paper-1995', program: sleepsFor5 });
  expect(readFile(readFileSync(file, 'utf8'))).toEqual({ program: sleepsFor5, dialect: 'paper-1995' });
  const ofReference = storeFailure(folder, { name: 'mine' }, failure);
  expect(ofReference).not.toBe(file);
  expect(readFile(readFileSync(ofReference, 'utf8'))).toEqual({ program: sleepsFor5 });
  rmSync(folder, { recursive: true });
});

test('failure file: a folder is said to be no file, and is not said to be absent', () => {
  expect(() => readFailure(import.meta.dirname)).toThrow('it is no file that can be read');
});
