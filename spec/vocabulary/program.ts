import { z } from 'zod';
import { BootConfig } from './boot.js';
import { Stimulus } from './stimulus.js';

/** No program has more stimuli. */
export const MAX_STIMULI = 10_000;

/**
 * A program: plain, closed JSON. Random generation, regressions, examples in the documents: one format, and each can be run,
 * shrunk, explained and replayed. Every sub-list of the stimuli is a program.
 */
export const Program = z
  .strictObject({ boot: BootConfig, stimuli: z.array(Stimulus).max(MAX_STIMULI).readonly() })
  .superRefine(({ boot, stimuli }, context) => {
    stimuli.forEach((x, i) => {
      if (x.do === 'task_new' && x.task >= boot.tasks)
        context.addIssue({
          code: 'custom',
          path: ['stimuli', i, 'task'],
          message: `the machine has ${String(boot.tasks)} tasks`,
        });
      if (x.do === 'lthread_ex_regs' && x.lthread >= boot.lthreads)
        context.addIssue({
          code: 'custom',
          path: ['stimuli', i, 'lthread'],
          message: `a task has ${String(boot.lthreads)} threads`,
        });
    });
  })
  .readonly();
export type Program = z.infer<typeof Program>;
