import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileKernel, hasCompiler } from '../fixtures/c-kernel.js';
import { dist, inFolder } from '../fixtures/l4c.js';
import type { ScenarioRun } from '../scenarios/run.js';

const { folder, l4c, write } = inFolder();
/** The bundled kernel, which demaps nothing. */
const forgetsDemaps = `
  import { i486 } from '${path.join(dist, 'impl/index.js')}';
  export default () => {
    const kernel = i486();
    const demapsNothing = (x) => (x.do === 'fpage_unmap' ? { ...x, fpage: { base: 0, sizeLog2: 0 } } : x);
    return {
      manifest: { l4c: 1, name: 'forgets', profiles: ['sigma', 'ipc'] },
      boot: (config) => kernel.boot(config),
      step: (x) => kernel.step(demapsNothing(x)),
    };
  };
`;

test('scenarios: a system of the lecture is run on a kernel, each of its claims is told, and its trace replays', () => {
  const { status, stdout } = l4c('scenarios', 'sigma0', '--trace', 'sigma0.json');
  expect(status).toBe(0);
  expect(stdout).toMatch(/^sigma0 \(L\.73\): .*\n {2}on i486, \d+ steps: holds\n/);
  expect(JSON.parse(readFileSync(path.join(folder, 'sigma0.json'), 'utf8'))).toMatchObject({
    signature: 'scenario sigma0',
  });
  expect(l4c('replay', 'sigma0.json', '--kernel', 'model').status).toBe(0);
});

test('scenarios: with --interrupts it is told at how many steps of copies one came', () => {
  const { status, stdout } = l4c('scenarios', 'long-messages', '--interrupts');
  expect(status).toBe(0);
  expect(stdout).toMatch(/on i486, an interrupt at each of \d+ copy steps, \d+ steps: holds/);
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
  const { status, stdout } = l4c('scenarios', '--kernel-cmd', compileKernel(folder), '--json');
  const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly ScenarioRun[] };
  const ended = (is: ScenarioRun['is']) => scenarios.filter((it) => it.is === is).map(({ scenario }) => scenario);
  expect(ended('holds')).toEqual(expect.arrayContaining(['sigma0', 'bootstrap', 'name-service', 'file-server']));
  expect(ended('holds').length + ended('dropped').length).toBe(scenarios.length);
  expect(status).toBe(0);
});

test.skipIf(!hasCompiler)(
  'scenarios: a kernel that dies has broken its contract, and is started again for the next; exit 3',
  () => {
    const { status, stdout } = l4c('scenarios', '--kernel-cmd', `${compileKernel(folder)} die:30`, '--json');
    const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly ScenarioRun[] };
    expect(status).toBe(3);
    expect(scenarios.filter(({ is }) => is === 'broken').length).toBeGreaterThan(1);
    // it is short enough for the kernel to live through
    expect(scenarios.find(({ scenario }) => scenario === 'ids')?.is).toBe('holds');
  },
);

/** A kernel from a file, which after 20 stimuli does what `body` says. */
const afterTwenty = (name: string, body: string, needs = ''): string =>
  write(
    `${name}.mjs`,
    `${needs}
     import { i486 } from '${path.join(dist, 'impl/index.js')}';
     export default () => {
       const kernel = i486();
       let n = 0;
       const step = (x) => { if (++n > 20) { ${body} } return kernel.step(x); };
       const boot = (config) => kernel.boot(config);
       return { manifest: { l4c: 1, name: '${name}', profiles: ['sigma', 'ipc'] }, boot, step, view: () => kernel.view() };
     };`,
  );

test('scenarios: a kernel from a file that does not come back has broken its contract, within seconds', () => {
  const { status, stdout } = l4c(
    'scenarios',
    'sigma0',
    '--kernel',
    afterTwenty('loops', 'for (;;);'),
    '--patience',
    '2',
  );
  expect(status).toBe(3);
  expect(stdout).toContain('it did not come back for 2 s');
});

test('scenarios: a kernel from a file that ends its process has broken its contract, and the next has a fresh process', () => {
  // once: a file tells the process that comes after it
  const once = `if (!existsSync('ended')) { writeFileSync('ended', ''); process.exit(9); }`;
  const kernel = afterTwenty('ends', once, `import { existsSync, writeFileSync } from 'node:fs';`);
  const { status, stdout } = l4c('scenarios', '--kernel', kernel, '--json');
  const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly ScenarioRun[] };
  expect(status).toBe(3);
  const run = scenarios.filter(({ is }) => is !== 'dropped');
  const broken = run.findIndex(({ is }) => is === 'broken');
  expect(run[broken].says).toContain('ended its process: exit code 9');
  const next = run.slice(broken + 1).map(({ is }) => is);
  expect([next.length > 3, [...new Set(next)]]).toEqual([true, ['holds']]);
});

test('scenarios: a claim that does not hold is told, and so is the rule that was broken; exit 1', () => {
  const kernel = write('forgets.mjs', forgetsDemaps);
  const { status, stdout } = l4c('scenarios', 'demap-challenge', '--kernel', kernel);
  expect(status).toBe(1);
  expect(stdout).toContain('DIVERGES');
  expect(stdout).toContain('Rule broken: sigma/demap (L.70');
});

test.each([
  ['an unknown name', ['scenarios', 'mach'], 'no scenario is called mach'],
  ['a trace of all', ['scenarios', '--trace', 'x.json'], 'Name one'],
  ['an absent kernel', ['scenarios', '--kernel', './absent.ts'], 'there is no such kernel file'],
])('scenarios: %s is one clear line, and exit 2', (_, args, says) => {
  const { status, stderr } = l4c(...args);
  expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain(says);
});
