import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inProcess, signatureOf } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { programOf } from '../check/source.js';
import { compile, hasCompiler, kernelFolder } from '../fixtures/c-kernel.js';
import { inFolder } from '../fixtures/l4c.js';
import { loadKernel } from '../kernels/load.js';
import { openStdio } from '../transports/stdio.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { folder, l4c, write } = inFolder();
mkdirSync(path.join(folder, 'node_modules'));
symlinkSync(root, path.join(folder, 'node_modules/l4-conformance')); // as if it were installed

const init = (name: string, ...args: readonly string[]): string => {
  const { status, stderr } = l4c('init', name, ...args);
  expect([status, stderr]).toEqual([0, '']);
  return path.join(folder, name);
};
const textOf = (...names: readonly string[]): string => readFileSync(path.join(...names), 'utf8');
const jsonOf = (...names: readonly string[]) => JSON.parse(textOf(...names)) as Record<string, unknown>;
/** The first failure that a user would read. */
const firstMessage = (kernel: string, flag = '--kernel'): string => {
  const { status, stdout } = l4c('run', flag, kernel, '--runs', '20', '--failures', `${kernel}.failures`);
  expect(status).toBe(1);
  return stdout.split('\n\n')[0];
};
/** What a hundred programs refuse, as they are drawn: nothing is made smaller. */
const failuresOf = async (subject: Subject): Promise<readonly string[]> => {
  const signatures = new Set<string>();
  for (let index = 0; index < 100; index++) {
    const signature = signatureOf(await subject.check(programOf(0, 0, index, subject.manifest.profiles)));
    if (signature !== null) signatures.add(signature);
  }
  subject.close();
  return [...signatures];
};

const spaces = init('spaces', '--lang', 'ts', '--door', 'spaces');
const ipc = init('ipc', '--lang', 'ts', '--door', 'ipc');
const whole = init('My Kernel_2', '--lang', 'ts', '--ci');
const c = init('in-c', '--lang', 'c', '--ci');

test('init: what is written is a package after its folder, which wants this version and the compiler that this one was built by', () => {
  const own = jsonOf(root, 'package.json') as { version: string; devDependencies: Record<string, string> };
  expect(jsonOf(whole, 'package.json')).toMatchObject({
    name: 'my-kernel-2',
    devDependencies: { 'l4-conformance': own.version, typescript: own.devDependencies['typescript'] },
  });
  expect(jsonOf(c, 'package.json')).toMatchObject({ name: 'in-c', devDependencies: { 'l4-conformance': own.version } });
  expect(readdirSync(spaces).sort()).toEqual(['.gitignore', 'README.md', 'kernel.ts', 'package.json', 'tsconfig.json']);
  expect(textOf(c, 'l4c.h')).toBe(textOf(kernelFolder, '../l4c.h'));
});

test('init: the workflow of --ci runs scripts that the package has', () => {
  for (const made of [whole, c]) {
    const scripts = [...textOf(made, '.github/workflows/l4c.yml').matchAll(/npm run (\w+)/g)].map(([, name]) => name);
    expect(scripts).toEqual(['build', 'check']);
    expect(Object.keys(jsonOf(made, 'package.json')['scripts'] as object)).toEqual(scripts);
  }
  expect(existsSync(path.join(spaces, '.github'))).toBe(false);
});

test('init: the TypeScript kernels have the types that their tsconfig.json demands', () => {
  copyFileSync(path.join(ipc, 'kernel.ts'), path.join(spaces, 'ipc.ts'));
  copyFileSync(path.join(whole, 'kernel.ts'), path.join(spaces, 'whole.ts'));
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  expect(spawnSync(process.execPath, [tsc, '-p', spaces], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stdout: '',
  });
});

test.each([
  [
    'spaces',
    './spaces/kernel.ts',
    ['Rule broken: sigma/', 'The kernel showed: ', '>   4  0.0  ipc: send to 1.0, grant page 0'],
  ],
  ['ipc', './ipc/kernel.ts', ['Rule broken: ipc/receive-poll', '>   1  0.0  ipc: receive from any, timeout 0']],
  ['whole', './My Kernel_2/kernel.ts', ['Rule broken: ipc/fails', '>   1  0.0  ipc: receive from any, timeout 0']],
])('init: the kernel %s as it is written runs, and its first failure says what to write', (_, kernel, says) => {
  const message = firstMessage(kernel);
  for (const line of says) expect(message).toContain(line);
});

/** The text of a file between two marks, of which the first is left out. */
const between = (text: string, after: string, before: string): string => {
  const [, rest] = text.split(after);
  expect(rest).toContain(before);
  return rest.slice(0, rest.indexOf(before));
};
const fixtures = path.join(root, 'conformance/fixtures/kernels');

