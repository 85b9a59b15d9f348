import { expect, test } from 'vitest';
import { reference } from '../../spec/index.js';
import { leftInTheMiddle } from '../programs/errata.js';
import { narrate } from './narrate.js';

test('explain: of each stimulus who executes it, by which rules, what is seen, and what else might be', () => {
  const told = narrate(
    {
      boot: { frames: 1, pages: 1, tasks: 2, lthreads: 1 },
      stimuli: [
        { do: 'task_new', task: 1, pager: [0, 0], ip: 0 },
        { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } },
        { do: 'ipc', send: { to: [0, 0], words: [7], items: [], timeoutMs: 'never' } },
        { do: 'tick', ms: 1 },
      ],
    },
    reference,
  );
  expect(told).toMatchInlineSnapshot(`
    "A machine of 1 frame, 1 page a space, 2 tasks, 1 thread a task.
        1  0.0  task_new 1, pager 0.0
           by tasks/create > schedule/continue > schedule/resume
           0.0 runs, its result: made 1.0
        2  0.0  ipc: receive from any
           by ipc/receive-phase-only > ipc/receive-wait > schedule/leave > schedule/round-robin > schedule/resume
           1.0 runs
        3  1.0  ipc: send to 0.0 words 7
           by ipc/send-phase-first > ipc/send-partner-ready > ipc/transfer > ipc/deliver > ipc/sent > schedule/partner > schedule/resume
           0.0 runs, its result: receive ok from 1.0 words 7
        4  tick 1 ms
           by timeouts/time-passes > timeouts/no-preemption > scheduling/slice-runs > timeouts/tick-over
           0.0 runs, after 1 ms"
  `);
});

test('explain: it tells of every step of a program, of copies and events in them too', () => {
  const told = narrate(leftInTheMiddle, reference);
  expect(told.match(/^ +\d+ /gm)?.length).toBe(leftInTheMiddle.stimuli.length);
  expect(told).toContain('strings/copy');
});
