import type { Receive, Send, Stimulus, ThreadId, TimeoutMs } from '../../../spec/vocabulary/index.js';
import { WHOLE_SPACE } from '../../../spec/vocabulary/index.js';
import type { SystemScope } from './scope.js';

/** Thread 0 of each of the tasks from 0 on. */
const threadsOf = (tasks: number): readonly ThreadId[] =>
  Array.from({ length: tasks }, (_, task) => [task, 0] as const);
const boss: ThreadId = [0, 0];
/** Tasks of their own for all threads but 0.0, which made them and is their pager. */
const prelude = (tasks: number): readonly Stimulus[] =>
  threadsOf(tasks)
    .slice(1)
    .map(([task]) => ({ do: 'task_new', task, pager: boss, ip: 0 }));
const machine = (tasks: number, lthreads = 1, pages = 1, lines = 0) => ({ frames: 1, pages, tasks, lthreads, lines });

const message = (to: ThreadId, timeoutMs: TimeoutMs): Send => ({ to, words: [7], items: [], timeoutMs });
const send = (to: ThreadId, timeoutMs: TimeoutMs): Stimulus => ({ do: 'ipc', send: message(to, timeoutMs) });
const receive = (from: Receive['from'], timeoutMs: TimeoutMs): Stimulus => ({
  do: 'ipc',
  receive: { from, timeoutMs },
});
const call = (to: ThreadId, sendMs: TimeoutMs, receiveMs: TimeoutMs): Stimulus => ({
  do: 'ipc',
  send: message(to, sendMs),
  receive: { from: to, timeoutMs: receiveMs },
});
const replyAndWait = (to: ThreadId): Stimulus => ({
  do: 'ipc',
  send: message(to, 0),
  receive: { from: 'any', timeoutMs: 'never' },
});
const yieldTo = (to: ThreadId | 'nobody'): Stimulus => ({ do: 'thread_switch', to });
const tick = (ms: number): Stimulus => ({ do: 'tick', ms });

/** Who waits for whom: every form of ipc, polling or for ever, between all threads. */
const ipc = (n: number): SystemScope => ({
  name: `ipc:${n}`,
  says: `${n} threads in tasks of their own send, receive, call, reply and wait, with timeouts 0 and never`,
  profiles: ['ipc'],
  boot: machine(n),
  latenessMs: 0,
  prelude: prelude(n),
  stimuli: [
    receive('any', 0),
    receive('any', 'never'),
    yieldTo('nobody'),
    ...threadsOf(n).flatMap((t) => [
      send(t, 0),
      send(t, 'never'),
      receive(t, 0),
      receive(t, 'never'),
      call(t, 'never', 'never'),
      replyAndWait(t),
      yieldTo(t),
    ]),
  ],
  births: 1,
  isSmall: true,
});

const timeouts = (n: number): SystemScope => ({
  name: `timeouts:${n}`,
  says: `${n} threads wait for 1 ms, 2 ms or ever, while time passes; a timeout may be 1 ms late`,
  profiles: ['ipc', 'timeouts'],
  boot: machine(n),
  latenessMs: 1,
  prelude: prelude(n),
  stimuli: [
    tick(1),
    yieldTo('nobody'),
    receive('any', 1),
    receive('any', 'never'),
    ...threadsOf(n).flatMap((t) => [send(t, 0), send(t, 2), call(t, 1, 2)]),
  ],
  births: 1,
  isSmall: true,
});

const tasks: SystemScope = {
  name: 'tasks:2',
  says: 'tasks are made, reserved and deleted, threads made and redirected, up to twice in each place, while they wait for one another',
  profiles: ['ipc', 'tasks'],
  boot: machine(2, 2),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'task_new', task: 1, pager: boss, ip: 0 },
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'lthread_ex_regs', lthread: 1 },
    { do: 'lthread_ex_regs', lthread: 1, ip: 4 },
    yieldTo('nobody'),
    receive('any', 'never'),
    send([1, 0], 'never'),
    receive([1, 0], 'never'),
  ],
  births: 2,
  isSmall: true,
};

