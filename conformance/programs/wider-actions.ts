import { FOREVER, NO_TASK, findThread } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import type { Interrupt, Tick } from '../../spec/vocabulary/index.js';
import { weights } from './action.js';
import type { Action } from './action.js';
import { always, anySlot, ipc, living, name, partner, queued, receive, timeout } from './pieces.js';
import type { Random } from './random.js';

// What is done to threads and tasks that are there, to the clock, and from outside: the profiles beyond the first two.

/** Whether somebody waits whose timeout will fire: then the machine need not idle for ever. */
export const isAwaited = (s: State): boolean =>
  living(s).some(({ phase }) => (phase.is === 'sending' || phase.is === 'receiving') && phase.due !== FOREVER);

/** A tick: mostly a few ms; sometimes just to where a timeout is due, or past the last moment at which it may fire. */
export const tick = (r: Random, s: State): Tick => {
  const dues = living(s).flatMap(({ phase }) =>
    (phase.is === 'sending' || phase.is === 'receiving') && phase.due > s.clockMs ? [phase.due - s.clockMs] : [],
  );
  if (dues.length === 0 || r.chance(50)) return { do: 'tick', ms: 1 + r.below(r.chance(70) ? 3 : 12) };
  const shift = r.pick([0, 0, -1, 1, s.world.latenessMs, s.world.latenessMs + 1, r.below(6)]);
  return { do: 'tick', ms: Math.max(1, r.pick(dues) + shift) };
};

export const interrupt = (r: Random, s: State): Interrupt => ({ do: 'interrupt', line: r.below(s.world.lines) });

const taskOf = (s: State): number => findThread(s, s.running)?.task ?? 0;

/** Threads whose line is raised, and which do not wait. */
const raisedOwners = (s: State): readonly Thread[] =>
  living(s).filter(
    ({ id, phase }) => phase.is === 'ready' && s.lines.some(({ owner, raised }) => raised && owner === id),
  );

