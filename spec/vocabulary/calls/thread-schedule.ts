import { z } from 'zod';
import { Nobody, ThreadId, renderPartner } from '../ids.js';
import { Priority, SliceMs } from '../share.js';

/**
 * `thread_schedule`: sets what is given of a thread's priority and slice, and tells what they were. It is refused where the thread does not
 * exist or has a priority above the mcp of the caller's task, and where the new priority would be above it.
 */
export const ThreadSchedule = z.strictObject({
  do: z.literal('thread_schedule'),
  of: z.union([ThreadId, Nobody]),
  priority: Priority.optional(),
  sliceMs: SliceMs.optional(),
});
export type ThreadSchedule = z.infer<typeof ThreadSchedule>;

/** What the thread was doing (F:3.5): it may run, or in which phase it waits, or it is in the middle of a transfer. */
export const Doing = z.enum(['ready', 'sending', 'receiving', 'transferring', 'halted']);
export type Doing = z.infer<typeof Doing>;
/** What `thread_schedule` returns. */
export const ThreadScheduleResult = z
  .strictObject({
    call: z.literal('thread_schedule'),
    old: z.union([
      z.literal('refused'),
      z.strictObject({ priority: Priority, sliceMs: SliceMs, doing: Doing }).readonly(),
    ]),
  })
  .readonly();
/** What `thread_schedule` returns. */
export type ThreadScheduleResult = z.infer<typeof ThreadScheduleResult>;

/** The call as reports print it. */
export const renderThreadSchedule = ({ of, priority, sliceMs }: ThreadSchedule): string =>
  `thread_schedule ${renderPartner(of)}` +
  (priority === undefined ? '' : `, priority ${String(priority)}`) +
  (sliceMs === undefined ? '' : `, slice ${String(sliceMs)}${sliceMs === 'never' ? '' : ' ms'}`);
/** Its result as reports print it. */
export const renderThreadScheduleResult = ({ old }: ThreadScheduleResult): string =>
  old === 'refused'
    ? old
    : `it was ${old.doing}, priority ${String(old.priority)}, slice ${String(old.sliceMs)}${old.sliceMs === 'never' ? '' : ' ms'}`;
