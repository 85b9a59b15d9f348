import { NO_TASK, findThread } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { WHOLE_SPACE, nil } from '../../spec/vocabulary/index.js';
import type { Item, Receive, Send } from '../../spec/vocabulary/index.js';
import { weights } from './action.js';
import type { Action } from './action.js';
import {
  address,
  always,
  anySlot,
  fpage,
  heldPage,
  ipc,
  isKin,
  item,
  living,
  name,
  obtained,
  partner,
  queued,
  receive,
  send,
  timeout,
  waiting,
} from './pieces.js';
import type { Aim } from './pieces.js';

// What threads do with address spaces and in IPC.

/** Threads of other tasks, not task 0, that would take pages of the running thread's task at once. */
const pageTakers = (s: State): readonly Thread[] => {
  const runner = findThread(s, s.running);
  if (runner === undefined) return [];
  return waiting(s, runner).filter(
    ({ task, phase }) => task !== 0 && task !== runner.task && phase.is === 'receiving' && phase.room.window !== null,
  );
};
/** Pages of the running thread that came from a page in the window of one of these: with whom, and where. */
const returns = (s: State): readonly (readonly [Thread, Aim])[] =>
  pageTakers(s).flatMap((taker) => {
    const window = taker.phase.is === 'receiving' ? taker.phase.room.window : null;
    return obtained(s, findThread(s, s.running)?.task ?? 0, taker.task)
      .filter(([, page]) => window !== null && window.base <= page && page < window.base + 2 ** window.sizeLog2)
      .map((aim) => [taker, aim] as const);
  });
/** Threads for which another waits already. */
const besieged = (s: State): readonly Thread[] =>
  living(s).filter((t) => t.id !== s.running && t.phase.is === 'ready' && queued(s, t).length > 0);
const holdsPages = (s: State): boolean => {
  const task = findThread(s, s.running)?.task ?? 0;
  return s.sigma.slice(task * s.world.pages, (task + 1) * s.world.pages).some((mapping) => mapping !== nil);
};

export const actions: readonly Action[] = [
  {
    // a page goes back to where it came from: what it was derived from is overwritten, and it with that
    weight: weights(150, 40, { tasks: 75, timeouts: 75, scheduling: 75, exceptions: 75, interrupts: 75 }),
    amongMany: 2,
    possible: (s) => returns(s).length > 0,
    draw: (r, s) => {
      const [to, [base, offset]] = r.pick(returns(s));
      const back: Item = { kind: r.chance(60) ? 'map' : 'grant', fpage: { base, sizeLog2: 0 }, offset, write: true };
      return ipc({ send: { to: name(s, to), words: [], items: [back], timeoutMs: 'never' } });
    },
  },
  {
    // pages go on from space to space: without this a derivation is seldom deeper than one
    weight: weights(40, 4, { tasks: 8, timeouts: 8, scheduling: 8, exceptions: 8, interrupts: 8 }),
    amongMany: 2,
    possible: (s) => holdsPages(s) && pageTakers(s).length > 0,
    draw: (r, s, runner) => {
      const takers = pageTakers(s);
      const kin = takers.filter(({ task }) => isKin(s, runner.task, task));
      const to = r.pick(kin.length > 0 && r.chance(50) ? kin : takers);
      const message: Send = { to: name(s, to), words: [], items: [item(r, s, runner, to)], timeoutMs: 'never' };
      // then it waits for what may come back
      const back: Receive = r.chance(50)
        ? { from: 'any', window: WHOLE_SPACE, timeoutMs: 'never' }
        : receive(r, s, 'any', 'never');
      return ipc(r.chance(70) ? { send: message, receive: back } : { send: message });
    },
  },
  {
    weight: weights(14, 10),
    possible: always,
    draw: (r, s, runner, claims) => ipc({ send: send(r, s, runner, 75, claims) }),
  },
  {
    // threads line up for one that has other things to do
    weight: weights(14, 14),
    possible: (s) => besieged(s).length > 0,
    draw: (r, s) => ipc({ send: { to: name(s, r.pick(besieged(s))), words: [], items: [], timeoutMs: 'never' } }),
  },
  {
    weight: weights(10, 12),
    possible: always,
    draw: (r, s, _, claims) => ipc({ receive: receive(r, s, 'any', timeout(r, claims, 15)) }),
  },
  {
    weight: weights(2, 6),
    possible: always,
    draw: (r, s, runner, claims) =>
      ipc({ receive: receive(r, s, r.chance(6) ? 'nobody' : partner(r, s, queued(s, runner)), timeout(r, claims)) }),
  },
  {
    weight: weights(6, 12),
    possible: always,
    draw: (r, s, runner, claims) => {
      const first = send(r, s, runner, 40, claims);
      return ipc({ send: first, receive: receive(r, s, first.to, timeout(r, claims)) });
    },
  },
  {
    weight: weights(10, 12),
    possible: always,
    draw: (r, s, runner, claims) =>
      ipc({ send: send(r, s, runner, 60, claims), receive: receive(r, s, 'any', timeout(r, claims, 10)) }),
  },
  {
    weight: weights(10, 8),
    possible: always,
    draw: (r, s, runner) => ({ do: 'load', address: address(r, s, runner) }),
  },
  {
    weight: weights(10, 6),
    possible: always,
    draw: (r, s, runner) => ({ do: 'store', address: address(r, s, runner), value: 1 + r.below(90) }),
  },
  {
    weight: weights(8, 1),
    possible: always,
    draw: (r, s, runner) => ({
      do: 'fpage_unmap',
      fpage: fpage(r, s.world.pages, heldPage(r, s, runner.task)),
      own: r.chance(40),
      readOnly: r.chance(40),
    }),
  },
  {
    weight: weights(8, 6),
    possible: always,
    draw: (r, s) => ({ do: 'thread_switch', to: r.chance(25) ? 'nobody' : name(s, r.pick(living(s))) }),
  },
  {
    weight: weights(0.5, 3),
    possible: always,
    draw: (r, s) => ({ do: 'id_nearest', of: r.chance(25) ? 'nobody' : anySlot(r, s) }),
  },
  {
    weight: weights(1, 3),
    possible: (s) =>
      s.threads.some((t, slot) => t === null && Math.floor(slot / s.world.lthreads) === findThread(s, s.running)?.task),
    draw: (r, s, { task }) => {
      const free = Array.from({ length: s.world.lthreads }, (_, i) => i).filter(
        (i) => s.threads[task * s.world.lthreads + i] === null,
      );
      const call = { do: 'lthread_ex_regs', lthread: r.pick(free), ip: r.below(3) } as const;
      return r.chance(50) ? call : { ...call, pager: r.chance(10) ? 'nobody' : anySlot(r, s) };
    },
  },
  {
    weight: weights(0.5, 3, { tasks: 9 }),
    possible: (s) => makeable(s).length > 0,
    draw: (r, s) => ({
      do: 'task_new',
      task: r.pick(makeable(s)),
      pager: r.chance(20) ? 'nobody' : r.chance(50) ? [0, 0] : anySlot(r, s),
      ip: 0,
    }),
  },
];

/** The tasks that the running thread may ask for: all but the active ones of which its task is the chief (not specified yet). */
function makeable(s: State): readonly number[] {
  const own = findThread(s, s.running)?.task;
  return s.tasks.flatMap(({ chief }, task) =>
    chief === NO_TASK || chief !== own || s.threads[task * s.world.lthreads] === null ? [task] : [],
  );
}
