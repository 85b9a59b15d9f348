import { z } from 'zod';
import { Nobody, TaskNumber, ThreadId, renderThread } from '../ids.js';
import { Word } from '../pages.js';

/**
 * `task_new`: makes task number `task`. With a pager the task is active: an empty space and thread 0, which starts at
 * `ip`. With `nobody` as pager it is inactive: a number that only its chief, the caller, may make active.
 */
export const TaskNew = z.strictObject({
  do: z.literal('task_new'),
  task: TaskNumber,
  pager: z.union([ThreadId, Nobody]),
  ip: Word,
});
export type TaskNew = z.infer<typeof TaskNew>;

/** Thread 0 of the task, or `nobody` where the call had no effect. */
export const TaskNewResult = z
  .strictObject({ call: z.literal('task_new'), made: z.union([ThreadId, Nobody]) })
  .readonly();
export type TaskNewResult = z.infer<typeof TaskNewResult>;

export const renderTaskNew = ({ task, pager, ip }: TaskNew): string =>
  `task_new ${String(task)}${pager === 'nobody' ? ', inactive' : `, pager ${renderThread(pager)}`}${ip === 0 ? '' : `, ip ${String(ip)}`}`;
export const renderTaskNewResult = ({ made }: TaskNewResult): string =>
  `made ${made === 'nobody' ? made : renderThread(made)}`;
