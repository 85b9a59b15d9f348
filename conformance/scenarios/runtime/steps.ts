import type { IpcResult, ThreadId } from '../../../spec/vocabulary/index.js';
import { renderPartner } from '../../../spec/vocabulary/index.js';
import type { Step } from './scenario.js';

// What claims ask of the steps of a run.

const isThread = (it: Step['by'], thread: ThreadId): boolean => String(it) === String(thread);

/** The messages that came to a thread, in order. */
export const messagesTo = (steps: readonly Step[], thread: ThreadId): readonly IpcResult[] =>
  steps.flatMap(({ seen: { running, result } }) =>
    isThread(running, thread) && result?.call === 'ipc' && result.from !== undefined ? [result] : [],
  );
/** The strings that came to a thread from another. */
export const stringsFrom = (steps: readonly Step[], from: ThreadId, to: ThreadId): number =>
  messagesTo(steps, to)
    .filter((it) => it.from !== undefined && renderPartner(it.from) === renderPartner(from))
    .reduce((sum, { inMemory }) => sum + (inMemory?.strings ?? 0), 0);
/** The messages that came from another thread with this first word, as a fault at an address has it. */
export const messagesFrom = (
  steps: readonly Step[],
  from: ThreadId,
  to: ThreadId,
  word: number,
): readonly IpcResult[] =>
  messagesTo(steps, to).filter(
    (it) => it.from !== undefined && renderPartner(it.from) === renderPartner(from) && it.words?.[0] === word,
  );
/** The words that a thread loaded, in order. */
export const loadsOf = (steps: readonly Step[], thread: ThreadId): readonly number[] =>
  steps.flatMap(({ seen: { running, loaded } }) => (isThread(running, thread) && loaded !== undefined ? [loaded] : []));
