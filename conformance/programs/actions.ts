import { NO_TASK, nameOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { PAGE_BYTES, nil, pageOf, sourceOf } from '../../spec/vocabulary/index.js';
import type {
  Fpage,
  Item,
  Profile,
  Receive,
  Send,
  Stimulus,
  ThreadId,
  TimeoutMs,
} from '../../spec/vocabulary/index.js';
import type { Random } from './random.js';

/** One kind of thing that the running thread may do next, and how often in the programs of each profile. */
export interface Action {
  readonly weight: Readonly<Record<Profile, number>>;
  possible(state: State): boolean;
  draw(random: Random, state: State, runner: Thread): Stimulus;
}

const name = (s: State, t: Thread): ThreadId => nameOf(s.world, t.id);
const living = (s: State): readonly Thread[] => s.threads.filter((t) => t !== null);
/** The threads that would take a message of `runner` at once. */
const waiting = (s: State, runner: Thread): readonly Thread[] =>
  living(s).filter(({ phase }) => phase.is === 'receiving' && (phase.from === runner.id || phase.from === -2));
const queued = (s: State, runner: Thread): readonly Thread[] =>
  living(s).filter(({ phase }) => phase.is === 'sending' && phase.to === runner.id);
const anySlot = (r: Random, s: State): ThreadId =>
  r.chance(4)
    ? [r.below(s.world.tasks), r.below(s.world.lthreads), 2]
    : [r.below(s.world.tasks), r.below(s.world.lthreads)];
/** Mostly a thread that would take the message, or another that lives; sometimes any slot, itself, or nobody. */
const partner = (r: Random, s: State, likely: readonly Thread[]): ThreadId => {
  if (likely.length > 0 && r.chance(80)) return name(s, r.pick(likely));
  return r.chance(75) ? name(s, r.pick(living(s))) : anySlot(r, s);
};

const timeout = (r: Random): TimeoutMs => (r.chance(25) ? 0 : 'never');
const fpage = (r: Random, limit: number, page: number): Fpage => {
  const sizeLog2 = r.chance(70) ? 0 : 1 + r.below(2);
  const size = 2 ** sizeLog2;
  return { base: Math.floor((r.chance(96) ? page : page + limit) / size) * size, sizeLog2 };
};
/** A page that the task has, mostly; page 0 where it has none. */
const heldPage = (r: Random, s: State, task: number): number => {
  const { pages } = s.world;
  const held = Array.from({ length: pages }, (_, page) => page).filter((page) => s.sigma[task * pages + page] !== nil);
  return held.length > 0 && r.chance(90) ? r.pick(held) : r.below(pages);
};
const window = (r: Random, s: State): Fpage | undefined =>
  r.chance(12) ? undefined : r.chance(45) ? { base: 0, sizeLog2: 20 } : fpage(r, s.world.pages, r.below(s.world.pages));
/** A page to send, and where to: numbers of pages. */
type Aim = readonly [page: number, offset: number];
/** Pages that the receiver obtained from the sender: to send them again adds rights. */
const given = (s: State, from: number, to: number): readonly Aim[] => {
  const { pages } = s.world;
  return Array.from({ length: pages }, (_, offset) => offset).flatMap((offset): readonly Aim[] => {
    const mapping = s.sigma[to * pages + offset];
    const source = mapping === nil ? -1 : sourceOf(mapping);
    return Math.floor(source / pages) === from ? [[source % pages, offset]] : [];
  });
};
/** Pages that the sender obtained from the receiver, directly or not: to send them back takes away what they came from. */
const obtained = (s: State, from: number, to: number): readonly Aim[] => {
  const { pages } = s.world;
  return Array.from({ length: pages }, (_, page) => page).flatMap((page): readonly Aim[] => {
    let at = from * pages + page;
    for (let steps = 0; steps < s.sigma.length && s.sigma[at] !== nil && at >= pages; steps++) {
      at = sourceOf(s.sigma[at]);
      if (Math.floor(at / pages) === to) return [[page, at % pages]];
    }
    return [];
  });
};
const isKin = (s: State, from: number, to: number): boolean =>
  to !== 0 && (given(s, from, to).length > 0 || obtained(s, from, to).length > 0);
const item = (r: Random, s: State, runner: Thread, to: Thread | undefined): Item => {
  const aimed = to !== undefined && r.chance(60);
  const back = aimed && r.chance(70) ? obtained(s, runner.task, to.task) : [];
  const aims = aimed && back.length === 0 ? given(s, runner.task, to.task) : back;
  if (aims.length > 0) {
    const [base, offset] = r.pick(aims);
    return { kind: r.chance(70) ? 'map' : 'grant', fpage: { base, sizeLog2: 0 }, offset, write: r.chance(70) };
  }
  const fault = to?.fault ?? null;
  return {
    kind: r.chance(60) ? 'map' : 'grant',
    fpage: fpage(r, s.world.pages, heldPage(r, s, runner.task)),
    offset: fault !== null && r.chance(75) ? pageOf(fault.address) : r.below(s.world.pages),
    write: r.chance(70),
  };
};
const send = (r: Random, s: State, runner: Thread, items: number): Send => {
  const takers = waiting(s, runner);
  const kin = takers.filter(({ task }) => isKin(s, runner.task, task));
  const to = partner(r, s, kin.length > 0 && r.chance(60) ? kin : takers);
  const target = living(s).find((t) => name(s, t)[0] === to[0] && name(s, t)[1] === to[1]);
  const count = r.chance(items) ? (r.chance(80) ? 1 : 2) : 0;
  return {
    to: r.chance(1) ? 'nobody' : to,
    words: Array.from({ length: r.below(3) }, () => r.below(100)),
    items: Array.from({ length: count }, () => item(r, s, runner, target)),
    timeoutMs: timeout(r),
  };
};
const receive = (r: Random, s: State, from: Receive['from'], timeoutMs: TimeoutMs): Receive => {
  const where = window(r, s);
  return where === undefined ? { from, timeoutMs } : { from, window: where, timeoutMs };
};
const ipc = (phases: { readonly send?: Send; readonly receive?: Receive }): Stimulus => ({ do: 'ipc', ...phases });
const address = (r: Random, s: State, runner: Thread): number =>
  (r.chance(97) ? (r.chance(60) ? heldPage(r, s, runner.task) : r.below(s.world.pages)) : s.world.pages) * PAGE_BYTES +
  (r.chance(70) ? 0 : 4 * r.below(3));
const always = (): boolean => true;

/** Threads of other tasks, not task 0, that would take pages of the running thread's task at once. */
const pageTakers = (s: State): readonly Thread[] => {
  const runner = s.threads[s.running];
  if (runner === null) return [];
  return waiting(s, runner).filter(
    ({ task, phase }) => task !== 0 && task !== runner.task && phase.is === 'receiving' && phase.window !== null,
  );
};
/** Pages of the running thread that came from a page in the window of one of these: with whom, and where. */
const returns = (s: State): readonly (readonly [Thread, Aim])[] =>
  pageTakers(s).flatMap((taker) => {
    const window = taker.phase.is === 'receiving' ? taker.phase.window : null;
    return obtained(s, s.threads[s.running]?.task ?? 0, taker.task)
      .filter(([, page]) => window !== null && window.base <= page && page < window.base + 2 ** window.sizeLog2)
      .map((aim) => [taker, aim] as const);
  });
const holdsPages = (s: State): boolean => {
  const task = s.threads[s.running]?.task ?? 0;
  return s.sigma.slice(task * s.world.pages, (task + 1) * s.world.pages).some((mapping) => mapping !== nil);
};

export const actions: readonly Action[] = [
  {
    // a page goes back to where it came from: what it was derived from is overwritten, and it with that
    weight: { sigma: 150, ipc: 40 },
    possible: (s) => returns(s).length > 0,
    draw: (r, s) => {
      const [to, [base, offset]] = r.pick(returns(s));
      const back: Item = { kind: r.chance(60) ? 'map' : 'grant', fpage: { base, sizeLog2: 0 }, offset, write: true };
      return ipc({ send: { to: name(s, to), words: [], items: [back], timeoutMs: 'never' } });
    },
  },
  {
    // pages go on from space to space: without this a derivation is seldom deeper than one
    weight: { sigma: 40, ipc: 4 },
    possible: (s) => holdsPages(s) && pageTakers(s).length > 0,
    draw: (r, s, runner) => {
      const takers = pageTakers(s);
      const kin = takers.filter(({ task }) => isKin(s, runner.task, task));
      const to = r.pick(kin.length > 0 && r.chance(50) ? kin : takers);
      const message: Send = { to: name(s, to), words: [], items: [item(r, s, runner, to)], timeoutMs: 'never' };
      return ipc(r.chance(60) ? { send: message, receive: receive(r, s, 'any', 'never') } : { send: message });
    },
  },
  { weight: { sigma: 14, ipc: 10 }, possible: always, draw: (r, s, runner) => ipc({ send: send(r, s, runner, 75) }) },
  {
    weight: { sigma: 10, ipc: 12 },
    possible: always,
    draw: (r, s) => ipc({ receive: receive(r, s, 'any', r.chance(85) ? 'never' : 0) }),
  },
  {
    weight: { sigma: 2, ipc: 6 },
    possible: always,
    draw: (r, s, runner) =>
      ipc({ receive: receive(r, s, r.chance(6) ? 'nobody' : partner(r, s, queued(s, runner)), timeout(r)) }),
  },
  {
    weight: { sigma: 6, ipc: 12 },
    possible: always,
    draw: (r, s, runner) => {
      const first = send(r, s, runner, 40);
      return ipc({ send: first, receive: receive(r, s, first.to, timeout(r)) });
    },
  },
  {
    weight: { sigma: 10, ipc: 12 },
    possible: always,
    draw: (r, s, runner) =>
      ipc({ send: send(r, s, runner, 60), receive: receive(r, s, 'any', r.chance(90) ? 'never' : 0) }),
  },
  {
    weight: { sigma: 10, ipc: 8 },
    possible: always,
    draw: (r, s, runner) => ({ do: 'load', address: address(r, s, runner) }),
  },
  {
    weight: { sigma: 10, ipc: 6 },
    possible: always,
    draw: (r, s, runner) => ({ do: 'store', address: address(r, s, runner), value: 1 + r.below(90) }),
  },
  {
    weight: { sigma: 8, ipc: 1 },
    possible: always,
    draw: (r, s, runner) => ({
      do: 'fpage_unmap',
      fpage: fpage(r, s.world.pages, heldPage(r, s, runner.task)),
      own: r.chance(40),
      readOnly: r.chance(40),
    }),
  },
  {
    weight: { sigma: 8, ipc: 6 },
    possible: always,
    draw: (r, s) => ({ do: 'thread_switch', to: r.chance(25) ? 'nobody' : name(s, r.pick(living(s))) }),
  },
  {
    weight: { sigma: 0.5, ipc: 3 },
    possible: always,
    draw: (r, s) => ({ do: 'id_nearest', of: r.chance(25) ? 'nobody' : anySlot(r, s) }),
  },
  {
    weight: { sigma: 1, ipc: 3 },
    possible: (s) =>
      s.threads.some((t, slot) => t === null && Math.floor(slot / s.world.lthreads) === s.threads[s.running]?.task),
    draw: (r, s, { task }) => {
      const free = Array.from({ length: s.world.lthreads }, (_, i) => i).filter(
        (i) => s.threads[task * s.world.lthreads + i] === null,
      );
      const call = { do: 'lthread_ex_regs', lthread: r.pick(free), ip: r.below(3) } as const;
      return r.chance(50) ? call : { ...call, pager: r.chance(10) ? 'nobody' : anySlot(r, s) };
    },
  },
  {
    weight: { sigma: 0.5, ipc: 3 },
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
  const own = s.threads[s.running]?.task;
  return s.chiefs.flatMap((chief, task) =>
    chief === NO_TASK || chief !== own || s.threads[task * s.world.lthreads] === null ? [task] : [],
  );
}
