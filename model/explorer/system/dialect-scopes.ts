import { WHOLE_SPACE } from '../../../spec/vocabulary/index.js';
import type { Stimulus } from '../../../spec/vocabulary/index.js';
import type { SystemScope } from './scope.js';
import { boss, machine, offer, pages, prelude, receive, send, take, threadsOf, unmap, yieldTo } from './stimuli.js';

// Scopes in which dialects differ that the other scopes do not tell apart.

/** Three spaces, of which the first has the only frame. */
const spaces: SystemScope = {
  name: 'spaces:3',
  says: '3 tasks map and grant a page to one another, demap and touch it',
  profiles: ['sigma', 'ipc'],
  boot: machine(3),
  latenessMs: 0,
  prelude: prelude(3),
  stimuli: [
    take(WHOLE_SPACE),
    ...[1, 2].flatMap((task): readonly Stimulus[] => [
      offer('map', [task, 0], pages(0), 0),
      offer('grant', [task, 0], pages(0), 0),
      yieldTo([task, 0]),
    ]),
    unmap(0, false, false),
    { do: 'load', address: 0 },
  ],
  births: 1,
  isSmall: true,
};

/** Two threads of a task that is not sigma-zero's, and two frames. */
const within: SystemScope = {
  name: 'within:2',
  says: 'pages of two frames go to a task, with and without the right to write, and within it from one page to another',
  profiles: ['sigma', 'ipc'],
  boot: { frames: 2, pages: 2, tasks: 2, lthreads: 2 },
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    take(WHOLE_SPACE),
    offer('map', [1, 0], pages(0), 0),
    offer('map', [1, 0], pages(1), 0),
    offer('map', [1, 0], pages(0), 1),
    { do: 'lthread_ex_regs', lthread: 1 },
    offer('map', [1, 1], pages(0), 1),
    yieldTo([1, 0]),
    yieldTo([1, 1]),
    { do: 'load', address: 0 },
    { do: 'load', address: 4096 },
  ],
  births: 1,
  isSmall: false,
};

const rights: SystemScope = {
  name: 'rights:3',
  says: '3 tasks map a page, and grant it to be read only, and store to it',
  profiles: ['sigma', 'ipc'],
  boot: machine(3),
  latenessMs: 0,
  prelude: prelude(3),
  stimuli: [
    take(WHOLE_SPACE),
    offer('map', [1, 0], pages(0), 0),
    {
      do: 'ipc',
      send: {
        to: [2, 0],
        words: [],
        items: [{ kind: 'grant', fpage: pages(0), offset: 0, write: false }],
        timeoutMs: 0,
      },
    },
    yieldTo([1, 0]),
    yieldTo([2, 0]),
    { do: 'store', address: 0, value: 1 },
  ],
  births: 1,
  isSmall: true,
};

const grants: SystemScope = {
  name: 'grants:3',
  says: '3 tasks map a page onward, and then grant it to another page of the task that derived from it',
  profiles: ['sigma', 'ipc'],
  boot: machine(3, 1, 2),
  latenessMs: 0,
  prelude: prelude(3),
  stimuli: [
    take(WHOLE_SPACE),
    offer('map', [1, 0], pages(0), 0),
    offer('map', [2, 0], pages(0), 0),
    offer('grant', [2, 0], pages(0), 1),
    yieldTo([1, 0]),
    yieldTo([2, 0]),
    { do: 'load', address: 0 },
  ],
  births: 1,
  isSmall: true,
};

const clans: SystemScope = {
  name: 'clans:3',
  says: 'a task makes another, and is deleted',
  profiles: ['ipc', 'tasks'],
  boot: machine(3),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    { do: 'task_new', task: 2, pager: boss, ip: 0 },
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    { do: 'id_nearest', of: [2, 0] },
    yieldTo([1, 0]),
    yieldTo(boss),
  ],
  births: 1,
  isSmall: true,
};

const priorities: SystemScope = {
  name: 'priorities:2',
  says: '2 threads of two priorities send to one another, and attach to a line',
  profiles: ['ipc', 'scheduling', 'interrupts'],
  boot: machine(2, 1, 1, 1),
  latenessMs: 0,
  prelude: prelude(2),
  stimuli: [
    receive('any', 'never'),
    receive({ line: 0 }, 0),
    receive({ line: 0 }, 'never'),
    { do: 'interrupt', line: 0 },
    ...threadsOf(2).flatMap((t): readonly Stimulus[] => [
      send(t, 0),
      yieldTo(t),
      { do: 'thread_schedule', of: t, priority: 50 },
    ]),
  ],
  births: 1,
  isSmall: true,
};

export const dialectScopes: readonly SystemScope[] = [spaces, within, rights, grants, clans, priorities];
