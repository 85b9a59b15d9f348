import { isRunnable, undecidedWait } from '../../../spec/index.js';
import type { State, Thread } from '../../../spec/index.js';

/** The turns of which the round robin compares the order: when each thread had its last, and since when each that may be ready has been. */
export interface Order {
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
export const orderOf = (s: State): Order => {
  const turns: number[] = [];
  const sinces: number[] = [];
  for (const t of s.threads) {
    if (t === null) continue;
    turns.push(t.turn);
    const since = sinceOf(s, t);
    if (since !== null) sinces.push(since);
  }
  const ranks = { turn: [] as [number, number][], since: [] as [number, number][] };
  let rank = 0;
  let last: keyof Order = 'turn';
  const enter = (kind: keyof Order, value: number): void => {
    if (kind !== last) rank++;
    last = kind;
    ranks[kind].push([value, rank]);
  };
  const all = [...turns, ...sinces].sort((a, b) => a - b);
  all.forEach((value, at) => {
    if (value === all[at - 1]) return;
    if (turns.includes(value)) enter('turn', value);
    if (sinces.includes(value)) enter('since', value);
  });
  const among = (kind: keyof Order) => (value: number) => ranks[kind].find(([v]) => v === value)?.[1] ?? -1;
  return { turn: among('turn'), since: among('since') };
};