const page = (base: number) => ({ base, sizeLog2: 0 });
const offer = (kind: 'map' | 'grant', to: ThreadId, base: number): Stimulus => ({
  do: 'ipc',
  send: { to, words: [], items: [{ kind, fpage: page(base), offset: base, write: true }], timeoutMs: 0 },
});
const faults: SystemScope = {
  name: 'faults:2x2',
  says: '2 tasks of 2 pages touch their pages; one is the pager of the other, maps, grants and demaps',
  profiles: ['sigma', 'ipc'],
  boot: { frames: 1, pages: 2, tasks: 2, lthreads: 1 },
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'load', address: 0 },
    { do: 'store', address: 0, value: 1 },
    { do: 'load', address: 4096 },
    { do: 'ipc', receive: { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' } },
    send([1, 0], 0),
    send([0, 0], 'never'),
    offer('map', [1, 0], 0),
    offer('grant', [1, 0], 0),
    offer('map', [1, 0], 1),
    { do: 'fpage_unmap', fpage: page(0), own: false, readOnly: false },
    { do: 'fpage_unmap', fpage: page(0), own: false, readOnly: true },
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

const interrupts: SystemScope = {
  name: 'interrupts:2',
  says: '2 threads attach to 2 lines, detach, and receive what is raised, from a line, from a thread or from anybody',
  profiles: ['ipc', 'interrupts'],
  boot: machine(2, 1, 1, 2),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'interrupt', line: 0 },
    { do: 'interrupt', line: 1 },
    ...[0, 1].flatMap((line) => [receive({ line }, 0), receive({ line }, 'never')]),
    receive('nobody', 0),
    receive('any', 0),
    receive('any', 'never'),
    ...threadsOf(2).flatMap((t) => [send(t, 'never'), receive(t, 'never')]),
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

const share = (of: ThreadId, priority: number): Stimulus => ({ do: 'thread_schedule', of, priority, sliceMs: 1 });
const scheduling = (n: number): SystemScope => ({
  name: `scheduling:${n}`,
  says: `${n} threads of two priorities with slices of 1 ms, 1 ms late at most, sleep, yield, wake one another and schedule one another`,
  profiles: ['ipc', 'timeouts', 'scheduling'],
  boot: machine(n),
  latenessMs: 1,
  prelude: prelude(n),
  stimuli: [
    tick(1),
    yieldTo('nobody'),
    receive('any', 'never'),
    receive('nobody', 1),
    ...threadsOf(n).flatMap((t) => [share(t, 100), share(t, 50), send(t, 0)]),
  ],
  births: 1,
  isSmall: true,
});

const exceptions: SystemScope = {
  name: 'exceptions:2',
  says: '2 threads raise exceptions and fault; each may be told of those of the other, and gives itself another handler',
  profiles: ['sigma', 'ipc', 'tasks', 'exceptions'],
  boot: machine(2),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'trap', vector: 3 },
    { do: 'load', address: 4096 },
    { do: 'lthread_ex_regs', lthread: 0, handler: [1, 0] },
    { do: 'lthread_ex_regs', lthread: 0, handler: 'nobody', ip: 4 },
    receive('any', 'never'),
    ...threadsOf(2).flatMap((t) => [send(t, 0), send(t, 'never'), receive(t, 'never')]),
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

/** The scopes of the whole system that have names. */
export const systemScopes: readonly SystemScope[] = [
  ipc(2),
  ipc(3),
  faults,
  tasks,
  timeouts(2),
  timeouts(3),
  scheduling(2),
  scheduling(3),
  exceptions,
  interrupts,
];

export const systemScopeOf = (name: string): SystemScope | undefined =>
  systemScopes.find((scope) => scope.name === name);
