import type { Piece, Receive, Stimulus, ThreadId } from '../../../spec/vocabulary/index.js';
import type { SystemScope } from './scope.js';
import { boss, machine, offer, pages, prelude, receive, tick, yieldTo } from './stimuli.js';

// Scopes of messages in memory. What is copied is zeros, so that the frames stay as they are: where the bytes go is for other tests to say.

const mate: ThreadId = [0, 1];
/** A string of two pieces at `address`: its copy has two steps, and a point between them. */
const twoPieces = (address: number): readonly Piece[] => [
  { address, bytes: 4 },
  { address: address + 4, bytes: 4, continues: true },
];
const sendString = (to: ThreadId, address: number, faultTimeoutMs: Receive['timeoutMs'], then?: Receive): Stimulus => ({
  do: 'ipc',
  send: { to, words: [], items: [], strings: twoPieces(address), timeoutMs: 'never', faultTimeoutMs },
  ...(then && { receive: then }),
});
const takeString = (address: number, faultTimeoutMs: Receive['timeoutMs']): Stimulus => ({
  do: 'ipc',
  receive: { from: 'any', strings: [{ address, bytes: 8 }], timeoutMs: 'never', faultTimeoutMs },
});
const threadsWithPager = (...pagers: readonly (ThreadId | 'nobody')[]): readonly Stimulus[] =>
  pagers.map((pager, at) => ({ do: 'lthread_ex_regs', lthread: at + 1, pager }));

const strings: SystemScope = {
  name: 'strings:2',
  says: 'a thread copies strings from and to another task, where pages are missing, while its pager answers, or not, or in vain, and while registers are exchanged or the task is deleted',
  profiles: ['sigma', 'ipc', 'timeouts', 'tasks', 'strings'],
  boot: machine(2, 2),
  latenessMs: 1,
  prelude: [...prelude(2), ...threadsWithPager('nobody')],
  stimuli: [
    tick(1),
    sendString([1, 0], 0, 1),
    sendString(mate, 0, 'never'),
    takeString(0, 1),
    offer('map', [1, 0], pages(0), 0),
    { do: 'lthread_ex_regs', lthread: 1 },
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
  ],
  births: 1,
  isSmall: true,
};

const pagers: SystemScope = {
  name: 'pagers:2',
  says: 'the pager of a thread in the middle of a copy is deleted, or there is none',
  profiles: ['sigma', 'ipc', 'tasks', 'strings'],
  boot: machine(2, 3, 2),
  latenessMs: 0,
  prelude: [...prelude(2), ...threadsWithPager([1, 0], 'nobody')],
  stimuli: [
    sendString(mate, 0, 'never'),
    sendString(mate, 0, 0),
    takeString(4096, 'never'),
    receive('any', 'never'),
    { do: 'task_new', task: 1, pager: 'nobody', ip: 0 },
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

const during: SystemScope = {
  name: 'during:2',
  says: 'interrupts, ticks and the ends of slices come in the middle of copies; the sender then waits for an answer, for a line or for nobody',
  profiles: ['ipc', 'timeouts', 'interrupts', 'scheduling', 'strings'],
  boot: machine(1, 2, 1, 1),
  latenessMs: 0,
  prelude: [...threadsWithPager('nobody'), { do: 'thread_schedule', of: mate, sliceMs: 2 }, receive({ line: 0 }, 0)],
  stimuli: [
    { do: 'during', k: 1, event: { do: 'slice_end' } },
    { do: 'during', k: 0, event: { do: 'interrupt', line: 0 } },
    { do: 'during', k: 1, event: { do: 'tick', ms: 1 } },
    sendString(mate, 0, 'never', { from: 'nobody', timeoutMs: 1 }),
    sendString(mate, 0, 'never', { from: { line: 0 }, timeoutMs: 'never' }),
    sendString(boss, 0, 'never', { from: 'any', timeoutMs: 'never' }),
    takeString(0, 'never'),
    tick(1),
    yieldTo('nobody'),
  ],
  births: 1,
  isSmall: true,
};

export const stringScopes: readonly SystemScope[] = [strings, pagers, during];
