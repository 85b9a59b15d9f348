import { z } from 'zod';
import { IdNearestResult, renderIdNearestResult } from './calls/id-nearest.js';
import { IpcResult, renderIpcResult } from './calls/ipc.js';
import { LthreadExRegsResult, renderLthreadExRegsResult } from './calls/lthread-ex-regs.js';
import { TaskNewResult, renderTaskNewResult } from './calls/task-new.js';
import { ThreadScheduleResult, renderThreadScheduleResult } from './calls/thread-schedule.js';
import { ThreadId, renderThread } from './ids.js';
import { Word, renderWord } from './pages.js';

/** What a system call returns; `fpage_unmap` and `thread_switch` return nothing. */
export const Result = z.discriminatedUnion('call', [
  IpcResult,
  IdNearestResult,
  ThreadScheduleResult,
  TaskNewResult,
  LthreadExRegsResult,
]);
export type Result = z.infer<typeof Result>;

/**
 * All that a black-box check sees of a step: who runs now, and what THAT thread now shows, for the first time, of its own
 * last instruction: the result of a call, the word of a load, that a store was done. A result stays pending until its thread runs.
 */
export const Seen = z
  .strictObject({
    running: z.union([ThreadId, z.literal('idle')]),
    result: Result.optional(),
    loaded: Word.optional(),
    stored: z.literal(true).optional(),
    /** How many milliseconds of a tick passed before another thread needed an instruction; all of them if none did. */
    elapsedMs: z.int().min(0).optional(),
    /** The stimulus was for a running thread, and the machine idled. */
    ignored: z.literal(true).optional(),
  })
  .readonly();
export type Seen = z.infer<typeof Seen>;

/** A result as reports print it. */
export const renderResult = (result: Result): string => {
  switch (result.call) {
    case 'ipc':
      return renderIpcResult(result);
    case 'id_nearest':
      return renderIdNearestResult(result);
    case 'thread_schedule':
      return renderThreadScheduleResult(result);
    case 'task_new':
      return renderTaskNewResult(result);
    case 'lthread_ex_regs':
      return renderLthreadExRegsResult(result);
  }
};

/** One line for people: `1.0 runs, its result: receive ok from 0.0 words 7`. */
export const renderSeen = ({ running, result, loaded, stored, elapsedMs, ignored }: Seen): string =>
  [
    running === 'idle' ? 'the machine idles' : `${renderThread(running)} runs`,
    result && `its result: ${renderResult(result)}`,
    loaded === undefined ? undefined : `it loaded ${renderWord(loaded)}`,
    stored && 'its store is done',
    elapsedMs === undefined ? undefined : `after ${String(elapsedMs)} ms`,
    ignored && 'the stimulus was ignored',
  ]
    .filter((part) => part !== undefined)
    .join(', ');
