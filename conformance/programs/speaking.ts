import type { Item, Program, Stimulus } from '../../spec/vocabulary/index.js';

// Short programs on whose last step a property speaks that speaks on that of no rule's shortest program.

const machine = (tasks: number, lthreads: number) => ({ frames: 1, pages: 1, tasks, lthreads });
const page = { base: 0, sizeLog2: 0 };
const hears: Stimulus = { do: 'ipc', receive: { from: 'any', timeoutMs: 'never' } };
const takesPage: Stimulus = { do: 'ipc', receive: { from: 'any', window: page, timeoutMs: 'never' } };
const passesPage = (kind: Item['kind'], task: number): Stimulus => ({
  do: 'ipc',
  send: { to: [task, 0], words: [], items: [{ kind, fpage: page, offset: 0, write: true }], timeoutMs: 'never' },
});
const makes = (task: number): Stimulus => ({ do: 'task_new', task, pager: [0, 0], ip: 0 });
const beginsAt = (lthread: number) => ({ do: 'lthread_ex_regs', lthread, ip: 0 }) as const satisfies Stimulus;
const begins = beginsAt(1);
const turnOf = (task: number, lthread = 0): Stimulus => ({ do: 'thread_switch', to: [task, lthread] });
const tick = (ms: number): Stimulus => ({ do: 'tick', ms });

/** By the name of the property. */
export const speaking: ReadonlyMap<string, Program> = new Map<string, Program>([
  [
    'grant/derived-pages-follow',
    {
      boot: machine(4, 1),
      stimuli: [
        ...[1, 2, 3].map(makes),
        ...[1, 2, 3].flatMap((task) => [turnOf(task), takesPage]),
        passesPage('map', 1),
        passesPage('map', 2),
        turnOf(1),
        passesPage('grant', 3),
      ],
    },
  ],
  [
    'ipc/failed-send-never-receives',
    {
      boot: machine(2, 1),
      stimuli: [
        makes(1),
        turnOf(1),
        hears,
        {
          do: 'ipc',
          send: { to: [1, 0], words: [], items: [], timeoutMs: 0 },
          receive: { from: [1, 0], timeoutMs: 0 },
        },
      ],
    },
  ],
  [
    'results/pending-is-shown',
    {
      boot: machine(2, 1),
      stimuli: [makes(1), hears, { do: 'ipc', send: { to: [0, 0], words: [], items: [], timeoutMs: 0 } }, turnOf(1)],
    },
  ],
  ['tasks/clan-goes-too', { boot: machine(3, 1), stimuli: [makes(1), turnOf(1), makes(2), turnOf(0), makes(1)] }],
  [
    'registers/exchange-frees-the-halted',
    {
      boot: machine(2, 2),
      stimuli: [
        makes(1),
        turnOf(1),
        { ...begins, pager: 'nobody' },
        turnOf(1, 1),
        { do: 'load', address: 0 },
        turnOf(1),
        begins,
      ],
    },
  ],
  [
    'ids/stale-names-nobody',
    {
      boot: machine(2, 1),
      stimuli: [makes(1), makes(1), { do: 'ipc', send: { to: [1, 0, 1], words: [], items: [], timeoutMs: 0 } }],
    },
  ],
  [
    'schedule/wakeup-preempts',
    {
      boot: machine(1, 1),
      stimuli: [{ do: 'ipc', receive: { from: 'nobody', timeoutMs: 1 } }, tick(1)],
    },
  ],
  [
    'schedule/only-the-higher-preempt',
    {
      boot: machine(1, 2),
      stimuli: [
        begins,
        { do: 'thread_schedule', of: [0, 1], priority: 1, sliceMs: 'never' },
        { do: 'thread_schedule', of: [0, 0], sliceMs: 'never' },
        { do: 'ipc', receive: { from: 'nobody', timeoutMs: 1 } },
        tick(1),
      ],
    },
  ],
  [
    'scheduling/slice-is-kept',
    {
      boot: machine(1, 3),
      stimuli: [
        begins,
        beginsAt(2),
        { do: 'thread_schedule', of: [0, 1], sliceMs: 1 },
        { do: 'thread_schedule', of: [0, 2], sliceMs: 1 },
        hears,
        tick(1),
      ],
    },
  ],
  ['scheduling/slice-ends-in-time', { boot: machine(1, 3), stimuli: [begins, beginsAt(2), hears, tick(1)] }],
]);
