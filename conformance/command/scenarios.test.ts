import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel, hasCompiler } from '../fixtures/c-kernel.js';
import { inFolder } from '../fixtures/l4c.js';

const { folder, l4c } = inFolder();

test('scenarios: a system of the lecture is run on a kernel, each of its claims is told, and its trace replays', () => {
  const { status, stdout } = l4c('scenarios', 'sigma0', '--trace', 'sigma0.json');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^sigma0 \(L\.73\): .*\n {2}on i486, \d+ steps: holds\n/);
  expect(JSON.parse(readFileSync(path.join(folder, 'sigma0.json'), 'utf8'))).toMatchObject({
    signature: 'scenario sigma0',
  });
  expect(l4c('replay', 'sigma0.json', '--kernel', 'model').status).toBe(0);
});

test('scenarios: with --json each run is a record', () => {
  const { status, stdout } = l4c('scenarios', 'bootstrap', '--kernel', 'model', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    format: 'l4c-scenarios',
    scenarios: [{ scenario: 'bootstrap', kernel: 'model', is: 'holds', says: null }],
  });
});

test.skipIf(!hasCompiler)('scenarios: a kernel behind a pipe runs those that it has the profiles for', () => {
  const { status, stdout } = l4c('scenarios', 'sigma0', '--kernel-cmd', compileKernel(folder));
  expect(stdout).toContain('holds');
  expect(status).toBe(0);
});

test.each([
  ['an unknown name', ['scenarios', 'mach'], 'no scenario is called mach; there are exceptions, '],
  ['a trace of all', ['scenarios', '--trace', 'x.json'], 'Name one'],
  ['an absent kernel', ['scenarios', '--kernel', './absent.ts'], 'there is no such kernel file'],
])('scenarios: %s is one clear line, and exit 2', (_, args, says) => {
  const { status, stderr } = l4c(...args);
  expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(says);
});
