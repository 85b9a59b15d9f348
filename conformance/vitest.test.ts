import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inFolder } from './fixtures/l4c.js';
import type { Manifest } from '../spec/vocabulary/index.js';
import ipc from './fixtures/kernels/ipc.js';
import { testConformance } from './vitest.js';

// What stands in the test file of a kernel's author: a test for each rule of the profiles that the kernel claims.
testConformance(ipc, { runs: 300 });

const root = fileURLToPath(new URL('..', import.meta.url));

test('testConformance: a manifest that claims what is no profile is told by its field', () => {
  const flies = () =>
    Object.assign(ipc(), { manifest: JSON.parse('{"l4c":1,"name":"flies","profiles":["fly"]}') as Manifest });
  expect(() => {
    testConformance(flies);
  }).toThrow('manifest: profiles.0: ');
});

test('testConformance: in a project of its own, the tests of the rules that are broken fail with the program, one that is waived is skipped, the others pass', () => {
  const { folder, write } = inFolder();
  mkdirSync(path.join(folder, 'node_modules'));
  for (const [name, target] of [
    ['l4-conformance', root],
    ['vitest', path.join(root, 'node_modules/vitest')],
  ])
    symlinkSync(target, path.join(folder, 'node_modules', name));
  write('package.json', '{"type":"module"}');
  write(
    'kernel.test.js',
    `import { i486 } from ${JSON.stringify(path.join(root, 'dist/impl/index.js'))};
     import { testConformance } from 'l4-conformance/vitest';
     const waivers = [{ rule: 'tasks/nearest-self', reason: 'it is not written yet' }];
     testConformance(() => {
       const kernel = i486();
       const manifest = { l4c: 1, name: 'mine', profiles: ['ipc'], waivers };
       const wrong = (seen) => (seen.result?.call === 'id_nearest' ? { ...seen, result: { call: 'id_nearest', nearest: [9, 9] } } : seen);
       const step = (x) => wrong(kernel.step(x));
       return { manifest, boot: (config) => kernel.boot(config), step };
     }, { runs: 300 });`,
  );
  const { stdout } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json'],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], NO_COLOR: '1' } },
  );
  const { testResults } = JSON.parse(stdout) as {
    readonly testResults: readonly [
      { readonly assertionResults: readonly { title: string; status: string; failureMessages: readonly string[] }[] },
    ];
  };
  const tests = testResults[0].assertionResults;
  const rulesThat = (is: string): readonly string[] =>
    tests.filter(({ status }) => status === is).map(({ title }) => title.split(':')[0]);
  expect(rulesThat('failed')).toEqual(['tasks/nearest', 'tasks/nearest-nobody']);
  expect(rulesThat('skipped')).toEqual(['tasks/nearest-self']);
  expect(rulesThat('passed')).toContain('ipc/send-partner-ready');
  expect(tests.find(({ status }) => status === 'failed')?.failureMessages[0]).toContain('Rule broken: tasks/nearest (');
});
