import { FOREVER, SETTLED, isRunnable, undecidedWait } from '../../../spec/index.js';
import type { Phase, State, Thread } from '../../../spec/index.js';

// The canonical key of a state: all that can make a difference to what follows, and nothing else.

/** The turns of which the round robin compares the order: when each thread had its last, and since when each that may be ready has been. */
interface Order {
  readonly turn: (turn: number) => number;
  readonly since: (since: number) => number;
}
/** Since when the thread is ready, or would be if its timeout has fired; null if that is still to be said. */
const sinceOf = (s: State, t: Thread): number | null => {
  if (isRunnable(s, t)) return t.since;
  const wait = undecidedWait(t);
  return wait === false ? null : wait.undecided;
};

/**
 * The round robin asks only whether the turn of one thread is at most the `since` of another. So turns between which no `since` lies are
 * one, and so are those between which no turn lies: what is left is the alternation of the two, counted from below.
 */
const orderOf = (s: State): Order => {
  const threads = s.threads.filter((t) => t !== null);
  const turns = threads.map(({ turn }) => turn);
  const sinces = threads.flatMap((t) => sinceOf(s, t) ?? []);
  const ranks = { turn: [] as [number, number][], since: [] as [number, number][] };
  let rank = 0;
  let last: keyof Order = 'turn';
  const enter = (kind: keyof Order, value: number): void => {
    if (kind !== last) rank++;
    last = kind;
    ranks[kind].push([value, rank]);
  };
  for (const value of [...new Set([...turns, ...sinces])].sort((a, b) => a - b)) {
    if (turns.includes(value)) enter('turn', value);
    if (sinces.includes(value)) enter('since', value);
  }
  const among = (kind: keyof Order) => (value: number) => ranks[kind].find(([v]) => v === value)?.[1] ?? -1;
  return { turn: among('turn'), since: among('since') };
};

/** The phase, its end counted from now: whatever is further past than a timeout may be late is past alike. */
const phaseKey = (s: State, order: Order, phase: Phase): unknown => {
  if (phase.is === 'ready' || phase.is === 'halted' || phase.is === 'transferring') return phase.is;
  const due = phase.due === FOREVER ? null : Math.max(-s.world.latenessMs, phase.due - s.clockMs);
  const undecided = phase.undecided === SETTLED ? -1 : order.since(phase.undecided);
  return phase.is === 'sending'
    ? [phase.to, phase.message, phase.then, due, undecided]
    : [phase.from, phase.room, due, undecided];
};

/** Two states of one machine have the same key only if every stimulus has outcomes of the same keys from both. */
export const systemKey = (s: State): string => {
  const order = orderOf(s);
  const threadKey = (t: Thread | null): unknown =>
    t === null
      ? 0
      : [
          t.id,
          t.registers.ip,
          t.registers.pager,
          t.registers.handler,
          t.share.priority,
          t.share.sliceMs,
          phaseKey(s, order, t.phase),
          t.pending,
          t.fault,
          t.transfer,
          isRunnable(s, t) ? order.since(t.since) : -1,
          order.turn(t.turn),
        ];
  return JSON.stringify([
    s.running,
    s.threads.map(threadKey),
    s.births,
    s.slice.least,
    s.slice.most,
    s.sigma,
    s.frames,
    s.armed,
    s.tasks.map(({ chief, mcp }) => [chief, mcp]),
    s.lines.map(({ owner, raised }) => [owner, raised]),
  ]);
};
