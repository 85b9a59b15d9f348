import { z } from 'zod';
import { Nobody, TaskNumber, ThreadId, renderPartner } from '../ids.js';
import { Word } from '../pages.js';
import { Priority } from '../share.js';

/**
 * `task_new`: makes task number `task`; what was there before is deleted with all that it owned. With a pager the task is active: an empty
 * space and thread 0, which starts at `ip`. With `nobody` as pager it is inactive: a number that only its chief, the caller, may make active.
 */
export const TaskNew = z.strictObject({
  do: z.literal('task_new'),
  task: TaskNumber,
  pager: z.union([ThreadId, Nobody]),
  ip: Word,
  /** The maximum controlled priority: no thread of the task can give a higher one. The creator's own, unless a lower one is given. */
  mcp: Priority.optional(),
});
export type TaskNew = z.infer<typeof TaskNew>;

/** Thread 0 of the task, or `nobody` where the call had no effect. */
export const TaskNewResult = z
  .strictObject({ call: z.literal('task_new'), made: z.union([ThreadId, Nobody]) })
  .readonly();
export type TaskNewResult = z.infer<typeof TaskNewResult>;

/** The call as reports print it. */
export const renderTaskNew = ({ task, pager, ip, mcp }: TaskNew): string =>
  `task_new ${String(task)}${pager === 'nobody' ? ', inactive' : `, pager ${renderPartner(pager)}`}` +
  (ip === 0 ? '' : `, ip ${String(ip)}`) +
  (mcp === undefined ? '' : `, mcp ${String(mcp)}`);
/** Its result as reports print it. */
export const renderTaskNewResult = ({ made }: TaskNewResult): string => `made ${renderPartner(made)}`;
