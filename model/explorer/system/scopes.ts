import { WHOLE_SPACE } from '../../../spec/vocabulary/index.js';
import type { SystemScope } from './scope.js';
import { dialectScopes } from './dialect-scopes.js';
import { stringScopes } from './string-scopes.js';
import {
  boss,
  call,
  machine,
  message,
  offer,
  pages,
  prelude,
  receive,
  replyAndWait,
  send,
  share,
  take,
  threadsOf,
  tick,
  unmap,
  yieldTo,
} from './stimuli.js';

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
  isSmall: n <= 3,
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
  isSmall: n <= 3,
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
    take(WHOLE_SPACE),
    send([1, 0], 0),
    send([0, 0], 'never'),
    offer('map', [1, 0], pages(0), 0),
    offer('grant', [1, 0], pages(0), 0),
    offer('map', [1, 0], pages(0), 1),
    unmap(0, false, false),
    unmap(0, false, true),
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

const items: SystemScope = {
  name: 'items:2',
  says: '2 threads of a task and one of another send pages, into windows of every size and into none, and ask for the nearest thread',
  profiles: ['sigma', 'ipc'],
  boot: machine(2, 2, 2),
  latenessMs: 0,
  prelude: [...prelude(2), { do: 'lthread_ex_regs', lthread: 1 }],
  stimuli: [
    take(WHOLE_SPACE),
    take(pages(0)),
    take(undefined),
    offer('map', [0, 1], pages(0), 0),
    offer('map', [0, 0], pages(0), 0),
    offer('grant', [1, 0], pages(0), 1),
    offer('map', [1, 0], pages(0, 1), 0),
    offer('map', [1, 0], pages(0, 1), 2),
    unmap(0, true, false),
    unmap(1, true, true),
    yieldTo('nobody'),
    { do: 'id_nearest', of: 'nobody' },
    { do: 'id_nearest', of: [1, 0] },
    { do: 'id_nearest', of: [1, 0, 2] },
  ],
  births: 1,
  isSmall: true,
};

/** What becomes of a thread, wherever it stands, when it is redirected or deleted. */
const standings: SystemScope = {
  name: 'standings:2',
  says: 'threads that sleep, wait for a line, fault or are halted have their registers exchanged, or are deleted with their task or their pager',
  profiles: ['sigma', 'ipc', 'tasks', 'interrupts'],
  boot: machine(2, 2, 1, 1),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'lthread_ex_regs', lthread: 1, pager: [1, 0] },
    { do: 'lthread_ex_regs', lthread: 0, pager: [1, 0], ip: 4 },
    { do: 'load', address: 4096 },
    { do: 'ipc', send: message(boss, 'never'), receive: { from: 'nobody', timeoutMs: 'never' } },
    { do: 'ipc', send: message([1, 0], 'never'), receive: { from: { line: 0 }, timeoutMs: 'never' } },
    receive('any', 'never'),
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

/** Whoever looks at a thread whose timeout may have fired finds out whether it has. */
const lateness: SystemScope = {
  name: 'lateness:2',
  says: 'threads whose timeouts may have fired are redirected, bereaved or given the processor, or their line is raised',
  profiles: ['ipc', 'timeouts', 'tasks', 'interrupts'],
  boot: machine(2, 2, 1, 1),
  latenessMs: 1,
  prelude: [...prelude(2), receive({ line: 0 }, 0)],
  stimuli: [
    tick(1),
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'lthread_ex_regs', lthread: 1 },
    receive([1, 0], 1),
    receive({ line: 0 }, 1),
    { do: 'interrupt', line: 0 },
    yieldTo([0, 1]),
    yieldTo([1, 0]),
  ],
  births: 1,
  isSmall: true,
};

const limits: SystemScope = {
  name: 'limits:2',
  says: '2 threads schedule one another and nobody; one of them may give no priority above 60',
  profiles: ['ipc', 'scheduling'],
  boot: machine(2),
  latenessMs: 0,
  prelude: [{ do: 'task_new', task: 1, pager: boss, ip: 0, mcp: 60 }],
  stimuli: [
    ...threadsOf(2).flatMap((t) => [share(t, 100), share(t, 50), yieldTo(t)]),
    { do: 'thread_schedule', of: 'nobody' },
    receive('any', 'never'),
    send(boss, 0),
  ],
  births: 1,
  isSmall: true,
};

/** The scopes of the whole system that have names. */
export const systemScopes: readonly SystemScope[] = [
  ipc(2),
  ipc(3),
  faults,
  items,
  tasks,
  timeouts(2),
  timeouts(3),
  scheduling(2),
  scheduling(3),
  exceptions,
  interrupts,
  standings,
  lateness,
  limits,
  ...stringScopes,
  ...dialectScopes,
  ipc(4),
  timeouts(4),
];

export const systemScopeOf = (name: string): SystemScope | undefined =>
  systemScopes.find((scope) => scope.name === name);
