import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../check/report.js';
import { dist, inFolder, main } from '../fixtures/l4c.js';

const { folder, l4c, write } = inFolder();
/** A kernel with few rules, of which a thousand programs are soon checked. */
const small = fileURLToPath(new URL('../fixtures/kernels/spaces.ts', import.meta.url));

test('run: the bundled 486 kernel conforms, and the report does not depend on the workers', () => {
  const [one, two] = ['1', '2'].map((workers) => l4c('run', '--runs', '200', '--workers', workers, '--json'));
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
  ['no command of a kernel', ['run', '--kernel-cmd', ' '], 'a command is due'],
  ['a JUnit file that is a folder', ['run', '--runs', '1', '--junit', '.'], '. is a folder'],
  ['a folder of failures that is a file', ['run', '--failures', write('text.txt', '')], 'text.txt is no folder'],
  ['failures that cannot be stored', ['init', `${write('file.txt', '')}/below`, '--lang', 'c'], 'not a directory'],
  [
    'a module that is no TypeScript',
    ['run', '--kernel', write('syntax.ts', 'export default () => ({\n  boot: ( => 1,\n});')],
    'syntax.ts:2:11: Unexpected',
  ],
  ['a JUnit file in no folder', ['run', '--junit', 'absent/out.xml'], 'there is no folder absent'],
  ['an unknown kernel', ['run', '--kernel', 'mach'], 'no kernel is called mach'],
  ['a module without a kernel', ['run', '--kernel', write('none.mjs', 'export const a = 1;')], 'default export'],
  [
    'a module that throws',
    ['run', '--kernel', write('throws.mjs', '\n throw new Error("no luck");')],
    'no luck (throws.mjs:2:8)',
  ],
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
  ['one kernel to compare', ['compare', 'i486'], 'at least two'],
  ['a kernel compared with itself', ['compare', 'i486', 'i486'], 'named twice'],
  ['an unknown scope', ['explore', 'sigma:0x0'], 'sigma:'],
  ['a scope that is none', ['explore', 'ipc:9'], 'ipc:3'],
  ['no scope', ['explore'], '--all'],
  ['a bad flag', ['run', '--runs', 'many'], 'not a natural number'],
])('usage: %s is one clear line, exit 2, and no stack trace', (_, args, says) => {
  const { status, stderr } = l4c(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(says);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('explore: the record of a scope says states and orbits, and --no-symmetry expands every state', () => {
  const [orbits, all] = [[], ['--no-symmetry']].map((flags) => l4c('explore', 'sigma:3x2', '--json', ...flags));
  expect(JSON.parse(orbits.stdout)).toMatchObject({ records: [{ states: 641, orbits: 54, renamings: 16 }] });
  expect(JSON.parse(all.stdout)).toMatchObject({ records: [{ states: 641, orbits: 641, renamings: 1 }] });
});

test('usage: without a command the help is printed, and nothing was checked', () => {
  const { status, stdout, stderr } = l4c();
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: l4c');
  expect(l4c('--help')).toEqual({ status: 0, stderr: '', stdout: stderr });
  expect(l4c('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect(l4c('run', '--help').stdout).toMatch(/--max-failures[^-]*\(default: 10\)/);
});

test('explore: the record is told in text, and with --json it is JSON', () => {
  const { status, stdout, stderr } = l4c('explore', 'sigma:2x2');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^sigma:2x2\n {2}\d+ states.*\n {2}\d+ transitions/);
  expect(stdout).toMatch(/\d+ {2}grant\/granter-does-not-retain\n/);
  expect(stdout).toMatch(/no property is violated\n$/);
  expect(JSON.parse(l4c('explore', 'sigma:2x2', '--json').stdout)).toMatchObject({
    records: [{ scope: 'sigma:2x2', violations: [] }],
  });
});

test('colors: NO_COLOR and --no-color leave none', () => {
  const stderrOf = (env: NodeJS.ProcessEnv, ...args: readonly string[]): string =>
    spawnSync(process.execPath, [main, 'explore', 'nowhere', ...args], { env, encoding: 'utf8' }).stderr;
  expect(stderrOf({ FORCE_COLOR: '1' })).toContain('\x1b[');
  for (const plain of [stderrOf({ FORCE_COLOR: '1', NO_COLOR: '1' }), stderrOf({ FORCE_COLOR: '1' }, '--no-color')])
    expect(plain).toMatch(/^l4c: unknown scope 'nowhere'/);
});

test('a reader that closes the pipe ends the command without a stack trace, with the exit code of what was found', () => {
  const line = `('${process.execPath}' '${main}' explore sigma:2x2; echo "exit code $?" >&2) | true`;
  expect(spawnSync(line, { shell: true, encoding: 'utf8' }).stderr).toBe('exit code 0\n');
});

/** The command under way in a process group of its own, as a terminal starts it. */
const start = (...args: readonly string[]) => {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder, detached: true, stdio: 'pipe' });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (said.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said.stderr += text.toString()));
  const ended = new Promise<{ readonly code: number | null; readonly signal: string | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const group = -child.pid!;
  onTestFinished(() => void spawnSync('kill', ['-KILL', '--', String(group)])); // what a failed test leaves
  return { group, said, ended };
};
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(20);
};

const isGone = (group: number): boolean => {
  try {
    return !process.kill(group, 0);
  } catch {
    return true;
  }
};

test('progress: on a pipe it is plain lines, one for each mutant, and one for a thousand programs', async () => {
  const { said, group } = start('mutants');
  await until(() => said.stderr.split('\n').length > 2);
  process.kill(group, 'SIGKILL');
  expect(said.stderr).toMatch(/^mutant 1 of \d+: [a-z-]+\nmutant 2 of \d+: [a-z-]+\n/);
  expect(l4c('run', '--kernel', small, '--runs', '1100').stderr).toBe('1000 of 1100 programs, 0 failures\n');
});

test('Ctrl-C: the report is written of what was done, and no worker is left', async () => {
  const { group, said, ended } = start('run', '--kernel', small, '--runs', '1000000', '--workers', '2', '--json');
  await until(() => said.stderr.includes('1000 of 1000000'));
  process.kill(group, 'SIGINT');
  expect(await ended).toEqual({ code: 130, signal: null });
  await until(() => said.stdout.endsWith('}\n'));
  const { programs, failures } = JSON.parse(said.stdout) as Report;
  expect([programs >= 1000, programs < 1_000_000, failures]).toEqual([true, true, []]);
  await until(() => isGone(group)); // what a worker started to bundle the kernel ends after it
});

test('Ctrl-C: the second ends at once, though a worker does not end', async () => {
  const kernel = write(
    'stops-its-worker.cjs',
    `require('node:fs').writeFileSync('stopped', String(process.ppid));
     process.kill(process.ppid, 'SIGSTOP');
     process.stdin.resume();`,
  );
  const { group, ended } = start('run', '--workers', '1', '--kernel-cmd', `exec '${process.execPath}' ${kernel}`);
  const stopped = path.join(folder, 'stopped');
  await until(() => existsSync(stopped) && readFileSync(stopped, 'utf8') !== '');
  process.kill(group, 'SIGINT');
  expect(await Promise.race([ended, sleep(500, 'waits')])).toBe('waits');
  process.kill(group, 'SIGINT');
  expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
});

test('Ctrl-C: of scenarios what was done is told, though the kernel does not come back, and no process is left', async () => {
  const kernel = write(
    'waits.mjs',
    `import { i486 } from '${path.join(dist, 'impl/index.js')}';
     export default () => {
       const kernel = i486();
       const wait = () => { console.log('for ever'); for (;;); };
       let n = 0;
       const step = (x) => (++n > 20 ? wait() : kernel.step(x));
       return { manifest: { l4c: 1, name: 'waits', profiles: ['ipc'] }, boot: (config) => kernel.boot(config), step };
     };`,
  );
  const { group, said, ended } = start('scenarios', '--kernel', kernel, '--patience', '600');
  await until(() => said.stderr.includes('for ever'));
  process.kill(group, 'SIGINT');
  expect(await ended).toEqual({ code: 130, signal: null });
  expect(said.stdout).toMatch(/ids\S* \(L\.21\)/); // in CI its name is bold
  await until(() => isGone(group));
});

test.each([
  ['compare', ['compare', 'i486', './exits.mjs', '--runs', '5']],
  ['identify', ['identify', '--kernel', './exits.mjs', '--runs', '5']],
])('%s: a kernel from a file that ends its process has broken its contract, and not the command', (_, args) => {
  write(
    'exits.mjs',
    `export default () => ({
       manifest: { l4c: 1, name: 'exits', profiles: ['ipc'] },
       boot: () => ({ running: [0, 0] }),
       step: () => process.exit(0),
     });`,
  );
  expect(l4c(...args).status).toBe(3);
});
