import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { breaksOf, brokenKernel, firstFailure, sourceOf } from '../../conformance/fixtures/broken-kernel.js';
import { storeFailure } from '../../conformance/check/failure-file.js';
import { checkProgram, inProcess, signatureOf } from '../../conformance/check/check-program.js';
import { LOT_PROGRAMS, USUAL, programsOf } from '../../conformance/check/source.js';
import { explain } from '../../conformance/report/explain.js';
import { narrate } from '../../conformance/report/narrate.js';
import make from '../../conformance/fixtures/kernels/spaces.js';
import { reference } from '../../spec/index.js';

const guide = readFileSync(new URL('read-a-failure.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```\w*\n([^]*?)```/g)].map(([, text]) => text.trimEnd());
const broken = breaksOf('spaces').find(({ name }) => name === 'granter-keeps-its-page')!;

test('read a failure: the lines of the kernel are those of the fixtures, and of the break', () => {
  const [own, wrong] = [blocks[0], blocks[1]].map((it) => it.trim());
  expect(
    sourceOf('spaces')
      .split('\n')
      .map((line) => line.trim()),
  ).toContain(own);
  expect(own.replace(broken.find, broken.replace)).toBe(wrong);
});

test('read a failure: what is printed, where it is stored, how long it was, and what is allowed of its last steps', async () => {
  const failure = await firstFailure(await brokenKernel('spaces', broken), 100);
  if (failure === undefined) expect.fail('the broken kernel does not fail');
  expect(blocks).toContain(failure.explanation);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
  const { manifest } = make();
  const stored = storeFailure(folder, manifest, failure);
  rmSync(folder, { recursive: true });
  expect(guide).toContain(`.l4c/failures/${path.relative(folder, stored)}`);
  const told = narrate(failure.program, reference);
  expect(blocks.some((it) => it.startsWith('    7  ') && told.trimEnd().endsWith(it))).toBe(true);
  const mended = explain(failure.program, checkProgram(make(), failure.program));
  expect(blocks).toContain(mended.split('\n').at(-1));

  const subject = inProcess(await brokenKernel('spaces', broken));
  const { boot, stimuli } = failure.program;
  for (const at of stimuli.keys()) {
    const verdict = await subject.check({ boot, stimuli: stimuli.toSpliced(at, 1) });
    expect([at, signatureOf(verdict) === failure.signature]).toEqual([at, false]);
  }
  for (const program of programsOf(USUAL, 0, failure.lot, LOT_PROGRAMS, subject.manifest)) {
    if (signatureOf(await subject.check(program)) === null) continue;
    expect(guide).toContain(`had ${String(program.stimuli.length)} stimuli`);
    break;
  }
});
