import type { BootConfig, Item, Receive, Send, Stimulus, ThreadId, TimeoutMs } from '../../../spec/vocabulary/index.js';

// The words of which scopes are made.

/** Thread 0 of each of the tasks from 0 on. */
export const threadsOf = (tasks: number): readonly ThreadId[] =>
  Array.from({ length: tasks }, (_, task) => [task, 0] as const);
export const boss: ThreadId = [0, 0];
/** Tasks of their own for all threads but 0.0, which made them and is their pager. */
export const prelude = (tasks: number): readonly Stimulus[] =>
  threadsOf(tasks)
    .slice(1)
    .map(([task]) => ({ do: 'task_new', task, pager: boss, ip: 0 }));
export const machine = (tasks: number, lthreads = 1, pages = 1, lines = 0): BootConfig => ({
  frames: 1,
  pages,
  tasks,
  lthreads,
  lines,
});

export const message = (to: ThreadId, timeoutMs: TimeoutMs): Send => ({ to, words: [7], items: [], timeoutMs });
export const send = (to: ThreadId, timeoutMs: TimeoutMs): Stimulus => ({ do: 'ipc', send: message(to, timeoutMs) });
export const receive = (from: Receive['from'], timeoutMs: TimeoutMs): Stimulus => ({
  do: 'ipc',
  receive: { from, timeoutMs },
});
export const call = (to: ThreadId, sendMs: TimeoutMs, receiveMs: TimeoutMs): Stimulus => ({
  do: 'ipc',
  send: message(to, sendMs),
  receive: { from: to, timeoutMs: receiveMs },
});
export const replyAndWait = (to: ThreadId): Stimulus => ({
  do: 'ipc',
  send: message(to, 0),
  receive: { from: 'any', timeoutMs: 'never' },
});
export const yieldTo = (to: ThreadId | 'nobody'): Stimulus => ({ do: 'thread_switch', to });
export const tick = (ms: number): Stimulus => ({ do: 'tick', ms });
/** A receive that takes items, into the window. */
export const take = (window: Receive['window']): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', ...(window && { window }), timeoutMs: 'never' },
});
export const pages = (base: number, sizeLog2 = 0) => ({ base, sizeLog2 });
export const offer = (kind: Item['kind'], to: ThreadId, fpage: Item['fpage'], offset: number): Stimulus => ({
  do: 'ipc',
  send: { to, words: [], items: [{ kind, fpage, offset, write: true }], timeoutMs: 0 },
});
export const unmap = (base: number, own: boolean, readOnly: boolean): Stimulus => ({
  do: 'fpage_unmap',
  fpage: pages(base),
  own,
  readOnly,
});
export const share = (of: ThreadId, priority: number): Stimulus => ({
  do: 'thread_schedule',
  of,
  priority,
  sliceMs: 1,
});
