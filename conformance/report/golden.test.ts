import { spawnSync } from 'node:child_process';
import path from 'node:path';
import colors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import { CONTRACT, Manifest } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import { exitCodeOf } from '../check/report.js';
import type { Report } from '../check/report.js';
import { runHere } from '../check/run-here.js';
import { breaksOf, brokenKernel } from '../fixtures/broken-kernel.js';
import { inFolder, main } from '../fixtures/l4c.js';
import spaces from '../fixtures/kernels/spaces.js';
import { masked } from '../kernels/masked.js';
import { junitOf } from './junit.js';
import { pageOf } from './page/index.js';
import { renderReport } from './render-report.js';
import { wrapped } from './wrapped.js';

const golden = (name: string): string => path.join(import.meta.dirname, 'golden', name);
const NARROW = 60;

/** A kernel that claims the foundations, and at each stimulus does what `step` does. */
const kernelThat = (name: string, step: KernelUnderTest['step']): KernelUnderTest => ({
  manifest: { l4c: 1, name, profiles: ['sigma', 'ipc'] },
  boot: () => ({ running: [0, 0] }),
  step,
});
const cannot = kernelThat('knows-nothing', ({ do: kind }) => {
  throw Object.assign(new Error(kind), { name: 'CannotDo' });
});
const throws = kernelThat('throws', () => {
  throw new Error('no luck');
});
/** It claims interrupts, and takes none. */
const deaf = masked(modelKernel(), {
  manifest: { l4c: 1, name: 'deaf', profiles: ['sigma', 'interrupts'], can: ['tick'] },
});
/** It boots only one page of one task, and claims a profile that needs another. */
const small = masked(modelKernel(), {
  manifest: { l4c: 1, name: 'small', profiles: ['sigma', 'scheduling'], limits: { tasks: 1, pages: 1 } },
});
const broken = breaksOf('spaces').find(({ name }) => name === 'demap-to-read-only-does-nothing')!;
const reportOn = (kernel: KernelUnderTest, runs: number): Promise<Report> => runHere(inProcess(kernel), 0, runs);

const passing = await reportOn(spaces(), 100);
const reports: Readonly<Record<string, readonly [exitCode: number, report: Report]>> = {
  passing: [0, passing],
  interrupted: [0, { ...passing, runs: 10_000 }],
  'too-few-programs': [4, await reportOn(spaces(), 1)],
  failing: [1, await reportOn(await brokenKernel('spaces', broken), 100)],
  hostile: [3, await reportOn(throws, 20)],
  'cannot-do-anything': [4, await reportOn(cannot, 20)],
  'claims-what-it-cannot': [4, await reportOn(deaf, 60)],
  'too-small-a-machine': [4, await reportOn(small, 60)],
};

test('the first line says by which dialect a kernel was judged, and whether by its events alone', () => {
  const [, whole] = reports['passing'];
  const firstLine = (report: Report): string => renderReport(report).split('\n')[0];
  expect(firstLine({ ...whole, dialect: 'l4-486-1996', blackBox: true })).toMatch(/, dialect l4-486-1996, black box$/);
  expect(firstLine({ ...whole, dialect: { demapScope: 'every alias' } })).toMatch(/, dialect demapScope every alias$/);
});

test('a run that was cut short gives no advice and lists no rules: what it did not reach says nothing of the kernel', () => {
  const [, whole] = reports['too-few-programs'];
  const tells = /Look first at|    never exercised: /;
  expect(renderReport(whole)).toMatch(tells);
  expect(renderReport({ ...whole, runs: 1000 })).not.toMatch(tells);
});

/** What a page says to whoever cannot see it: its text, without drawings, styles and scripts. */
const textOf = (page: string): string =>
  page
    .replaceAll(/<(svg|script|style)\b.*?<\/\1>/gs, '')
    .replaceAll(/<tr\b.*?<\/tr>/gs, (row) => row.replaceAll(/\s+/g, ' '))
    .replaceAll(/<\/(?:tr|p|li|h\d|dt|dd|summary|pre|caption|title|thead)>/g, '\n')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .split('\n')
    .map((line) => line.trim().replaceAll(/ {2,}/g, '  '))
    .filter((line) => line !== '')
    .join('\n');

