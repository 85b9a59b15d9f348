import { pass, sliceOf, takeTurn, withSlice } from '../change.js';
import { family, next, rule, tex, tickEnds } from '../rule.js';
import { ENDLESS, threadOf } from '../state.js';
import type { Slice, State, Thread } from '../state.js';
import { lecture } from '../vocabulary/index.js';
import { candidates, chosen } from './candidates.js';

// The slice of the running thread: after it others of its priority have their turn.

export const ENDLESS_SLICE = sliceOf(ENDLESS, ENDLESS);
/** A new slice of the thread: it may last longer than it should by as much as a wakeup may be late. */
export const freshSlice = (s: State, { share: { sliceMs } }: Thread): Slice =>
  sliceMs === ENDLESS ? ENDLESS_SLICE : sliceOf(sliceMs, sliceMs + s.world.latenessMs);
/** After a direct switch the kernel may go on with the caller's slice, or begin one of the receiver's; a slice without an end is not handed on. */
export const eitherSlice = (s: State, t: Thread): Slice => {
  const fresh = freshSlice(s, t);
  if (s.slice.most === ENDLESS || fresh.most === ENDLESS) return fresh;
  return sliceOf(Math.min(s.slice.least, fresh.least), Math.max(s.slice.most, fresh.most));
};

const mayEnd = ({ slice }: State): boolean => slice.most !== ENDLESS && slice.least <= 0;
/** Who else could have the next turn. */
const others = (s: State): readonly Thread[] => candidates(s).filter(({ id }) => id !== s.running);

/** Whether the slice has ended, nothing can show: from now on it may end at any time, at the latest as late as a new one. */
const renewedSlice = (s: State): Slice =>
  sliceOf(0, Math.max(s.slice.most, freshSlice(s, threadOf(s, s.running)).most));

/**
 * `ms` pass. A slice that may have ended on the way, while nobody else could have a turn, was renewed there: it may end at any time, at the
 * latest as late as a new one.
 */
export const passSlice = (s: State, ms: number): State => {
  const passed = pass(s, ms);
  const wasRenewed = s.slice.most !== ENDLESS && s.slice.least < ms && others(s).length === 0;
  return wasRenewed ? withSlice(passed, renewedSlice(passed)) : passed;
};
/** The ms to the moment at which the slice may end and somebody else have a turn. */
export const toSliceEnd = (s: State): number =>
  s.slice.most === ENDLESS || others(s).length === 0 ? Infinity : Math.max(1, s.slice.least);

export const sliceRuns = rule({
  name: 'scheduling/slice-runs',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'Within its slice a thread runs on.',
  formula: tex`used < l \Rightarrow \text{running}' = \text{running}`,
  on: 'slice',
  when: (s) => !mayEnd(s),
  then: (s, { left, elapsed }) => next(s, { do: 'tick', left, elapsed }),
});

export const sliceRenewed = rule({
  name: 'scheduling/slice-renewed',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'A thread whose slice ends while nobody else could have a turn runs on, in a new slice.',
  formula: tex`\nexists\, q : \text{ready} \land prio(q) \ge prio(\text{running}) \Rightarrow \text{running}' = \text{running}`,
  on: 'slice',
  when: (s) => mayEnd(s) && others(s).length === 0,
  then: (s, { left, elapsed }) => next(withSlice(s, renewedSlice(s)), { do: 'tick', left, elapsed }),
});

export const sliceEnds = rule({
  name: 'scheduling/slice-ends',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'When its slice ends a thread leaves the processor to the round robin; the slice ends on time, or later by as much as the kernel may be late.',
  formula: tex`used \in [l, l + g] \Rightarrow \text{pick}`,
  on: 'slice',
  when: (s) => mayEnd(s) && others(s).length > 0,
  then: (s, { left, elapsed }) => {
    const turns = candidates(s).map((t) => {
      const given = takeTurn(withSlice(chosen(s, t), freshSlice(s, t)), t.id);
      return t.id === s.running
        ? next(given, { do: 'tick', left, elapsed })
        : tickEnds(elapsed, given, { do: 'resume', thread: t.id });
    });
    return s.slice.most > 0 ? [next(s, { do: 'tick', left, elapsed }), ...turns] : turns;
  },
});

export const slices = family(sliceRuns, sliceRenewed, sliceEnds);
