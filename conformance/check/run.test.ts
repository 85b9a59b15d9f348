import { cpSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { dist, inFolder } from '../fixtures/l4c.js';
import type { Report } from './report.js';

const { folder, l4c, write } = inFolder();
const kernel = (step: string): string =>
  `export default () => ({
     manifest: { l4c: 1, name: 'mine', profiles: ['ipc'] },
     boot: () => ({ running: [0, 0] }),
     step: () => { ${step} },
   });`;
/** The 486 kernel as a black box, and what it shows of a step changed. */
const changed = (seen: string): string =>
  `import { i486 } from ${JSON.stringify(path.join(dist, 'impl/index.js'))};
   export default () => {
     const kernel = i486();
     const manifest = { l4c: 1, name: 'mine', profiles: ['ipc'] };
     const change = (x, seen) => ${seen};
     return { manifest, boot: (config) => kernel.boot(config), step: (x) => change(x, kernel.step(x)) };
   };`;
const mended = write('mended.mjs', changed('seen'));
/** One fault that every lot meets, and one that few do. */
const broken = write(
  'broken.mjs',
  changed(`seen.result?.call === 'id_nearest' ? { ...seen, result: { call: 'id_nearest', nearest: [9, 9] } } :
     x.do === 'store' && x.value % 16 === 7 && x.address % 4096 === 8 ? { running: seen.running, loaded: 1 } : seen`),
);

const run = (file: string, ...args: readonly string[]): { readonly report: Report; readonly stderr: string } => {
  const { stdout, stderr } = l4c('run', '--kernel', file, '--json', '--max-failures', '100', '--workers', '1', ...args);
  return { report: JSON.parse(stdout) as Report, stderr };
};
/** The first run of the broken kernel, which every test of what was stored before begins with: its report, and its failures in a folder of a test. */
const { report: first } = run(broken, '--runs', '300', '--failures', 'first');
const stored = (failures: string): void => {
  cpSync(path.join(folder, 'first'), path.join(folder, failures), { recursive: true });
};
const filesIn = (failures: string): readonly string[] => readdirSync(path.join(folder, failures, 'mine')).sort();

test('stored failures: they run before the generated programs, keep their files, and are counted when they are mended', () => {
  stored('a');
  expect(first.stored).toEqual({ replayed: 0, stillFailing: 0, unreadable: 0 });
  const files = filesIn('a');
  const count = first.failures.length;
  expect([files.length, count > 2]).toEqual([count, true]);

  const { report: again } = run(broken, '--runs', '300', '--failures', 'a');
  expect(again.stored).toEqual({ replayed: count, stillFailing: count, unreadable: 0 });
  expect(again.failures.map(({ lot, file }) => [lot, file])).toEqual(files.map((file) => [-2, file]));
  expect(filesIn('a')).toEqual(files);
  expect([again.programs, again.rules]).toEqual([first.programs, first.rules]); // of the generated programs alone

  const { report: last } = run(mended, '--runs', '200', '--failures', 'a');
  expect([last.stored, last.failures]).toEqual([{ replayed: count, stillFailing: 0, unreadable: 0 }, []]);
});

test('stored failures: the report does not depend on the workers, and what is new is found too', () => {
  run(broken, '--runs', '20', '--failures', 'b');
  rmSync(path.join(folder, 'b/mine', filesIn('b')[0])); // what was found and is not stored is new again
  const reports = ['1', '3'].map((workers) => {
    cpSync(path.join(folder, 'b'), path.join(folder, `b${workers}`), { recursive: true });
    return run(broken, '--runs', '300', '--failures', `b${workers}`, '--workers', workers);
  });
  expect(reports[1]).toEqual(reports[0]);
  const known = filesIn('b').length;
  expect(reports[0].report.stored.replayed).toBe(known);
  expect(reports[0].report.failures.findIndex(({ lot }) => lot >= 0)).toBe(known);
});

test('stored failures: one that cannot be read is said in a line, left out and counted, and the others run', () => {
  stored('c');
  const [file] = filesIn('c');
  const text = readFileSync(path.join(folder, 'c/mine', file), 'utf8');
  write(`c/mine/${file}`, text.slice(0, 40));
  const { report, stderr } = run(mended, '--runs', '100', '--failures', 'c');
  expect(stderr).toContain(`l4c: left out: ${path.join('c/mine', file)}: not JSON, or cut short\n`);
  expect(report.stored).toMatchObject({ replayed: filesIn('c').length - 1, unreadable: 1 });
  expect(report.programs).toBe(100);
});

test('stored failures: one in which the kernel takes its process with it ends the run', () => {
  stored('d');
  const files = filesIn('d');
  const dies = write('dies.mjs', kernel('process.exit(9);'));
  for (const workers of ['3']) {
    const { report } = run(dies, '--runs', '300', '--failures', 'd', '--workers', workers);
    expect(report).toMatchObject({ programs: 0, stored: { replayed: 1, stillFailing: 1 } });
    expect(report.failures).toMatchObject([{ signature: 'contract broken', lot: -2, file: files[0] }]);
    expect(report.failures[0].explanation).toMatch(
      /at step 1: .*\na machine of .*\n> .*\n.*exit code 9\nOne of what was allowed: .*\nBy these rules: .*$/,
    );
    expect(filesIn('d')).toEqual(files); // it fails in another way now, and keeps its file
  }
});

test('--max-failures: the run ends with the lot by which so many distinct failures were found, whatever the workers', () => {
  const lots = first.failures.map(({ lot }) => lot).sort((a, b) => a - b);
  const late = lots.findIndex((lot) => lot > lots[0]);
  expect(late).toBeGreaterThan(0); // one failure at least is of a later lot than the first
  for (const [most, last] of [
    [1, lots[0]],
    [late + 1, lots[late]],
  ])
    for (const workers of most === 1 ? ['3'] : ['2']) {
      const args = ['--runs', '300', '--max-failures', String(most), '--workers', workers];
      const { report } = run(broken, ...args, '--failures', `e${workers}${most}`);
      expect(report.programs).toBe(100 * Math.max(0, last + 1));
      expect(report.failures).toEqual(first.failures.filter(({ lot }) => lot <= last));
    }
});

test('--max-failures: stored failures that still fail count', () => {
  stored('f');
  const { report } = run(broken, '--runs', '300', '--failures', 'f', '--max-failures', '1');
  expect([report.programs, report.stored.replayed]).toEqual([0, filesIn('f').length]);
});

test('--shard: the shards of a run, merged, give the report of the run in one piece to the byte', () => {
  const args = ['--runs', '300', '--workers', '1', '--max-failures', '3', '--failures', 'g'];
  const { stdout: whole, status } = l4c('run', '--kernel', broken, '--json', ...args);
  const shards = [0, 1].map((index) => {
    const shard = l4c(
      'run',
      '--kernel',
      broken,
      '--shard',
      `${String(index)}/2`,
      ...args,
      '--failures',
      `g${String(index)}`,
    );
    return write(`shard-${String(index)}.json`, shard.stdout);
  });
  const files = filesIn('g');
  const again = l4c('merge', ...shards.toReversed(), '--json', '--failures', 'h');
  expect([again.status, again.stdout]).toEqual([status, whole]);
  expect(filesIn('h')).toEqual(files);
  const { stderr, status: code } = l4c('merge', shards[0]);
  expect([code, stderr]).toEqual([2, 'l4c: shard 1/2 is missing\n']);
  expect(l4c('merge', write('no-shard.json', '{}')).stderr).toBe(
    'l4c: ./no-shard.json: format: not what a shard of a run prints\n',
  );
});
