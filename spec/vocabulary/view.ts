import { z } from 'zod';
import { Any, Line, Nobody, TaskNumber, ThreadId } from './ids.js';
import { Address, PageNumber, Word } from './pages.js';
import { Result } from './seen.js';
import { Priority, SliceMs } from './share.js';
import type { HardwareView } from './hardware.js';

/** The page from which a mapping came, and what it lets its space do. A page of sigma-zero names itself. */
export const ShownMapping = z.tuple([TaskNumber, PageNumber, z.enum(['r', 'rw'])]).readonly();
export type ShownMapping = z.infer<typeof ShownMapping>;

/** An access that faulted and waits to be tried again. A store carries its value. */
export const ShownFault = z.strictObject({ address: Address, store: Word.optional() }).readonly();
/** A page that is missing for a copy between two threads: this thread has it to ask its pager for. */
export const ShownMissing = z.strictObject({ missing: Address, write: z.boolean() }).readonly();
/** An exception of which the handler is told. */
export const ShownTrap = z.strictObject({ vector: z.int() }).readonly();

/** A thread as its kernel knows it. */
export const ShownThread = z
  .strictObject({
    thread: ThreadId,
    phase: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('ready') }),
      z.strictObject({ is: z.literal('sending'), to: ThreadId }),
      z.strictObject({ is: z.literal('receiving'), from: z.union([ThreadId, Any, Nobody, Line]) }),
      z.strictObject({ is: z.literal('transferring'), with: ThreadId }),
      z.strictObject({ is: z.literal('halted') }),
    ]),
    pager: z.union([ThreadId, Nobody]).optional(),
    handler: z.union([ThreadId, Nobody]).optional(),
    priority: Priority.optional(),
    sliceMs: SliceMs.optional(),
    ip: Word.optional(),
    /** Absent: not shown. Null: no access of the thread has faulted, and it raised no exception. */
    fault: z.union([ShownFault, ShownTrap, ShownMissing]).nullable().optional(),
    /** What the thread will show when it runs. Absent: not shown. Null: nothing. */
    pending: z
      .union([
        z.strictObject({ result: Result }),
        z.strictObject({ loaded: Word }),
        z.strictObject({ stored: z.literal(true) }),
      ])
      .nullable()
      .optional(),
  })
  .readonly();
export type ShownThread = z.infer<typeof ShownThread>;

/**
 * What a kernel shows of its inside between two steps (white box). Every part is optional; each part that is there must
 * agree with a state that the specification allows.
 */
export const View = z
  .strictObject({
    /** By frame, its words from word 0 on; words that are left out at the end are 0. */
    frames: z.array(z.array(Word).max(1024).readonly()).readonly().optional(),
    /** By task, by page: the mapping. Null where no task is, and null where a page is nil. */
    derivation: z.array(z.array(ShownMapping.nullable()).readonly().nullable()).readonly().optional(),
    /** Every thread that exists, in any order. */
    threads: z.array(ShownThread).readonly().optional(),
    /** By thread that has any, the threads queued to send to it, in any order. */
    queues: z
      .array(z.strictObject({ receiver: ThreadId, senders: z.array(ThreadId).readonly() }).readonly())
      .readonly()
      .optional(),
    /** By interrupt line: who has it, and whether an interrupt is remembered. */
    lines: z
      .array(z.strictObject({ owner: z.union([ThreadId, Nobody]), raised: z.boolean() }).readonly())
      .readonly()
      .optional(),
    /** What the clock shows. */
    clockMs: z.int().min(0).optional(),
  })
  .readonly();
/** `hardware` is shown in process only. */
export type View = z.infer<typeof View> & { readonly hardware?: HardwareView };
