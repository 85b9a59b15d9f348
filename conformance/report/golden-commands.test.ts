import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import { renderShard } from '../check/shard-file.js';
import { LOT_PROGRAMS } from '../check/source.js';
import { runShortest, shortestFor } from '../check/shortest-programs.js';
import { commandTree } from '../command/tree.js';
import { breaksOf, brokenKernel } from '../fixtures/broken-kernel.js';
import { inFolder, main } from '../fixtures/l4c.js';
import spaces from '../fixtures/kernels/spaces.js';

const golden = (name: string): string => path.join(import.meta.dirname, 'golden', name);
const { folder } = inFolder();

/** All that a command tells a person, on a pipe; it runs in this process, so that it costs no start of one. */
const told = async (...args: readonly string[]): Promise<string> => {
  const [said, noted] = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  vi.stubEnv('COLUMNS', '');
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = undefined;
  });
  await commandTree().parseAsync(args, { from: 'user' });
  const [stdout, stderr] = [said, noted].map(({ mock }) => mock.calls.map(([text]) => String(text)).join(''));
  const whole = `${stdout}\nstderr:\n${stderr}\nexit code ${String(process.exitCode ?? 0)}\n`;
  return whole.replaceAll(/\x1b\[\d+m/g, '').replaceAll(`${folder}/`, './');
};

test('golden: l4c compare: where two kernels differ lawfully, by which choice, and what each of them did', async () => {
  const compared = await told('compare', 'model', 'model:choices=last', '--runs', '5');
  await expect(compared).toMatchFileSnapshot(golden('compare-lawful.txt'));
});

test('golden: l4c compare: a kernel that does what is not allowed is no lawful difference, and is told on stderr too', async () => {
  const { l4c, write } = inFolder();
  const idles = write(
    'idles.mjs',
    `export default () => ({
       manifest: { l4c: 1, name: 'idles', profiles: ['sigma'] },
       boot: () => ({ running: [0, 0] }),
       step: () => ({ running: 'idle' }),
     });`,
  );
  const { stdout, stderr, status } = l4c('compare', 'model', idles, '--runs', '3');
  const whole = `${stdout}\nstderr:\n${stderr}\nexit code ${String(status)}\n`;
  await expect(whole).toMatchFileSnapshot(golden('compare-unlawful.txt'));
});

test('golden: l4c identify: a kernel of the reference', async () => {
  await expect(await told('identify', '--kernel', 'model', '--runs', '5')).toMatchFileSnapshot(golden('identify.txt'));
});

/** Writes what two machines found of a kernel, as `l4c run --shard` prints it; returns the files. */
const shardsOf = async (name: string, kernel: KernelUnderTest, runs: number): Promise<readonly string[]> => {
  const subject = inProcess(kernel);
  const { manifest } = subject;
  const run = { manifest, seed: 0, runs, source: { mix: 'usual' }, maxFailures: 10, replays: [] } as const;
  return Promise.all(
    [0, 1].map(async (index) => {
      const shortest = [];
      if (index === 0) for (const program of shortestFor(manifest)) shortest.push(await runShortest(subject, program));
      const count = Math.min(LOT_PROGRAMS, runs - index * LOT_PROGRAMS);
      const lots = count > 0 ? [await runLot(subject, run.seed, index, count)] : [];
      const file = path.join(folder, `${name}-${String(index)}.json`);
      writeFileSync(file, renderShard({ ...run, shard: { index, of: 2 }, unreadable: 0, shortest, lots }));
      return file;
    }),
  );
};

const broken = breaksOf('spaces').find(({ name }) => name === 'demap-to-read-only-does-nothing')!;
test.each([
  ['passing', () => spaces(), 120],
  ['failing', () => brokenKernel('spaces', broken), 100],
] as const)('golden: l4c merge: the shards of a run: %s', async (name, make, runs) => {
  const files = await shardsOf(name, await make(), runs);
  const merged = await told('merge', ...files, '--failures', path.join(folder, '.l4c/failures'));
  await expect(merged).toMatchFileSnapshot(golden(`merge-${name}.txt`));
});

const hasTerminal = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout.includes('util-linux');
if (!hasTerminal) console.warn('There is no script of util-linux: what the command shows on a terminal is NOT tested.');

describe.skipIf(!hasTerminal)('golden: on a terminal', () => {
  const { folder: home, write } = inFolder();
  const kernel = write(
    'kernel.mjs',
    `export { default } from ${JSON.stringify(path.resolve('conformance/fixtures/kernels/spaces.ts'))};`,
  );
  const interrupts = write(
    'interrupts.mjs',
    `import spaces from ${JSON.stringify(path.resolve('conformance/fixtures/kernels/spaces.ts'))};
     let steps = 0;
     export default () => {
       const kernel = spaces();
       const step = (x) => {
         if (++steps === 6000) {
           const from = Date.now(); while (Date.now() < from + 500);
           process.kill(process.ppid, 'SIGINT'); for (;;);
         }
         return kernel.step(x);
       };
       return { manifest: kernel.manifest, boot: (config) => kernel.boot(config), step };
     };`,
  );
  const RETURNS = /\r\x1b\[K/;
  /** What passes over a terminal while the command runs; where the live line is written anew it begins a line here. */
  const passes = (env: NodeJS.ProcessEnv, file: string, ...args: readonly string[]) => {
    const command = [process.execPath, main, 'run', '--kernel', file, '--workers', '1', ...args].join(' ');
    const { stdout, status } = spawnSync('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      cwd: home,
      env: { PATH: process.env['PATH'], SHELL: '/bin/sh', TERM: 'xterm', ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const bytes = stdout.replaceAll('\r\n', '\n');
    // what is written anew hides what stood there
    const screen = bytes.split('\n').map((line) => line.split(RETURNS).at(-1));
    const shown = bytes.split(RETURNS).filter((text, at, all) => at === 0 || text !== all[at - 1]);
    return { film: `${shown.join('\n⟲ ')}\nexit code ${String(status)}\n`, screen };
  };

  test('one line tells how far the run is, and nothing of it is left where the report stands: in colors, narrow', async () => {
    const { film, screen } = passes({ COLUMNS: '60' }, kernel, '--runs', '200');
    expect(screen[0]).toMatch(/^spaces-40 /);
    expect(screen.join('\n')).not.toContain(' of 200 programs, ');
    await expect(film).toMatchFileSnapshot(golden('terminal-narrow-in-colors.txt'));
  });

  test('where Ctrl-C comes, what it says stands on a line of its own', async () => {
    const { film, screen } = passes({ NO_COLOR: '1' }, interrupts, '--runs', '300');
    expect(screen[0]).toMatch(/^l4c: interrupted: /);
    await expect(film).toMatchFileSnapshot(golden('terminal-interrupted.txt'));
  });
});
