import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { checkProgram, inProcess } from './check-program.js';
import { runLot } from './lot.js';
import type { Failure } from './lot.js';
import type { KernelFactory, KernelUnderTest } from '../../spec/vocabulary/index.js';

interface Break {
  readonly name: string;
  readonly find: string;
  readonly replace: string;
  readonly blames: string;
}
const here = fileURLToPath(new URL('../fixtures/', import.meta.url));
const breaksOf = (kernel: string): readonly Break[] =>
  JSON.parse(readFileSync(path.join(here, 'breaks', `${kernel}.json`), 'utf8')) as readonly Break[];

const broken = async (kernel: string, { name, find, replace }: Break): Promise<KernelUnderTest> => {
  const text = readFileSync(path.join(here, 'kernels', `${kernel}.ts`), 'utf8');
  expect(text.split(find).length, `${name} occurs once`).toBe(2);
  const outfile = path.join(mkdtempSync(path.join(os.tmpdir(), 'l4c-test-')), 'kernel.mjs');
  const stdin = {
    contents: text.replace(find, () => replace),
    resolveDir: path.join(here, 'kernels'),
    loader: 'ts',
  } as const;
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' });
  return ((await import(pathToFileURL(outfile).href)) as { default: KernelFactory }).default();
};

/** The first failure in at most so many lots. */
const firstFailure = async (kernel: KernelUnderTest, lots: number): Promise<Failure | undefined> => {
  for (let lot = 0; lot < lots; lot++) {
    const failure = (await runLot(inProcess(kernel), 0, lot, 100)).failures.at(0);
    if (failure !== undefined) return failure;
  }
  return undefined;
};

test.each(breaksOf('spaces'))(
  '$blames: the break $name of the kernel behind door spaces is found, blamed, and marked where it happens',
  async (it) => {
    const kernel = await broken('spaces', it);
    const failure = await firstFailure(kernel, 60);
    expect(failure?.signature).toBe(`${it.blames} (running)`);
    const verdict = checkProgram(kernel, failure!.program);
    expect(verdict.is).toBe('diverges');
    if (verdict.is !== 'diverges') return;
    expect(failure!.program.stimuli.length).toBeLessThanOrEqual(14);
    const marked = failure!.program.stimuli.at(verdict.blame.step);
    expect(marked?.do).toBe(
      ['sigma/demap', 'sigma/demap-own', 'sigma/restrict'].includes(it.blames) ? 'fpage_unmap' : 'ipc',
    );
  },
);
