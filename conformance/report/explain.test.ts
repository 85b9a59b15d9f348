import { expect, test } from 'vitest';
import { modelKernel } from '../../model/index.js';
import { receive, store, task } from '../../spec/vocabulary/fixtures/stimuli.js';
import type { KernelUnderTest } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { explain } from './explain.js';

test('fault/no-answer: of a kernel that stops in the middle it is told who ran, as it showed, what was allowed, and by which rules', () => {
  // two tasks page each other: the fault message of the second does not answer the fault of the first
  const stimuli = [task(1, [2, 0]), task(2, [1, 0]), receive('any'), store(0, 0), store(0, 0)];
  const program = { boot: { frames: 1, pages: 1, tasks: 3, lthreads: 1 }, stimuli };
  const model = modelKernel((members) => members - 1);
  let steps = 0;
  const kernel: KernelUnderTest = {
    manifest: model.manifest,
    boot: (config) => model.boot(config),
    step: (x) => {
      if (++steps === stimuli.length) throw new Error('more threads retry an access than exist');
      return model.step(x);
    },
  };
  expect(explain(program, checkProgram(kernel, program)).split('\n')).toEqual([
    'The kernel broke its contract at step 5: store 0 to page 0',
    'a machine of 1 frame, 1 page a space, 3 tasks, 1 thread a task',
    '    1  0.0  task_new 1, pager 2.0',
    '    2  0.0  task_new 2, pager 1.0',
    '    3  0.0  ipc: receive from any',
    '    4  2.0  store 0 to page 0',
    '>   5  1.0  store 0 to page 0',
    '  Error: more threads retry an access than exist',
    'One of what was allowed: the machine idles',
    'By these rules: fault/store > fault/raise > fault/no-answer > schedule/leave > schedule/idle',
  ]);
});
