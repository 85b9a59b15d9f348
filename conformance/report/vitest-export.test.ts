import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { programOf } from '../check/source.js';
import { inFolder } from '../fixtures/l4c.js';
import { vitestExport } from './vitest-export.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { folder, write } = inFolder();

test('export: the test fails with the explanation on the kernel that broke the rule, and passes on one that does not', () => {
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(root, path.join(folder, 'node_modules/l4-conformance'));
  symlinkSync(path.join(root, 'node_modules/vitest'), path.join(folder, 'node_modules/vitest'));
  write('package.json', '{"type":"module"}');
  write(
    'kernel.js',
    `import { i486 } from ${JSON.stringify(path.join(root, 'dist/impl/index.js'))};
     export default () => {
       const kernel = i486();
       const step = (x) => process.env.BREAK && x.do === 'ipc' ? { running: [0, 0], stored: true } : kernel.step(x);
       return { manifest: { l4c: 1, name: 'mine', profiles: ['ipc'] }, boot: (config) => kernel.boot(config), step };
     };`,
  );
  const stored = {
    format: 'l4c-failure',
    version: 1,
    kernel: 'mine',
    signature: 'ipc/deliver (seen)',
    program: programOf(0, 0, 0, ['ipc']),
  } as const;
  write('it.test.ts', vitestExport(stored, './kernel.js'));
  const run = (broken: string) =>
    spawnSync(process.execPath, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], NO_COLOR: '1', BREAK: broken },
    });
  const passes = run('');
  expect([passes.status, passes.stdout]).toEqual([0, expect.stringContaining('1 passed')]);
  const fails = run('yes');
  expect([fails.status, fails.stderr]).toEqual([1, expect.stringContaining('Rule broken: ')]);
});
