import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Manifest, Profile } from '../../spec/vocabulary/index.js';
import type { Report } from '../check/report.js';
import { runLot } from '../check/lot.js';
import {
  compile,
  compileChanged,
  compileParts,
  compileWholeKernel,
  hasCompiler,
  kernelFolder,
  kernelSources,
  talk,
} from '../fixtures/c-kernel.js';
import { inFolder } from '../fixtures/l4c.js';
import { scenarios as catalogue } from '../scenarios/catalogue.js';
import type { ScenarioRun } from '../scenarios/run.js';
import { openStdio } from '../transports/stdio.js';
import { judgeRecorded, readTranscript } from '../transports/transcript.js';

const textOf = (file: string): string => readFileSync(file, 'utf8');

/** A line of the complete kernel, what it is broken to, and the rule to be blamed. */
const breaks: readonly (readonly [story: string, file: string, find: string, replace: string, blames: string])[] = [
  ['every page is of frame 0', 'spaces.c', 'pages[to].frame = pages[from].frame;', 'pages[to].frame = 0;', 'sigma/map'],
  ['the receiver is told its own id', 'ipc.c', 't->sender = tid_at(from);', 't->sender = tid_at(to);', 'ipc/deliver'],
  [
    'a partner of the dead waits on',
    'tasks.c',
    'if (awaits) end_wait(other, L4C_CAUSE_NON_EXISTENT);',
    '(void)awaits;',
    'ipc/fails',
  ],
  ['wakeups are later than is promised', 'main.c', 'SCAN_MS - 1,', '0,', 'timeouts/fire'],
  [
    'an exception is told by the number of another',
    'faults.c',
    '.handler, vector,',
    '.handler, vector + 1,',
    'exceptions/message',
  ],
  ['no slice ever ends', 'timeouts.c', 'slice_end_ms < due_ms && has_rival()', '0', 'scheduling/slice-ends'],
  ['any priority may be given', 'schedule.c', ' || (int)x->priority > most', '', 'scheduling/refuse'],
  ['of a message that is cut nothing is said', 'copy.c', 'copy->is_cut || lacks', 'lacks', 'strings/cut'],
  ['a pager that did not help is asked again', 'copy.c', 'copy->paged == t->role', '0', 'strings/page-still-missing'],
  [
    'a pager is not told that the page is to be written',
    'copy.c',
    'access->address + (access->is_store ? 2 : 0)',
    'access->address',
    'strings/missing-page-message',
  ],
  [
    'the partner of a copier that is gone is told of no copy',
    'copy.c',
    't->partner, L4C_CAUSE_ABORTED',
    't->partner, L4C_CAUSE_NON_EXISTENT',
    'strings/partner-deleted',
  ],
  [
    'an interrupt is forgotten',
    'interrupts.c',
    'lines[line].is_raised = 1;',
    'lines[line].is_raised = 0;',
    'interrupts/take-raised',
  ],
];

describe.skipIf(!hasCompiler)('the complete kernel in C', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'l4c-'));
  let binary = '';
  let parts: ReadonlyMap<string, string> = new Map();
  beforeAll(() => {
    binary = compileWholeKernel(folder);
    parts = compileParts(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('kernel: it claims all profiles, and wakes sooner than the contract asks for', () => {
    const [reply] = talk([binary], ['{"n":0,"hello":{"l4c":1}}']).replies;
    const { manifest } = JSON.parse(reply) as { manifest: unknown };
    expect(Manifest.parse(manifest)).toEqual({
      l4c: 1,
      name: 'l4-in-c',
      profiles: Profile.options,
      latenessMs: 3,
      window: 32,
    });
  });

  test('kernel: put to it, the conversation of the contract conforms', () => {
    const guide = textOf(path.join(kernelFolder, '../../../docs/guides/contract.md'));
    const whole = [...guide.matchAll(/^> (\{.*\})$/gm)].map(([, line]) => line).slice(0, -1);
    // it knows exceptions, and a machine of 64 tasks is none too large for it
    const { replies } = talk([binary], whole);
    const { manifest, programs } = readTranscript([...whole, ...replies].join('\n'), 'contract.md');
    expect(programs.map((program) => judgeRecorded(manifest, program)[0].is)).toEqual([
      'conforms',
      'conforms',
      'conforms',
    ]);
  });

  test('kernel: it conforms on 300 programs, and none of its claimed rules is left out', () => {
    const { stdout, status } = inFolder().l4c('run', '--kernel-cmd', binary, '--runs', '300', '--json');
    const report = JSON.parse(stdout) as Report;
    expect([status, report.failures, report.neverExercised]).toEqual([0, [], []]);
    expect([report.programs, report.unspecified, report.undecided, report.cannot]).toEqual([300, 0, 0, 0]);
  });

  test('kernel: the lecture’s systems run on it, every one', () => {
    const { stdout, status } = inFolder().l4c('scenarios', '--kernel-cmd', binary, '--json');
    const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly ScenarioRun[] };
    expect(status).toBe(0);
    expect(scenarios.filter(({ is }) => is !== 'holds')).toEqual([]);
    expect(scenarios.map(({ scenario }) => scenario)).toEqual(catalogue.map(({ name }) => name));
  });

  test.each(breaks)('kernel: where %s, it is refused', async (story, file, find, replace, blames) => {
    const own = path.join(folder, story.replaceAll(' ', '-'));
    mkdirSync(own);
    const source = path.join(kernelFolder, file);
    const text = textOf(source);
    expect(text.split(find).length).toBe(2);
    const changed = text.replace(find, () => replace);
    const subject = await openStdio(compileChanged(own, parts, source, changed), 10);
    const rules = new Set<string>();
    for (let lot = 0; lot < 6 && !rules.has(blames); lot++)
      for (const { signature } of (await runLot(subject, 0, lot, 100)).failures) rules.add(signature.split(' ')[0]);
    subject.close();
    expect([...rules]).toContain(blames);
  });

  test.each(kernelSources.filter((source) => !source.endsWith('main.c')).map((source) => path.basename(source)))(
    'kernel: %s needs no C library',
    (name) => {
      const source = path.join(kernelFolder, name);
      expect(compile([source], path.join(folder, 'part.o'), '-ffreestanding', '-c')).toBe('');
      expect(textOf(source).match(/^#include .*$/gm)).toEqual(['#include "kernel.h"']);
    },
  );
});

test('kernel: its parts include the header, one another and, where the lines are read, stdio', () => {
  const included = (name: string): readonly string[] =>
    [...textOf(path.join(kernelFolder, name)).matchAll(/^#include (.*)$/gm)].map(([, it]) => it);
  expect(included('kernel.h')).toEqual(['"../l4c.h"']);
  expect(included('main.c')).toEqual(['<stdio.h>', '"kernel.h"']);
});
