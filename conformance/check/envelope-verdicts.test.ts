import { expect, test } from 'vitest';
import { OUTCOME_BOUND, modelKernel } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import {
  item,
  pages,
  receive,
  send,
  sendStrings,
  switchTo,
  task,
  thread,
  tick,
} from '../../spec/vocabulary/fixtures/stimuli.js';
import type { KernelUnderTest, Program } from '../../spec/vocabulary/index.js';
import { blackBox } from '../kernels/masked.js';
import { explain } from '../report/explain.js';
import { checkProgram, inProcess, signatureOf } from './check-program.js';
import type { Taken } from './check-program.js';
import { runLot } from './lot.js';
import { WHOLE } from './part.js';
import { renderReport } from '../report/render-report.js';
import { reportOf } from './report.js';
import { termsOf } from './terms.js';

/** The specification as a kernel that chooses so, and shows nothing of its inside. */
const silent = (choose?: Choose): KernelUnderTest => blackBox(modelKernel(choose));
const boot = { frames: 1, pages: 1, tasks: 3, lthreads: 1 };
const tasks: Program['stimuli'] = [1, 2].map((task) => ({ do: 'task_new', task, pager: [0, 0], ip: 0 }));
/** Two threads line up for 0.0, which takes one of them. */
const queued: Program = {
  boot,
  stimuli: [
    ...tasks,
    ...[1, 2].flatMap((task): Program['stimuli'] => [
      { do: 'thread_switch', to: [task, 0] },
      { do: 'ipc', send: { to: [0, 0], words: [task], items: [], timeoutMs: 'never' } },
      { do: 'thread_switch', to: [0, 0] },
    ]),
    { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
  ],
};

test('the envelope: past its bound a program ends undecided, which is no failure and is told', () => {
  const kernel = silent();
  const own = termsOf(kernel.manifest);
  expect(checkProgram(kernel, queued, undefined, own).is).toBe('conforms');
  const verdict = checkProgram(kernel, queued, undefined, { ...own, bound: 0 });
  expect(verdict).toEqual({ is: 'undecided', step: 0, says: 'more than 0 states would be allowed' });
  expect(signatureOf(verdict)).toBe(null);
  expect(explain(queued, verdict)).toBe(
    'Nothing is said of this program from step 1 on: more than 0 states would be allowed.',
  );
});

test('the envelope: a step that could end in too many ways is left undecided, and not followed until memory is full', () => {
  // found by a soak: timeouts that may have fired, or not, are open at each step of a copy with a tick in its middle
  const stimuli = [
    ...[task(1), task(2), switchTo([1, 0]), thread(1)],
    { do: 'thread_schedule', of: [0, 0], sliceMs: 1 } as const,
    ...[receive('any'), switchTo([2, 0]), receive('any', pages(0, 1)), switchTo('nobody'), switchTo([0, 0])],
    send([2, 0], { items: [item('map', pages(0), 1), item('map', pages(0))] }),
    ...[thread(1), receive('any', undefined, 10)],
    { do: 'during', k: 0, event: { do: 'tick', ms: 11 } } as const,
    ...[receive('any', undefined, 10), switchTo('nobody'), tick(9)],
    {
      do: 'ipc',
      receive: { from: [0, 0], window: pages(0), timeoutMs: 'never', strings: [{ address: 4089, bytes: 4104 }] },
    } as const,
    sendStrings([2, 1], [{ address: 0, bytes: 4104 }]),
  ];
  const program = { boot: { frames: 2, pages: 2, tasks: 3, lthreads: 2 }, stimuli };
  const says = `the step could end in more than ${String(OUTCOME_BOUND)} ways`;
  expect(checkProgram(modelKernel(), program)).toEqual({ is: 'undecided', step: stimuli.length - 1, says });
});

test('ipc/receive-queued-sender: the alternative that a kernel takes is told, once it shows', () => {
  const takenBy = (kernel: KernelUnderTest, stimuli = queued.stimuli): readonly Taken[] => {
    const taken: Taken[] = [];
    checkProgram(kernel, { boot, stimuli }, ({ choices }) => {
      taken.push(...choices.filter(({ rule }) => rule === 'ipc/receive-queued-sender'));
    });
    return taken;
  };
  const choice = { rule: 'ipc/receive-queued-sender', members: 2 };
  expect(takenBy(modelKernel(() => 0))).toEqual([{ ...choice, alternative: 0 }]);
  expect(takenBy(modelKernel((members) => members - 1))).toEqual([{ ...choice, alternative: 1 }]);
});

test('report: it counts the alternatives that were open and taken, and names those that a kernel never showed', async () => {
  const kernel = modelKernel();
  const lot = await runLot(inProcess(kernel), 0, 0, 60);
  const run = { seed: 0, runs: 60, source: { mix: 'usual' }, maxFailures: 1, shard: WHOLE, unreadable: 0 } as const;
  const part = { ...run, manifest: kernel.manifest, shortest: [], replays: [], lots: [{ ...lot, undecided: 2 }] };
  const report = reportOf(part);
  const { open, taken } = report.alternatives['ipc/receive-queued-sender'];
  expect([open.length, open[0] >= open[1], taken.slice(1)]).toEqual([3, true, [0, 0]]); // it takes the first of all
  expect(taken[0]).toBe(open[0]);
  const text = renderReport(report);
  expect(text).toContain('2 programs ended undecided');
  expect(text).toMatch(/ {2}\d+ alternatives of \d+ rules with a choice were open, \d+ ever shown/);
  expect(text).toContain(`never shown: the second of ipc/receive-queued-sender, open ${String(open[1])} times`);
  const twice = reportOf({ ...part, lots: [lot, { ...lot, lot: 1 }] });
  expect(twice.alternatives['ipc/receive-queued-sender'].open).toEqual(open.map((times) => 2 * times));
});
