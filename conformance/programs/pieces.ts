import { nameOf } from '../../spec/index.js';
import type { State, Thread } from '../../spec/index.js';
import { MAX_TIMEOUT_MS, PAGE_BYTES, nil, pageOf, sourceOf } from '../../spec/vocabulary/index.js';
import type { Fpage, Item, Receive, Send, Stimulus, ThreadId, TimeoutMs } from '../../spec/vocabulary/index.js';
import type { Claims } from './action.js';
import type { Random } from './random.js';

/** The last bytes for users on a 486: 4 MiB, for which a directory has one word. */
export const LAST_4_MIB = 3 * 2 ** 30 - 2 ** 22;

export const name = (s: State, t: Thread): ThreadId => nameOf(s, t.id);
export const living = (s: State): readonly Thread[] => s.threads.filter((t) => t !== null);
/** The threads that would take a message of `runner` at once. */
export const waiting = (s: State, runner: Thread): readonly Thread[] =>
  living(s).filter(({ phase }) => phase.is === 'receiving' && (phase.from === runner.id || phase.from === -2));
export const queued = (s: State, runner: Thread): readonly Thread[] =>
  living(s).filter(({ phase }) => phase.is === 'sending' && phase.to === runner.id);
export const anySlot = (r: Random, s: State): ThreadId =>
  r.chance(4)
    ? [r.below(s.world.tasks), r.below(s.world.lthreads), 2]
    : [r.below(s.world.tasks), r.below(s.world.lthreads)];
/** Mostly a thread that would take the message, or another that lives; sometimes any slot, itself, or nobody. */
export const partner = (r: Random, s: State, likely: readonly Thread[]): ThreadId => {
  if (likely.length > 0 && r.chance(80)) return name(s, r.pick(likely));
  return r.chance(75) ? name(s, r.pick(living(s))) : anySlot(r, s);
};

/** Mostly for ever or not at all; of a kernel that claims timeouts often a few ms, seldom one of the largest. */
export const timeout = (r: Random, claims: Claims, polls = 25): TimeoutMs => {
  if (claims('timeouts') && r.chance(50)) return r.chance(96) ? 1 + r.below(12) : MAX_TIMEOUT_MS - r.below(3);
  return r.chance(polls) ? 0 : 'never';
};
export const fpage = (r: Random, limit: number, page: number): Fpage => {
  const sizeLog2 = r.chance(70) ? 0 : 1 + r.below(2);
  const size = 2 ** sizeLog2;
  return { base: Math.floor((r.chance(96) ? page : page + limit) / size) * size, sizeLog2 };
};
/** A page that the task has, mostly; page 0 where it has none. */
export const heldPage = (r: Random, s: State, task: number): number => {
  const { pages } = s.world;
  const held = Array.from({ length: pages }, (_, page) => page).filter((page) => s.sigma[task * pages + page] !== nil);
  return held.length > 0 && r.chance(90) ? r.pick(held) : r.below(pages);
};
export const window = (r: Random, s: State): Fpage | undefined =>
  r.chance(12) ? undefined : r.chance(45) ? { base: 0, sizeLog2: 20 } : fpage(r, s.world.pages, r.below(s.world.pages));
/** A page to send, and where to: numbers of pages. */
export type Aim = readonly [page: number, offset: number];
/** Pages that the receiver obtained from the sender: to send them again adds rights. */
export const given = (s: State, from: number, to: number): readonly Aim[] => {
  const { pages } = s.world;
  return Array.from({ length: pages }, (_, offset) => offset).flatMap((offset): readonly Aim[] => {
    const mapping = s.sigma[to * pages + offset];
    const source = mapping === nil ? -1 : sourceOf(mapping);
    return Math.floor(source / pages) === from ? [[source % pages, offset]] : [];
  });
};
/** Pages that the sender obtained from the receiver, directly or not: to send them back takes away what they came from. */
export const obtained = (s: State, from: number, to: number): readonly Aim[] => {
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
export const isKin = (s: State, from: number, to: number): boolean =>
  to !== 0 && (given(s, from, to).length > 0 || obtained(s, from, to).length > 0);
export const item = (r: Random, s: State, runner: Thread, to: Thread | undefined): Item => {
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
    offset: fault !== null && fault.is !== 'trap' && r.chance(75) ? pageOf(fault.address) : r.below(s.world.pages),
    write: r.chance(70),
  };
};
export const send = (r: Random, s: State, runner: Thread, items: number, claims: Claims): Send => {
  const takers = waiting(s, runner);
  const kin = takers.filter(({ task }) => isKin(s, runner.task, task));
  const to = partner(r, s, kin.length > 0 && r.chance(60) ? kin : takers);
  const target = living(s).find((t) => name(s, t)[0] === to[0] && name(s, t)[1] === to[1]);
  const count = r.chance(items) ? (r.chance(80) ? 1 : 2) : 0;
  return {
    to: r.chance(1) ? 'nobody' : to,
    words: Array.from({ length: r.below(3) }, () => r.below(100)),
    items: Array.from({ length: count }, () => item(r, s, runner, target)),
    timeoutMs: timeout(r, claims),
  };
};
export const receive = (r: Random, s: State, from: Receive['from'], timeoutMs: TimeoutMs): Receive => {
  const where = window(r, s);
  return where === undefined ? { from, timeoutMs } : { from, window: where, timeoutMs };
};
export const ipc = (phases: { readonly send?: Send; readonly receive?: Receive }): Stimulus => ({
  do: 'ipc',
  ...phases,
});
export const address = (r: Random, s: State, runner: Thread): number =>
  (r.chance(97) ? (r.chance(60) ? heldPage(r, s, runner.task) : r.below(s.world.pages)) : s.world.pages) * PAGE_BYTES +
  (r.chance(70) ? 0 : 4 * r.below(3));
export const always = (): boolean => true;
