import { expect, test } from 'vitest';
import { masked } from '../../kernels/masked.js';
import { bundledKernel } from '../../kernels/bundled.js';
import { inProcess } from '../../check/check-program.js';
import { runHere } from '../../check/run-here.js';
import type { Failure } from '../../check/failure.js';
import type { Report } from '../../check/report.js';
import type { Manifest } from '../../../spec/vocabulary/index.js';
import { MOST_BYTES, pageOf } from './index.js';

const parts = { styles: 'p { color: red }', player: 'play("</script>")' };
const EVIL = '<script>alert(1)</script>';
const kernel = (manifest: Partial<Manifest> = {}) =>
  masked(bundledKernel('i486'), {
    manifest: { l4c: 1, name: EVIL, profiles: ['sigma', 'ipc'], ...manifest },
    seen: (seen) =>
      seen.result?.call === 'id_nearest'
        ? { running: seen.running, result: { call: 'id_nearest', nearest: [1, 1] } }
        : seen,
  });
const page = (report: Report, manifest: Manifest): string =>
  pageOf({ report, manifest, flag: '--kernel mine.ts', fileOf: ({ signature }) => `a ${signature}.json` }, parts);
const withFailures = (report: Report, failures: readonly Failure[]): Report => ({ ...report, failures });

const broken = kernel();
const report = await runHere(inProcess(broken), 0, 100);
const text = page(report, broken.manifest);

test('page: each failure is drawn, with the forest of spaces, what is said of it, and how to run it again', () => {
  expect(report.failures.length).toBeGreaterThan(0);
  expect(text.match(/<svg class="timeline"/g)).toHaveLength(report.failures.length);
  expect(text.match(/<section class="forest">/g)?.length).toBeGreaterThanOrEqual(report.failures.length);
  for (const { signature, explanation } of report.failures) {
    expect(text).toContain(`npx l4c replay a ${signature}.json --kernel mine.ts`);
    expect(text).toContain(explanation.replaceAll('>', '&gt;'));
  }
  expect(text).toContain(`Diverges: ${String(report.failures.length)} distinct failures`);
});

test('page: every rule that is claimed has its verdict, every choice its alternatives, and a profile that is not claimed is said so', () => {
  for (const name of Object.keys(report.rules)) expect(text).toContain(`<tr id="rule:${name}">`);
  for (const name of Object.keys(report.alternatives)) expect(text).toContain(`href="#rule:${name}"`);
  expect(text).toMatch(/strings<\/th>\s*<td class="none" colspan="5">not claimed \(\d+ rules\)/);
});

test('page: what a kernel says of itself is text, wherever it stands', async () => {
  const waivers = [{ rule: report.failures[0].signature.split(' ')[0], reason: EVIL }];
  const choosing = Object.keys(report.alternatives)[0];
  const evil = kernel({ waivers, settles: [{ rule: choosing, reason: `${EVIL}"'&` }] });
  const found = await runHere(inProcess(evil), 0, 100);
  const waived = page(found, evil.manifest);
  expect(found.waived[0].failures.length).toBeGreaterThan(0);
  expect(waived.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;/g)?.length).toBeGreaterThan(3);
  expect(waived).not.toContain('<script>alert');
  // the manifest stands in the JSON of the failures, too, and the player is one script whatever it holds
  expect(waived.match(/<script/g)).toHaveLength(3);
  expect(waived.match(/<\/script>/g)).toHaveLength(3);
});

test('page: it may ask for nothing and run nothing but its own script, and has none where nothing failed', () => {
  expect(text).toMatch(
    /content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:;/,
  );
  expect(text).not.toMatch(/(src|href)="(?!#|data:)/);
  const well = page(withFailures(report, []), broken.manifest);
  expect(well).toContain("script-src 'none'");
  expect(well).not.toContain('<script');
});

test('page: it is the same for the same report, and of bounded size whatever failed', () => {
  expect(page(report, broken.manifest)).toBe(text);
  const [{ program, shown, signature }] = report.failures;
  if (shown === undefined) expect.fail('nothing was recorded');
  const stimuli = Array.from({ length: 9000 }, () => ({ do: 'store', address: 0, value: 1 }) as const);
  const seen = stimuli.map(() => ({ running: [0, 0] as const, stored: true as const }));
  const many = Array.from({ length: 30 }, (_, at): Failure => ({
    ...{ signature: `${signature} ${String(at)}`, lot: 0, explanation: 'store\n'.repeat(9000) },
    ...{ program: { boot: program.boot, stimuli }, shown: { step: 8999, seen } },
  }));
  const large = page(withFailures(report, many), broken.manifest);
  expect(Buffer.byteLength(large)).toBeLessThan(MOST_BYTES);
  expect(large).toContain('It is not drawn here');
  expect(large).toContain('The last 40 of 9000 steps are drawn.');
});

test('page: of a kernel that broke its contract a lawful run is drawn, for nothing of it is recorded', () => {
  const [{ program }] = report.failures;
  const lost: Failure = { signature: 'contract broken', lot: 0, program, explanation: 'it threw' };
  const told = page(withFailures(report, [lost]), broken.manifest);
  expect(told).toContain('Broke its contract');
  expect(told).toContain('nothing of the kernel is recorded');
});

test('page: it says by which dialect a kernel was judged, whether its inside was looked at, and that not all was run', () => {
  const told = page(
    { ...withFailures(report, []), dialect: { demapScope: 'every alias' }, blackBox: true, runs: 9999 },
    broken.manifest,
  );
  for (const says of ['demapScope every alias', 'was not looked at', '100 of the 9,999 asked for', 'which is not all'])
    expect(told).toContain(says);
  for (const says of ['<dt>Dialect', '<dt>Its inside']) expect(text).not.toContain(says);
});
