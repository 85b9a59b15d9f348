import type { SystemScope } from '../../model/explorer/system/index.js';
import type { Stimulus, ThreadId } from '../../spec/vocabulary/index.js';
import { WHOLE_SPACE } from '../../spec/vocabulary/index.js';

// Scopes in which wrong rules show that the scopes with names of their own do not reach, or reach late.

const boss: ThreadId = [0, 0];
const made = (task: number, mcp?: number): Stimulus =>
  mcp === undefined ? { do: 'task_new', task, pager: boss, ip: 0 } : { do: 'task_new', task, pager: boss, ip: 0, mcp };
const waits: Stimulus = { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } };
const scope = (
  name: string,
  says: string,
  boot: SystemScope['boot'],
  prelude: readonly Stimulus[],
  stimuli: readonly Stimulus[],
): SystemScope => ({
  name,
  says,
  profiles: ['sigma', 'ipc', 'tasks', 'timeouts', 'scheduling', 'exceptions', 'interrupts'],
  boot,
  latenessMs: 1,
  prelude,
  stimuli,
  births: 2,
  isSmall: true,
});

const clans = scope(
  'clans',
  'tasks make tasks, which make tasks, and delete one another',
  { frames: 1, pages: 1, tasks: 4, lthreads: 1 },
  [made(1), { do: 'thread_switch', to: [1, 0] }, made(2, 50), { do: 'thread_switch', to: boss }],
  [
    made(1),
    made(2),
    made(3),
    { do: 'task_new', task: 2, pager: 'nobody', ip: 0 },
    { do: 'thread_switch', to: [1, 0] },
    { do: 'thread_switch', to: [2, 0] },
    { do: 'thread_switch', to: boss },
    { do: 'thread_schedule', of: [1, 0], priority: 60 },
    { do: 'thread_schedule', of: [2, 0], priority: 255 },
    { do: 'thread_schedule', of: [1, 0], sliceMs: 5 },
  ],
);

const page = (base: number, sizeLog2 = 0) => ({ base, sizeLog2 });
const items = scope(
  'items',
  'items of two pages and of one are sent to windows of one page and of two, or to none',
  { frames: 2, pages: 2, tasks: 3, lthreads: 1 },
  [made(1), made(2)],
  [
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } },
    { do: 'ipc', receive: { from: 'any', window: page(1), timeoutMs: 'never' } },
    waits,
    ...[[1, 0] as const, [2, 0] as const].flatMap((to): readonly Stimulus[] => [
      ...(['map', 'grant'] as const).map((kind): Stimulus => ({
        do: 'ipc',
        send: { to, words: [1], items: [{ kind, fpage: page(0, 1), offset: 0, write: true }], timeoutMs: 0 },
      })),
      {
        do: 'ipc',
        send: { to, words: [], items: [{ kind: 'map', fpage: page(1), offset: 0, write: false }], timeoutMs: 0 },
      },
      { do: 'thread_switch', to },
    ]),
    { do: 'load', address: 4096 },
    { do: 'fpage_unmap', fpage: page(0, 1), own: true, readOnly: false },
    { do: 'fpage_unmap', fpage: page(1), own: false, readOnly: true },
  ],
);

const registers = scope(
  'registers',
  'the registers of a second thread are exchanged while it waits, faults, is halted or has a result; ids with counts name it, or one that is gone',
  { frames: 1, pages: 1, tasks: 2, lthreads: 2 },
  [made(1), { do: 'lthread_ex_regs', lthread: 1 }],
  [
    { do: 'lthread_ex_regs', lthread: 1 },
    { do: 'lthread_ex_regs', lthread: 1, ip: 4 },
    { do: 'lthread_ex_regs', lthread: 1, pager: [1, 0], handler: [1, 0] },
    { do: 'thread_switch', to: [0, 1] },
    { do: 'thread_switch', to: boss },
    { do: 'load', address: 4096 },
    { do: 'trap', vector: 3 },
    waits,
    { do: 'ipc', send: { to: [0, 1], words: [5], items: [], timeoutMs: 'never' } },
    { do: 'ipc', send: { to: [1, 0, 1], words: [6], items: [], timeoutMs: 0 } },
    { do: 'id_nearest', of: [1, 0, 1] },
    { do: 'id_nearest', of: 'nobody' },
    made(1),
  ],
);

const slices = scope(
  'slices',
  'two threads of one priority have slices of 3 ms, yield and wait',
  { frames: 1, pages: 1, tasks: 2, lthreads: 1 },
  [made(1), { do: 'thread_schedule', of: boss, sliceMs: 3 }, { do: 'thread_schedule', of: [1, 0], sliceMs: 3 }],
  [
    { do: 'tick', ms: 1 },
    { do: 'tick', ms: 5 },
    { do: 'thread_switch', to: 'nobody' },
    { do: 'thread_switch', to: boss },
    { do: 'ipc', receive: { from: 'nobody', timeoutMs: 2 } },
  ],
);

/** The scopes in which wrong rules are looked for, beside those of the explorer. */
export const wrongRuleScopes: readonly SystemScope[] = [clans, items, registers, slices];
