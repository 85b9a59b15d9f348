import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT, Manifest, Program, SeenReply } from '../../spec/vocabulary/index.js';
import type { Seen } from '../../spec/vocabulary/index.js';
import { compileKernel, hasCompiler, talk } from '../fixtures/c-kernel.js';
import { examples, load, machine, programOf, seenOf } from '../fixtures/examples.js';
import byHand from '../fixtures/kernels/by-hand.js';
import { randomProgram } from '../fixtures/random-program.js';

// The two kernels written by hand, against programs whose outcomes are written by hand, and against each other.

const kernel = byHand();
const run = ({ boot, stimuli }: Program): readonly Seen[] => [kernel.boot(boot), ...stimuli.map((x) => kernel.step(x))];
const randomPrograms = Array.from({ length: 300 }, (_, seed) => randomProgram(seed, kernel));

describe('by-hand.ts', () => {
  test.each(examples)('$title', (example) => {
    expect(run(Program.parse(programOf(example)))).toEqual(seenOf(example));
  });

  test('boot: a second run of a program shows what the first showed', () => {
    expect(randomPrograms.map(run)).toEqual(randomPrograms.map(run));
  });

  test('the random programs meet every end of an IPC, and loads and stores that are done after a fault', () => {
    const shown = new Map<string, number>();
    for (const program of randomPrograms)
      for (const [i, { result, loaded, stored }] of run(program).entries()) {
        const access = ['load', 'store'].includes(program.stimuli.at(i - 1)?.do ?? '');
        const late = !access && (loaded !== undefined || stored === true);
        const end = result?.call === 'ipc' ? `${result.phase} ${result.cause}` : late ? 'late access' : 'other';
        shown.set(end, (shown.get(end) ?? 0) + 1);
      }
    for (const cause of ['nonExistent', 'timeout', 'messageCut', 'ok'])
      for (const phase of ['send', 'receive']) expect(shown.get(`${phase} ${cause}`)).toBeGreaterThan(50);
    expect(shown.get('late access')).toBeGreaterThan(20);
  });
});

describe.skipIf(!hasCompiler)('kernel.c over l4c.h', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'l4c-'));
  let binary = '';
  beforeAll(() => {
    binary = compileKernel(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const hello = JSON.stringify({ n: 0, hello: { l4c: CONTRACT } });
  const linesOf = (programs: readonly Program[]): readonly string[] => {
    const requests = programs.flatMap(({ boot, stimuli }) => [{ boot }, ...stimuli]);
    return [hello, ...requests.map((request, i) => JSON.stringify({ n: i + 1, ...request }))];
  };
  const agrees = (programs: readonly Program[]): void => {
    const { status, replies } = talk([binary], linesOf(programs));
    const seen = programs.flatMap(run).map((shown, i) => ({ n: i + 1, ...shown }));
    expect(status).toBe(0);
    expect(replies.slice(1).map((reply) => SeenReply.parse(JSON.parse(reply)))).toEqual(seen);
  };

  test('hello: the manifest is one of this contract', () => {
    const { n, manifest } = JSON.parse(talk([binary], [hello]).replies[0]) as { n: number; manifest: unknown };
    expect(n).toBe(0);
    expect(Manifest.parse(manifest)).toEqual({ l4c: 1, name: 'c-kernel', profiles: ['sigma', 'ipc'], window: 32 });
  });

  test.each(examples)('$title', (example) => {
    agrees([programOf(example)]);
  });

  test('on 300 random programs it shows what by-hand.ts shows', () => {
    agrees(randomPrograms);
  });

  test.each([
    ['die:3', 7, []],
    ['hang:3', null, []],
    ['rubbish:3', 0, ['{"n":3,"running":', '{"n":4,"running":[0,0],"loaded":3}']],
    ['wrong-shape:3', 0, ['{"n":3,"running":[1]}', '{"n":4,"running":[0,0],"loaded":3}']],
  ])('%s: it answers as it should until that line', (flag, status, rest) => {
    const lines = linesOf([{ boot: machine, stimuli: [load(1), load(2), load(3)] }]);
    const said = talk([binary, flag], lines, 1_000);
    expect(said.status).toBe(status);
    expect(said.replies.slice(0, 3)).toEqual(talk([binary], lines).replies.slice(0, 3));
    expect(said.replies.slice(3)).toEqual(rest);
  });

  test('version:2: it claims to speak another contract', () => {
    const [reply] = talk([binary, 'version:2'], [hello]).replies;
    expect(JSON.parse(reply)).toMatchObject({ n: 0, manifest: { l4c: 2 } });
  });
});
