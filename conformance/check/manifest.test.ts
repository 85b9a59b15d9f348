import { expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import { Manifest, Profile } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Program, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { masked } from '../kernels/masked.js';
import { checkProgram, inProcess } from './check-program.js';
import { runLot } from './lot.js';
import { WHOLE, lastOf } from './part.js';
import type { RunPart } from './part.js';
import { renderReport } from '../report/render-report.js';
import { exitCodeOf, reportOf } from './report.js';
import { shortestFor } from './shortest-programs.js';
import { lotPrograms } from './source.js';
import { termsOf } from './terms.js';

const model = modelKernel();
const manifestWith = (more: Partial<Manifest>): Manifest =>
  Manifest.parse({ l4c: 1, name: 'mine', profiles: Profile.options, ...more });
/** The specification as a kernel with another manifest, and what it shows changed. */
const kernelWith = (
  more: Partial<Manifest>,
  change: (x: Stimulus, seen: Seen) => Seen = (_, seen) => seen,
  view: (view: View) => View = (shown) => shown,
): KernelUnderTest => masked(model, { manifest: manifestWith(more), seen: (seen, x) => change(x, seen), view });
const programsFor = (able: Partial<Manifest>, count: number): readonly Program[] => [
  ...lotPrograms(0, 0, Profile.options, { count, able: manifestWith(able) }),
];
/** An `id_nearest` that says nothing. */
const mute = (x: Stimulus, seen: Seen): Seen =>
  x.do === 'id_nearest' && seen.ignored !== true ? { running: seen.running } : seen;

test('manifest: can: what a kernel cannot take from outside comes in no program of its own', () => {
  const can = ['tick', 'during'] as const;
  const kinds = (of: Partial<Manifest>): ReadonlySet<string> =>
    new Set(
      [...programsFor(of, 25), ...shortestFor(manifestWith(of))].flatMap(({ stimuli }) =>
        stimuli.flatMap((x) => (x.do === 'during' ? [x.do, x.event.do] : [x.do])),
      ),
    );
  for (const kind of ['trap', 'interrupt']) {
    expect(kinds({}).has(kind)).toBe(true);
    expect(kinds({ can }).has(kind)).toBe(false);
  }
  for (const kind of ['tick', 'during', 'slice_end']) expect(kinds({ can }).has(kind)).toBe(true);
});

test('manifest: limits: no program wants a larger machine', () => {
  const limits = { frames: 3, pages: 4, tasks: 2, lthreads: 1, lines: 0 };
  for (const program of [...programsFor({ limits }, 40), ...shortestFor(manifestWith({ limits }))]) {
    for (const [what, most] of Object.entries(limits))
      expect(program.boot[what as keyof typeof limits] ?? 0).toBeLessThanOrEqual(most);
  }
});

test('manifest: opaque: of instruction pointers that a kernel does not keep nothing is asked, of anything else beside them it is', () => {
  const program: Program = {
    boot: { frames: 1, pages: 1, tasks: 2, lthreads: 1 },
    stimuli: [
      { do: 'lthread_ex_regs', lthread: 0, ip: 7 },
      { do: 'lthread_ex_regs', lthread: 0 },
      { do: 'task_new', task: 1, pager: [0, 0], ip: 40 },
      { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
      { do: 'load', address: 0 },
    ],
  };
  /** Wherever the instruction pointer shows, another one. */
  const elsewhere = (_: Stimulus, seen: Seen): Seen => {
    const { result } = seen;
    if (result?.call === 'lthread_ex_regs' && result.old !== 'created')
      return { ...seen, result: { ...result, old: { ...result.old, ip: 99 } } };
    if (result?.call === 'ipc' && result.words?.length === 2)
      return { ...seen, result: { ...result, words: [result.words[0], 99] } };
    return seen;
  };
  const noIp = (view: View): View => ({ ...view, threads: view.threads?.map((t) => ({ ...t, ip: 99 })) });
  const check = (more: Partial<Manifest>, change = elsewhere) =>
    checkProgram(kernelWith({ shows: ['threads'], ...more }, change, noIp), program);
  expect(check({}).is).toBe('broken'); // of the boot
  expect(check({ shows: [] })).toMatchObject({ is: 'diverges', blame: { step: 0 } });
  expect(check({ opaque: ['ip'] }).is).toBe('conforms');
  const wrongAddress = (x: Stimulus, seen: Seen): Seen => {
    const { result } = elsewhere(x, seen);
    if (result?.call !== 'ipc' || result.words?.length !== 2) return elsewhere(x, seen);
    return { ...seen, result: { ...result, words: [4, 99] } };
  };
  expect(check({ opaque: ['ip'] }, wrongAddress)).toMatchObject({ is: 'diverges', blame: { step: 4 } });
});

test('manifest: shows: a part that is not named is not looked at, and one that is named and missing breaks the contract', () => {
  const program: Program = { boot: { frames: 2, pages: 2, tasks: 2, lthreads: 1 }, stimuli: [{ do: 'tick', ms: 1 }] };
  const noFrames = (view: View): View => ({ ...view, frames: [[7]] });
  const check = (more: Partial<Manifest>) => checkProgram(kernelWith(more, undefined, noFrames), program);
  expect(check({}).is).toBe('broken'); // of the boot
  expect(check({ shows: ['threads', 'derivation'] }).is).toBe('conforms');
  expect(check({ shows: [] }).is).toBe('conforms');
  expect(check({ shows: ['threads', 'hardware'] })).toMatchObject({
    is: 'broken',
    step: -1,
    says: 'its manifest says that it shows hardware, and its view does not',
  });
});

const partOf = async (more: Partial<Manifest>): Promise<RunPart> => {
  const kernel = kernelWith(more, mute);
  const lots = [await runLot(inProcess(kernel), 0, 0, 40)];
  const { manifest } = kernel;
  const run = { seed: 0, runs: 40, source: { mix: 'usual' }, maxFailures: 1, shard: WHOLE, unreadable: 0 } as const;
  return { ...run, manifest, shortest: [], replays: [], lots };
};

test('manifest: waivers: what breaks a waived rule is told apart with its reason, ends no run and fails none', async () => {
  const waivers = ['tasks/nearest', 'tasks/nearest-self', 'tasks/nearest-nobody', 'sigma/map'].map((rule) => ({
    rule,
    reason: `no time for ${rule}`,
  }));
  const [strict, lenient] = [await partOf({}), await partOf({ waivers })];
  expect([exitCodeOf(reportOf(strict)), lastOf(strict)]).toEqual([1, 0]);
  const report = reportOf(lenient);
  expect([report.failures, exitCodeOf(report) === 1, lastOf(lenient)]).toEqual([[], false, Infinity]);
  expect(report.waived.find(({ rule }) => rule === 'tasks/nearest')?.failures.length).toBeGreaterThan(0);
  const text = renderReport(report);
  expect(text).toMatch(/ {2}waived: tasks\/nearest \(no time for tasks\/nearest\), 1 distinct failure$/m);
  expect(text).toContain('  waived, but nothing broke it: sigma/map (no time for sigma/map)');
});

test('manifest: settles: an alternative that was never shown is told with the reason, and a choice that was made in every way is told as well', async () => {
  const settles = [
    { rule: 'schedule/partner', reason: 'the partner runs' },
    { rule: 'schedule/round-robin', reason: 'a slip' },
  ];
  const report = reportOf(await partOf({ settles }));
  const shown = {
    ...report,
    alternatives: {
      'schedule/partner': { open: [9, 4], taken: [9, 0] },
      'schedule/round-robin': { open: [3, 3], taken: [1, 2] },
    },
  };
  expect(report.settles).toEqual(settles);
  expect(renderReport(shown)).toContain(
    '    never shown: the second of schedule/partner, open 4 times (the partner runs)\n',
  );
  expect(renderReport(shown)).toContain(
    '    said to be settled, and every alternative was shown: schedule/round-robin\n',
  );
});

test('report: what an observer may conclude in one way or another is no choice of the kernel', async () => {
  const part = await partOf({ profiles: ['ipc', 'timeouts'] });
  const open = { open: [2, 1], taken: [1, 0] };
  const alternatives = { 'schedule/partner': open, 'timeouts/undecided-partner': open };
  const report = reportOf({ ...part, lots: part.lots.map((lot) => ({ ...lot, alternatives })) });
  expect(Object.keys(report.alternatives)).toEqual(['schedule/partner']);
});

test('manifest: boot: of a kernel that is dear to boot programs are long, and few are tried to make one smaller', async () => {
  const mean = (of: Partial<Manifest>): number =>
    programsFor(of, 20).reduce((sum, { stimuli }) => sum + stimuli.length, 0) / 20;
  expect(mean({ boot: 'dear' })).toBeGreaterThan(2 * mean({}));
  let boots = 0;
  const dear = kernelWith({ boot: 'dear' }, (x, seen) => (x.do === 'fpage_unmap' ? { running: 'idle' } : seen));
  const counted: KernelUnderTest = { ...dear, boot: (config) => (boots++, dear.boot(config)) };
  const { failures } = await runLot(inProcess(counted), 0, 0, 3);
  expect(failures.length).toBeGreaterThan(0);
  expect(boots).toBeLessThan(3 + failures.length * 202);
});

test.each([
  [{ can: ['load'] }, 'can.0'],
  [{ limits: { frames: 0 } }, 'limits.frames'],
  [{ limits: { threads: 3 } }, 'limits'],
  [{ shows: ['registers'] }, 'shows.0'],
  [{ waivers: [{ rule: 'sigma/map', reason: '' }] }, 'waivers.0.reason'],
  [{ boot: 'slow' }, 'boot'],
])('manifest: %j is refused, and the place is named', (more, path) => {
  const parsed = Manifest.safeParse({ l4c: 1, name: 'mine', profiles: ['ipc'], ...more });
  expect(parsed.error?.issues[0].path.join('.')).toBe(path);
});

test('manifest: a waiver or a settled choice of a rule that does not exist is said in a line', () => {
  expect(() => termsOf(manifestWith({ settles: [{ rule: 'sigma/mop', reason: 'a slip' }] }))).toThrow(
    'mine: its manifest settles sigma/mop, which is no rule',
  );
  expect(() => termsOf(manifestWith({ waivers: [{ rule: 'sigma/mop', reason: 'a slip' }] }))).toThrow(
    'mine: its manifest waives sigma/mop, which is no rule',
  );
});