export const widerActions: readonly Action[] = [
  {
    weight: weights(0, 0, { timeouts: 26, scheduling: 20, tasks: 3, interrupts: 3, strings: 6 }),
    needs: ['timeouts', 'scheduling'],
    possible: always,
    draw: tick,
  },
  {
    weight: weights(0, 0, { scheduling: 22, timeouts: 4, interrupts: 3 }),
    needs: ['scheduling'],
    possible: always,
    draw: (r, s) => {
      const of = r.chance(92) ? name(s, r.pick(living(s))) : r.chance(20) ? 'nobody' : anySlot(r, s);
      const priority = r.chance(75) ? r.pick([90, 99, 100, 100, 101, 110, 200, 0]) : undefined;
      const sliceMs = r.chance(60) ? r.pick([1, 2, 3, 8, 'never'] as const) : undefined;
      return {
        do: 'thread_schedule',
        of,
        ...(priority === undefined ? {} : { priority }),
        ...(sliceMs === undefined ? {} : { sliceMs }),
      };
    },
  },
  {
    // registers of a thread of the task, mostly one that waits
    weight: weights(0, 0, { tasks: 20, timeouts: 3, exceptions: 4 }),
    needs: ['tasks'],
    possible: always,
    draw: (r, s, { task }, claims) => {
      const own = living(s).filter((t) => t.task === task);
      const waiting = own.filter(({ phase }) => phase.is !== 'ready');
      const victim = r.pick(waiting.length > 0 && r.chance(80) ? waiting : own);
      const named = (): 'nobody' | ReturnType<typeof anySlot> => (r.chance(15) ? 'nobody' : anySlot(r, s));
      return {
        do: 'lthread_ex_regs',
        lthread: name(s, victim)[1],
        ...(r.chance(45) ? { ip: r.below(4) } : {}),
        ...(r.chance(35) ? { pager: named() } : {}),
        ...(claims('exceptions') && r.chance(35) ? { handler: named() } : {}),
      };
    },
  },
  {
    // a task that is there is made anew by its chief, mostly; the waits on its threads end
    weight: weights(0, 0, { tasks: 16 }),
    needs: ['tasks'],
    possible: (s) => s.tasks.some(({ chief }) => chief === taskOf(s)),
    draw: (r, s, { task: own }) => {
      const mine = s.tasks.flatMap(({ chief }, task) => (chief === own ? [task] : []));
      const task = r.chance(92) ? r.pick(mine) : r.below(s.world.tasks);
      const mcp = r.chance(20) ? { mcp: r.pick([50, 100, 255]) } : {};
      return { do: 'task_new', task, pager: r.chance(25) ? 'nobody' : anySlot(r, s), ip: r.below(3), ...mcp };
    },
  },
  {
    // a chief that gives more than it has, or asks for more itself
    weight: weights(0, 0, { scheduling: 16 }),
    needs: ['scheduling'],
    possible: (s) => s.tasks[taskOf(s)].mcp < 255,
    draw: (r, s, runner, claims) => {
      const more = Math.min(255, s.tasks[runner.task].mcp + r.pick([1, 5, 50, 255]));
      const others = s.tasks.flatMap(({ chief }, task) => (chief === NO_TASK || chief === runner.task ? [task] : []));
      if (claims('tasks') && others.length > 0 && r.chance(60))
        return { do: 'task_new', task: r.pick(others), pager: anySlot(r, s), ip: r.below(3), mcp: more };
      return { do: 'thread_schedule', of: name(s, r.chance(60) ? runner : r.pick(living(s))), priority: more };
    },
  },
  {
    // a message to a thread that may be gone
    weight: weights(0, 0, { tasks: 6 }),
    needs: ['tasks'],
    possible: always,
    draw: (r, s, _, claims) => {
      const slot = r.below(s.births.length);
      const { lthreads } = s.world;
      const to = [Math.floor(slot / lthreads), slot % lthreads, 1 + r.below(s.births[slot] + 2)] as const;
      return r.chance(60)
        ? ipc({ send: { to, words: [], items: [], timeoutMs: timeout(r, claims) } })
        : ipc({ receive: receive(r, s, to, timeout(r, claims)) });
    },
  },
  {
    weight: weights(0, 0, { exceptions: 22 }),
    needs: ['exceptions'],
    possible: always,
    draw: (r) => ({ do: 'trap', vector: r.below(32) }),
  },
  {
    weight: weights(0, 0, { interrupts: 30, timeouts: 2, strings: 3 }),
    needs: ['interrupts'],
    possible: (s) => s.world.lines > 0,
    draw: interrupt,
  },
  {
    weight: weights(0, 0, { interrupts: 36, timeouts: 2, strings: 8 }),
    needs: ['interrupts'],
    possible: (s) => s.world.lines > 0,
    draw: (r, s, _, claims) => {
      const line = { line: r.chance(95) ? r.below(s.world.lines) : s.world.lines };
      const timeoutMs = r.chance(55) ? 0 : timeout(r, claims);
      if (r.chance(80)) return ipc({ receive: receive(r, s, r.chance(16) ? 'nobody' : line, timeoutMs) });
      const to = partner(r, s, living(s));
      return ipc({
        send: { to, words: [], items: [], timeoutMs: 0 },
        receive: receive(r, s, r.chance(50) ? 'any' : line, timeoutMs),
      });
    },
  },
  {
    // the owner of a line that is raised finds who waits beside it; others line up for that
    weight: weights(0, 0, { interrupts: 60, strings: 4 }),
    needs: ['interrupts'],
    possible: (s) => raisedOwners(s).length > 0,
    draw: (r, s, runner) => {
      const owners = raisedOwners(s);
      if (owners.some(({ id }) => id !== runner.id) && r.chance(70)) {
        const to = name(s, r.pick(owners.filter(({ id }) => id !== runner.id)));
        return ipc({ send: { to, words: [], items: [], timeoutMs: 'never' } });
      }
      const first = queued(s, runner).length < 2 && r.chance(50);
      return first
        ? { do: 'thread_switch', to: name(s, r.pick(living(s))) }
        : ipc({ receive: receive(r, s, 'any', 'never') });
    },
  },
];
