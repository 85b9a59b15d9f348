import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { checkProgram, inProcess } from './check-program.js';
import { runLot } from './lot.js';
import type { Failure } from './lot.js';
import byHand from '../fixtures/kernels/by-hand.js';
import type { KernelFactory, KernelUnderTest, Stimulus } from '../../spec/vocabulary/index.js';

/** An edit that makes a kernel wrong, and what is to be said of it: the rule, the kind of difference, what the step that broke the rule does. */
interface Break {
  readonly name: string;
  readonly find: string;
  readonly replace: string;
  readonly blames: string;
  readonly marks: Stimulus['do'];
}

const here = fileURLToPath(new URL('../fixtures/', import.meta.url));
const breaksOf = (kernel: string): readonly Break[] =>
  JSON.parse(readFileSync(path.join(here, 'breaks', `${kernel}.json`), 'utf8')) as readonly Break[];

const broken = async (kernel: string, { name, find, replace }: Break): Promise<KernelUnderTest> => {
  const text = readFileSync(path.join(here, 'kernels', `${kernel}.ts`), 'utf8');
  expect(text.split(find).length, `${name} occurs once`).toBe(2);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-test-'));
  const outfile = path.join(folder, 'kernel.mjs');
  const stdin = {
    contents: text.replace(find, () => replace),
    resolveDir: path.join(here, 'kernels'),
    loader: 'ts',
  } as const;
  await build({ stdin, outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'silent' });
  const { default: make } = (await import(pathToFileURL(outfile).href)) as { default: KernelFactory };
  rmSync(folder, { recursive: true });
  return make();
};

/** The first failure in at most so many lots: the first that a user would read. */
const firstFailure = async (kernel: KernelUnderTest, lots: number): Promise<Failure | undefined> => {
  for (let lot = 0; lot < lots; lot++) {
    const failure = (await runLot(inProcess(kernel), 0, lot, 100)).failures.at(0);
    if (failure !== undefined) return failure;
  }
  return undefined;
};

const kernels = ['by-hand', 'spaces', 'ipc'];

// The kernels behind the two doors conform, too: see doors/.
test('by-hand: a whole kernel that shows nothing of its inside conforms in 300 programs', async () => {
  expect((await runLot(inProcess(byHand()), 0, 0, 300)).failures).toEqual([]);
});

test.each(kernels.flatMap((kernel) => breaksOf(kernel).map((it) => [it.blames, it.name, kernel, it] as const)))(
  '%s: the break %s of %s.ts is found, blamed, and marked where it happens',
  async (_rule, _name, kernel, it) => {
    const subject = await broken(kernel, it);
    const failure = await firstFailure(subject, 100);
    expect(failure?.signature.split(' ')[0]).toBe(it.blames);
    const { stimuli } = failure!.program;
    expect(stimuli.length).toBeLessThanOrEqual(14);
    const verdict = checkProgram(subject, failure!.program);
    expect(verdict).toMatchObject({ is: 'diverges', blame: { rule: it.blames } });
    if (verdict.is === 'diverges') expect(stimuli.at(verdict.blame.step)?.do).toBe(it.marks);
  },
);
