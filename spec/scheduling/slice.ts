import { pass, sliceOf, takeTurn, withSlice } from '../change.js';
import { family, next, rule, tex, tickEnds } from '../rule.js';
import type { Work } from '../rule.js';
import { ENDLESS, NOBODY, isRunnable, threadOf } from '../state.js';
import type { Slice, State, Thread, Tid } from '../state.js';
import { lecture } from '../vocabulary/index.js';
import { deciderOf, settledWhere } from '../timeouts/split.js';
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

/** None of the undecided threads that could have the next turn has fired. */
const nobodyFired = (s: State): State => {
  const waiting = others(s).map(({ id }) => deciderOf(s, id));
  return settledWhere(s, ({ id }) => waiting.includes(id));
};

/** Whether the slice has ended, nothing can show: from now on it may end at any time, at the latest as late as a new one. */
const renewed = (s: State): State =>
  withSlice(s, sliceOf(0, Math.max(s.slice.most, freshSlice(s, threadOf(s, s.running)).most)));

/**
 * `ms` pass. A slice that may have ended on the way, while nobody else could have a turn, was renewed there: it may end at any time, at the
 * latest as late as a new one.
 */
export const passSlice = (s: State, ms: number): State => {
  const passed = pass(s, ms);
  const wasRenewed = s.slice.most !== ENDLESS && s.slice.least < ms && others(s).length === 0;
  return wasRenewed ? renewed(passed) : passed;
};

/**
 * A thread that could have the next turn if its timeout has fired, where it depends on that alone whether a slice that may have ended within `ms`
 * was renewed; NOBODY if there is none.
 */
export const rivalWithin = (s: State, ms: number): Tid => {
  const mayHaveEnded = s.slice.most !== ENDLESS && s.slice.least < ms;
  const rivals = mayHaveEnded ? others(s) : [];
  return rivals.some((t) => isRunnable(s, t)) ? NOBODY : (rivals.at(0)?.id ?? NOBODY);
};

/** The ms to the moment at which the slice may end and somebody else have a turn. */
export const toSliceEnd = (s: State): number =>
  s.slice.most === ENDLESS || others(s).length === 0 ? Infinity : Math.max(1, s.slice.least);

export const sliceRuns = rule({
  name: 'scheduling/slice-runs',
  profile: 'timeouts',
  source: [lecture(25)],
  says: 'Within its slice a thread runs on.',
  formula: tex`\text{used} < \text{slice}(p) \Rightarrow \text{running}' = \text{running}`,
  on: 'slice',
  when: (s) => !mayEnd(s),
  then: (s, { left, elapsed, copying }) => next(s, { do: 'tick', left, elapsed, copying }),
});

export const sliceRenewed = rule({
  name: 'scheduling/slice-renewed',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'A thread whose slice ends while nobody else could have a turn runs on, in a new slice.',
  formula: tex`\nexists\, q : \text{ready} \land \text{prio}(q) \ge \text{prio}(\text{running}) \Rightarrow \text{running}' = \text{running}`,
  on: 'slice',
  when: (s) => mayEnd(s) && others(s).length === 0,
  then: (s, { left, elapsed, copying }) => next(renewed(s), { do: 'tick', left, elapsed, copying }),
});

export const sliceEnds = rule({
  name: 'scheduling/slice-ends',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'When its slice ends a thread leaves the processor to the round robin; the slice ends on time, or later by as much as the kernel may be late.',
  formula: tex`\text{used} \in [\text{slice}(p), \text{slice}(p) + g] \Rightarrow \text{pick}`,
  on: 'slice',
  when: (s) => mayEnd(s) && others(s).length > 0,
  then: (s, so) => {
    const on: Work = { do: 'tick', left: so.left, elapsed: so.elapsed, copying: so.copying };
    const turns = candidates(s).map((t) => {
      const given = takeTurn(withSlice(chosen(s, t), freshSlice(s, t)), t.id);
      return t.id === s.running ? next(given, on) : tickEnds(so, given, { do: 'resume', thread: t.id });
    });
    // Where all the others are undecided none of them may have fired: then nobody else could have a turn.
    const alone = others(s).some((t) => isRunnable(s, t)) ? [] : [next(renewed(nobodyFired(s)), on)];
    return [...(s.slice.most > 0 ? [next(s, on)] : []), ...turns, ...alone];
  },
});

export const slices = family(sliceRuns, sliceRenewed, sliceEnds);
