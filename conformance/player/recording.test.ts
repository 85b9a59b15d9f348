import { expect, test } from 'vitest';
import type { Program } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { failureOf } from '../check/failure.js';
import { blackBox, masked } from '../kernels/masked.js';
import { bundledKernel } from '../kernels/bundled.js';
import { storedShortest } from '../explorations/shortest.js';
import { leftInTheMiddle } from '../programs/errata.js';
import { RECORDED, cameraOn, recordedTakes } from './recording.js';

const recordingOf = (kernel: ReturnType<typeof bundledKernel>, program: Program) => {
  const { shown, explanation } = failureOf(program, checkProgram(kernel, program), 0) ?? expect.fail('it conforms');
  if (shown === undefined) expect.fail('nothing was recorded');
  return { manifest: kernel.manifest, shown, explanation };
};

test('recording: a failure is played without its kernel: what it showed, the rules of each step, and where it was refused', () => {
  const recording = recordingOf(bundledKernel('i486:tlb=lecture'), leftInTheMiddle);
  const takes = recordedTakes(leftInTheMiddle, recording);
  expect(takes).toHaveLength(leftInTheMiddle.stimuli.length + 1);
  expect(takes.slice(1).map(({ seen }) => seen)).toEqual(recording.shown.seen);
  expect(takes.slice(1).every(({ applied }) => applied.length > 0)).toBe(true);
  expect(takes.map(({ refusal }) => refusal).filter((it) => it !== null)).toEqual([recording.explanation]);
  expect(takes.at(-1)?.refusal).toMatch(/^Rule broken: schedule\/resume/);
});

test('recording: it holds no hardware, and beside what is specified stands what the kernel showed of its inside', () => {
  const { boot, stimuli } = storedShortest().rules.find(({ name }) => name === 'sigma/grant') ?? expect.fail();
  const program = { boot, stimuli };
  const loses = masked(bundledKernel('i486'), {
    view: ({ derivation = [] }) => ({
      derivation: derivation.map((pages, task) => (task === 0 ? pages : (pages?.map(() => null) ?? null))),
    }),
  });
  const recording = recordingOf(loses, program);
  expect(recording.shown.view).not.toHaveProperty('hardware');
  const titles = recordedTakes({ boot, stimuli }, recording)
    .at(-1)
    ?.panels()
    .map(({ title }) => title);
  expect(titles).toContain('Derivation of pages');
  expect(titles).toContain('Derivation of pages: as the kernel shows it');
});

test('recording: it goes on where a kernel shows an instruction pointer that its manifest says is opaque', () => {
  const stimuli: Program['stimuli'] = [
    { do: 'lthread_ex_regs', lthread: 0, ip: 7 },
    { do: 'lthread_ex_regs', lthread: 0 },
    { do: 'load', address: 0 },
  ];
  const program = { boot: { frames: 1, pages: 1, tasks: 1, lthreads: 1 }, stimuli };
  const i486 = bundledKernel('i486');
  const elsewhere = masked(i486, {
    manifest: { ...i486.manifest, opaque: ['ip'], shows: [] },
    seen: (seen) => {
      if (seen.loaded !== undefined) return { ...seen, loaded: 9 };
      if (seen.result?.call !== 'lthread_ex_regs' || seen.result.old === 'created') return seen;
      return { ...seen, result: { ...seen.result, old: { ...seen.result.old, ip: 99 } } };
    },
  });
  const takes = recordedTakes(program, recordingOf(elsewhere, program));
  expect(takes.map(({ refusal }) => refusal?.split('\n')[0] ?? null)).toEqual([
    null,
    null,
    null,
    expect.stringMatching(/^Rule broken: access\/load/),
  ]);
});

test('recording: the player plays it, and any other kernel in its place', () => {
  const { boot, stimuli } = storedShortest().rules.find(({ name }) => name === 'access/load') ?? expect.fail();
  const program = { boot, stimuli };
  const wrong = blackBox(masked(bundledKernel('i486'), { seen: (seen) => ({ running: seen.running, loaded: 9 }) }));
  const played = { program, route: [], recording: recordingOf(wrong, program) };
  const refusals = [RECORDED, 'model', 'i486'].map((kernel) => {
    const camera = cameraOn(kernel, played);
    return camera.next(camera.first, stimuli[0], 0).refusal?.split('\n')[0] ?? null;
  });
  expect(refusals).toEqual([expect.stringMatching(/^Rule broken: /), null, null]);
});
