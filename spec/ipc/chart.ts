import { ANY, NOBODY, lineOf } from '../state.js';
import type { Thread } from '../state.js';

/**
 * Where a thread stands, as the chart of IPC states has it (F:1.4). `receiving` is from a thread or from anybody; `sleeping` from nobody; `awaiting`
 * from an interrupt line; `transferring` is in the middle of a transfer, as its sender or its receiver; `faulting` waits for its pager or handler, to send to it
 * or to be answered, perhaps for a page of a transfer; `dead` is no thread.
 */
export type Standing =
  'ready' | 'sending' | 'receiving' | 'sleeping' | 'awaiting' | 'transferring' | 'faulting' | 'halted' | 'dead';

/** Where a thread of a state stands; `dead` where none is. */
export const standingOf = (t: Thread | null): Standing => {
  if (t === null) return 'dead';
  const { phase, fault } = t;
  if (phase.is === 'ready' || phase.is === 'halted' || phase.is === 'transferring') return phase.is;
  if (fault !== null) return 'faulting';
  if (phase.is === 'sending' || phase.from === ANY) return phase.is;
  if (phase.from === NOBODY) return 'sleeping';
  return lineOf(phase.from) < 0 ? 'receiving' : 'awaiting';
};

/** A way from one standing to another: why, and by which rules. */
export interface Edge {
  readonly from: Standing;
  readonly to: Standing;
  readonly cause: string;
  readonly rules: readonly string[];
}
const edge = (from: Standing, to: Standing, cause: string, ...rules: readonly string[]): Edge => ({
  from,
  to,
  cause,
  rules,
});

/** The rules by which it turns out that a timeout has fired. */
const FIRED = [
  'timeouts/fire',
  'strings/pager-too-slow',
  'timeouts/may-preempt',
  'timeouts/preempt',
  'timeouts/idle-or-woken',
  'schedule/round-robin',
  'scheduling/slice-ends',
];
const IN_TIME = 'its timeout fired';
const DELETED = 'it was deleted with its task';

/** The chart of IPC states: no thread ever goes from one standing to another but along one of these edges, by one of its rules. */
export const chart: readonly Edge[] = [
  edge('dead', 'ready', 'it is made', 'tasks/create', 'tasks/create-thread'),

  edge('ready', 'sending', 'its partner does not wait for it', 'ipc/send-queue'),
  edge('ready', 'receiving', 'nobody is there to take from', 'ipc/receive-wait', 'ipc/enter-receive'),
  edge('ready', 'sleeping', 'it receives from nobody', 'ipc/sleep', 'ipc/enter-receive'),
  edge('ready', 'awaiting', 'nothing came on the line', 'interrupts/await', 'ipc/enter-receive'),
  edge(
    'ready',
    'faulting',
    'its access is not allowed, or it raised an exception',
    'ipc/send-queue',
    'fault/no-answer',
    'fault/await-answer',
  ),
  edge('ready', 'halted', 'its fault reaches nobody', 'fault/halts'),

  edge('sending', 'ready', 'its message was taken', 'ipc/sent', 'ipc/transfer-cut'),
  edge('sending', 'ready', 'its partner is no more, or it was cancelled', 'ipc/fails'),
  edge('sending', 'ready', IN_TIME, ...FIRED),
  edge('sending', 'receiving', 'its message was taken, and it wants an answer', 'ipc/enter-receive'),
  edge('sending', 'sleeping', 'its message was taken, and it goes to sleep', 'ipc/enter-receive'),
  edge('sending', 'awaiting', 'its message was taken, and it waits for its line', 'ipc/enter-receive'),

  edge(
    'receiving',
    'ready',
    'a message came',
    'ipc/deliver',
    'ipc/transfer-cut',
    'fault/message',
    'strings/missing-page-message',
    'exceptions/message',
    'interrupts/deliver',
    'interrupts/line-or-sender',
  ),
  edge('receiving', 'ready', 'its partner is no more, it was cancelled, or it polled', 'ipc/fails'),
  edge('receiving', 'ready', IN_TIME, ...FIRED),

  edge('sleeping', 'ready', 'it was cancelled, or did not sleep at all', 'ipc/fails'),
  edge('sleeping', 'ready', IN_TIME, ...FIRED),

  edge('awaiting', 'ready', 'an interrupt came', 'interrupts/deliver', 'interrupts/take-raised'),
  edge('awaiting', 'ready', 'it was cancelled, or polled', 'ipc/fails'),
  edge('awaiting', 'ready', IN_TIME, ...FIRED),

  edge('ready', 'transferring', 'its message is copied at once', 'strings/begin'),
  edge('sending', 'transferring', 'its message is taken, and copied', 'strings/begin'),
  edge('receiving', 'transferring', 'a message comes, and is copied', 'strings/begin'),
  edge('transferring', 'ready', 'all of the message is there', 'ipc/deliver', 'ipc/sent'),
  edge('transferring', 'receiving', 'its message was taken, and it wants an answer', 'ipc/enter-receive'),
  edge('transferring', 'sleeping', 'its message was taken, and it goes to sleep', 'ipc/enter-receive'),
  edge('transferring', 'awaiting', 'its message was taken, and it waits for its line', 'ipc/enter-receive'),
  edge('transferring', 'ready', 'the message was cut', 'strings/cut'),
  edge('transferring', 'ready', 'registers were exchanged, of it or its partner', 'strings/abort'),
  edge('transferring', 'ready', 'its partner was deleted', 'strings/partner-deleted'),
  edge('transferring', 'ready', 'the pager of one of the two did not help', 'strings/page-still-missing'),
  edge('transferring', 'ready', 'the pager of its partner is no more', 'strings/pager-fails'),
  edge('transferring', 'ready', 'the pager of its partner took too long', ...FIRED),
  edge(
    'transferring',
    'faulting',
    'a page of its own is missing',
    'ipc/send-queue',
    'fault/no-answer',
    'strings/await-page',
  ),
  edge('faulting', 'transferring', 'its pager answered, and the copy can go on', 'strings/page-answered'),
  edge('faulting', 'ready', 'registers were exchanged, of it or its partner in a transfer', 'strings/abort'),
  edge('faulting', 'ready', 'its partner in a transfer was deleted', 'strings/partner-deleted'),
  edge('faulting', 'ready', 'its pager is no more, in a transfer', 'strings/pager-fails'),
  edge('faulting', 'ready', 'its pager took too long, in a transfer', ...FIRED),

  edge('faulting', 'ready', 'it was answered', 'fault/answered', 'exceptions/answered'),
  edge('faulting', 'ready', 'its registers were exchanged', 'tasks/cancel'),
  edge('faulting', 'halted', 'its pager or handler is no more', 'fault/halts'),

  edge('halted', 'ready', 'its registers were exchanged', 'tasks/exchange'),

  ...(['ready', 'sending', 'receiving', 'sleeping', 'awaiting', 'transferring', 'faulting', 'halted'] as const).map(
    (from) => edge(from, 'dead', DELETED, 'tasks/kill'),
  ),
];