describe('init: a kernel becomes conforming as it is filled in', () => {
  test('behind the door spaces: with map and grant, then with demap', async () => {
    const file = path.join(spaces, 'kernel.ts');
    const solved = textOf(fixtures, 'spaces.ts');
    const derivation = between(solved, '  const derived = ', '  return {');
    const demap = between(solved, 'demap(page, own, readOnly) {', '\n    },');
    const mapping = textOf(file)
      .replace('write: boolean };', 'write: boolean; from?: Entry };')
      .replace('  return {', () => `  const derived = ${derivation}  return {`)
      .replace('map: () => undefined', 'map: (source, target, write) => give(source, target, write, false)')
      .replace('grant: () => undefined', 'grant: (source, target, write) => give(source, target, write, true)');
    writeFileSync(file, mapping);
    const left = await failuresOf(inProcess(await loadKernel(file)));
    expect(left).toEqual(expect.arrayContaining([expect.stringMatching(/^sigma\/(demap|restrict)/)]));
    expect(left.filter((signature) => /^sigma\/(map|grant)/.test(signature))).toEqual([]);
    writeFileSync(
      file,
      mapping.replace('demap: () => undefined', () => `demap(page, own, readOnly) {${demap}\n    }`),
    );
    expect(await failuresOf(inProcess(await loadKernel(file)))).toEqual([]);
  });

  test('behind the door ipc: with what meets, sends and receives', async () => {
    const file = path.join(ipc, 'kernel.ts');
    const filled = textOf(fixtures, 'ipc.ts').replaceAll('../../doors/ipc.js', 'l4-conformance');
    const [made] = textOf(file).split('export default');
    expect(made).toContain("from 'l4-conformance'");
    writeFileSync(file, filled);
    expect(await failuresOf(inProcess(await loadKernel(file)))).toEqual([]);
  });

  test('whole: with the machine of a weekend in place of the one thread', async () => {
    const file = path.join(whole, 'kernel.ts');
    writeFileSync(
      file,
      textOf(fixtures, 'by-hand.ts').replace('../../../spec/vocabulary/index.js', 'l4-conformance/vocabulary'),
    );
    expect(await failuresOf(inProcess(await loadKernel(file)))).toEqual([]);
  });
});

describe.skipIf(!hasCompiler)('init: in C', () => {
  const binary = path.join(c, 'kernel');
  const build = (): string => {
    const names = readdirSync(c).filter((name) => name.endsWith('.c'));
    return compile(
      names.map((name) => path.join(c, name)),
      binary,
    );
  };

  test('init: it compiles without a warning, runs, and its first failure says what to write', () => {
    expect(jsonOf(c, 'package.json')['scripts']).toMatchObject({
      build: 'cc -std=c99 -O2 -Wall -Wextra -o kernel *.c',
    });
    expect(build()).toBe('');
    const message = firstMessage('./in-c/kernel', '--kernel-cmd');
    for (const line of ['Rule broken: ipc/fails', '>   1  0.0  ipc: receive from any, timeout 0'])
      expect(message).toContain(line);
  });

  test('init: with the parts of the complete kernel in place of the one thread it conforms', async () => {
    for (const name of readdirSync(kernelFolder).filter((name) => name !== 'main.c'))
      writeFileSync(path.join(c, name), textOf(kernelFolder, name).replace('"../l4c.h"', '"l4c.h"'));
    writeFileSync(path.join(c, 'kernel.c'), '');
    expect(build()).toBe('');
    expect(await failuresOf(await openStdio(binary, 20))).toEqual([]);
  });
});

test.each([
  ['a folder that is not empty', ['spaces', '--lang', 'ts'], 'spaces is there, and is not empty'],
  ['a file', [write('file', ''), '--lang', 'ts'], 'is there, and is no folder'],
  ['no language', ['new'], "required option '--lang <language>' not specified"],
  ['another language', ['new', '--lang', 'cobol'], 'Allowed choices are ts, c.'],
  ['another door', ['new', '--lang', 'ts', '--door', 'back'], 'Allowed choices are spaces, ipc.'],
  ['a door in C', ['new', '--lang', 'c', '--door', 'ipc'], '--door is for --lang ts'],
  ['an option that there is not', ['new', '--lang', 'ts', '--force'], "unknown option '--force'"],
  ['no folder', ['--lang', 'ts'], "missing required argument 'folder'"],
])('init: %s is told in one line, exit 2, and nothing is written', (_, args, says) => {
  const { status, stderr } = l4c('init', ...args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  expect(existsSync(path.join(folder, 'new'))).toBe(false);
});
