import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../../dist/conformance/command/main.js', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
const l4c = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
};
const write = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return `./${name}`;
};

test('run: the bundled 486 kernel conforms, and the report does not depend on the workers', () => {
  const [one, two] = ['1', '2'].map((workers) => l4c('run', '--runs', '1500', '--workers', workers, '--json'));
  expect(one.status).toBe(0);
  expect(two).toEqual(one);
});

test('run: a broken kernel is found in a child process, explained, stored, and its failure replays', () => {
  const broken = write(
    'broken.mjs',
    `export default () => ({
       manifest: { l4c: 1, name: 'broken', profiles: ['ipc'] },
       boot: () => ({ running: [0, 0] }),
       step: () => ({ running: [0, 0], stored: true }),
     });`,
  );
  const { status, stdout } = l4c('run', '--kernel', broken, '--runs', '50');
  expect(status).toBe(1);
  expect(stdout).toContain('Rule broken: ');
  const [file] = readdirSync(path.join(folder, '.l4c/failures/broken'));
  expect(l4c('replay', `.l4c/failures/broken/${file}`, '--kernel', broken).status).toBe(1);
  expect(l4c('explain', `.l4c/failures/broken/${file}`).status).toBe(0);
});

test.each([
  ['an absent kernel file', ['run', '--kernel', './absent.ts'], 'there is no such kernel file'],
  ['an unknown kernel', ['run', '--kernel', 'mach'], 'no kernel is called mach'],
  ['a module without a kernel', ['run', '--kernel', write('none.mjs', 'export const a = 1;')], 'default export'],
  ['a module that throws', ['run', '--kernel', write('throws.mjs', 'throw new Error("no luck");')], 'no luck'],
  [
    'another contract version',
    [
      'run',
      '--kernel',
      write(
        'v2.mjs',
        'export default () => ({ manifest: { l4c: 2, name: "x", profiles: ["ipc"] }, boot() {}, step() {} });',
      ),
    ],
    'contract version 1',
  ],
  ['a truncated failure file', ['replay', write('cut.json', '{"format":"l4c-fai')], 'not JSON, or cut short'],
  [
    'an unknown version',
    [
      'replay',
      write(
        'v9.json',
        '{"format":"l4c-failure","version":9,"kernel":"x","signature":"y","program":{"boot":{"frames":1,"pages":1,"tasks":1,"lthreads":1},"stimuli":[]}}',
      ),
    ],
    'version 1',
  ],
  ['an unknown scope', ['explore', 'sigma:0x0'], 'sigma:'],
  ['a bad flag', ['run', '--runs', 'many'], 'not a natural number'],
])('usage: %s is one clear line, exit 2, and no stack trace', (_, args, says) => {
  const { status, stderr } = l4c(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('explore: the record of a scope says states and orbits, and --no-symmetry expands every state', () => {
  const [orbits, all] = [[], ['--no-symmetry']].map((flags) => l4c('explore', 'sigma:3x2', '--json', ...flags));
  expect(JSON.parse(orbits.stdout)).toMatchObject({ states: 641, orbits: 54, renamings: 16 });
  expect(JSON.parse(all.stdout)).toMatchObject({ states: 641, orbits: 641, renamings: 1 });
});

test('run: a kernel that ends its process, or hangs, gets its verdict', () => {
  const kernel = (body: string) =>
    `export default () => ({ manifest: { l4c: 1, name: 'bad', profiles: ['ipc'] }, boot: () => ({ running: [0, 0] }), step() { ${body} } });`;
  expect(l4c('run', '--kernel', write('exits.mjs', kernel('process.exit(9)'))).status).toBe(3);
  expect(l4c('run', '--kernel', write('hangs.mjs', kernel('for (;;);')), '--patience', '3').status).toBe(3);
});