describe.each(Object.entries(reports))('golden: the report of a run: %s', (name, [exitCode, report]) => {
  const text = [
    ...report.failures.map(({ explanation }) => `${explanation}\n`),
    renderReport(report, colors.createColors(false)),
  ].join('\n');

  test('for a person', async () => {
    expect(exitCodeOf(report)).toBe(exitCode);
    await expect(`${text}\n`).toMatchFileSnapshot(golden(`${name}.txt`));
  });

  test('on a narrow terminal', async () => {
    const narrow = wrapped(text, NARROW);
    expect(narrow.split('\n').filter((line) => line.length > NARROW && line.trim().includes(' '))).toEqual([]);
    expect(narrow.replaceAll(/\s+/g, ' ')).toBe(text.replaceAll(/\s+/g, ' '));
    await expect(`${narrow}\n`).toMatchFileSnapshot(golden(`${name}-narrow.txt`));
  });

  test('in colors: the verdict alone has any', async () => {
    const colored = renderReport(report, colors.createColors(true));
    const plain = colored.replaceAll(/\x1b\[\d+m/g, '');
    expect(plain).toBe(renderReport(report, colors.createColors(false)));
    await expect(`${colored}\n`).toMatchFileSnapshot(golden(`${name}-in-colors.txt`));
  });

  test('for a CI server', async () => {
    await expect(junitOf(report)).toMatchFileSnapshot(golden(`${name}.xml`));
  });

  test('as a page, of which the text is kept', async () => {
    const manifest = Manifest.parse({ l4c: CONTRACT, name: report.kernel, profiles: report.profiles });
    const facts = { report, manifest, flag: '--kernel ./kernel.ts', fileOf: () => 'its file.json' } as const;
    const page = pageOf(facts, { styles: '', player: '' });
    await expect(`${textOf(page)}\n`).toMatchFileSnapshot(golden(`${name}-page.txt`));
  });

  test('for a program', async () => {
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot(golden(`${name}.json`));
  });
});

/** A module whose kernel at each stimulus does what `step` says. */
const plain = (step: string): string => `
  export default () => ({
    manifest: { l4c: 1, name: 'plain', profiles: ['sigma'] },
    boot: () => ({ running: [0, 0] }),
    step: () => { ${step} },
  });`;
/** One whose kernel is that of 40 lines, up to a step of the run at which it does what `then` says. */
const upTo = (step: number, then: string): string => `
  import spaces from ${JSON.stringify(path.join(import.meta.dirname, '../fixtures/kernels/spaces.ts'))};
  let steps = 0;
  export default () => {
    const kernel = spaces();
    const step = (x) => {
      if (++steps === ${String(step)}) { ${then} }
      return kernel.step(x);
    };
    return { manifest: kernel.manifest, boot: (config) => kernel.boot(config), step };
  };`;
/** The whole output of the command on the kernel of a module, with an environment; it goes to a pipe, to no terminal. */
const outputOf = (module: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): string => {
  const { folder, write } = inFolder();
  const kernel = write('kernel.mjs', module);
  const { PATH } = process.env;
  const run = ['run', '--kernel', kernel, '--runs', '20', '--workers', '1', '--max-failures', '2', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...run], {
    cwd: folder,
    env: { PATH, ...env },
    encoding: 'utf8',
  });
  return `${stdout}\nstderr:\n${stderr}\nexit code ${String(status)}\n`;
};

describe('golden: the whole output of the command', () => {
  const idles = plain("return { running: 'idle' };");
  test.each([
    ['on a pipe', 'command-on-a-pipe.txt', {}],
    ['in CI, in colors, for its logs show them', 'command-in-ci.txt', { CI: 'true' }],
    ['in CI without colors', 'command-on-a-pipe.txt', { CI: 'true', NO_COLOR: '1' }],
    ['in colors, narrow', 'command-narrow-in-colors.txt', { FORCE_COLOR: '1', COLUMNS: String(NARROW) }],
  ])('%s', async (_, name, env) => {
    await expect(outputOf(idles, env)).toMatchFileSnapshot(golden(name));
  });

  // what was said before is heard meanwhile: a signal may overtake it
  const waits = 'const from = Date.now(); while (Date.now() < from + 500);';
  const stops = `${waits} process.kill(process.ppid, 'SIGINT'); for (;;);`;
  const sleeps = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
  test.each([
    ['on a kernel that ends its process', 'command-hostile.txt', plain('process.exit(9);'), []],
    ['on a kernel that hangs', 'command-hanging.txt', plain(sleeps), []],
    ['where Ctrl-C comes in the second lot', 'command-interrupted.txt', upTo(6000, stops), ['--runs', '300']],
    ['where Ctrl-C comes first', 'command-interrupted-first.txt', plain(stops), []],
  ])('%s', async (_, name, module, args) => {
    await expect(outputOf(module, {}, ...args)).toMatchFileSnapshot(golden(name));
  });
});
