import { forgetMet, rememberMet, run, withSlice } from '../change.js';
import { family, next, rule, shows, tex, tickEnds, tickShows } from '../rule.js';
import type { Elapsing, Next, Work } from '../rule.js';
import { freshSlice, passSlice, rivalWithin, toSliceEnd } from '../scheduling/slice.js';
import { FOREVER, IDLE, NOBODY, findThread } from '../state.js';
import type { State, Thread } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import { fired } from './expire.js';
import { deciderOf, settledWhere, splitting, withPartner } from './split.js';

// Time passes, while a thread computes or the machine idles.

/** The ms from now to the next moment at which a timeout or the slice may do something. */
const toNextMoment = (s: State): number => {
  let least = toSliceEnd(s);
  for (const t of s.threads) {
    const phase = t?.phase;
    if ((phase?.is !== 'sending' && phase?.is !== 'receiving') || phase.due === FOREVER) continue;
    least = Math.min(least, Math.max(1, phase.due - s.clockMs));
  }
  return least;
};
const hasTimeout = (t: Thread | null): t is Thread =>
  (t?.phase.is === 'sending' || t?.phase.is === 'receiving') && t.phase.due !== FOREVER;

export const timePasses = rule({
  name: 'timeouts/time-passes',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'The clock moves on to the next moment at which something may happen, and every timeout is looked at.',
  formula: tex`\text{now} := \text{now} + d`,
  on: 'tick',
  when: (_, { left }) => left > 0,
  then: (s, { left, elapsed, copying }) => {
    const ms = Math.min(left, toNextMoment(s));
    return next(
      passSlice(s, ms),
      ...s.threads.filter(hasTimeout).map(({ id }): Work => ({ do: 'expire', thread: id })),
      {
        do: 'alarm',
        left: left - ms,
        elapsed: elapsed + ms,
        copying,
      },
    );
  },
});

export const tickOver = rule({
  name: 'timeouts/tick-over',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'All of the tick has passed, and whoever ran runs on.',
  formula: tex`\text{running}' = \text{running}`,
  on: 'tick',
  when: (_, { left, copying }) => left === 0 && copying === null,
  then: (s, { elapsed }) =>
    tickShows(elapsed, shows(s.running === IDLE ? s : run(s, s.running), s.running, null, false)),
});

export const tickOverInCopy = rule({
  name: 'strings/tick-over',
  profile: 'strings',
  source: [lecture(59), facts('1.4')],
  says: 'All of the tick has passed in the middle of a copy, and the copy goes on.',
  formula: tex`\text{step}_{i+1}`,
  on: 'tick',
  when: (_, { left, copying }) => (left === 0 && copying !== null ? copying : false),
  then: (s, _, met) => next(rememberMet(s, met)),
});

const priorityNow = (s: State): number => findThread(s, s.running)?.share.priority ?? -1;
/** The threads whose timeouts fired for certain at this moment and that have the highest priority, if it is above the running one's. */
const woken = (s: State): readonly Thread[] => {
  const ready = s.threads.filter((t): t is Thread => t?.phase.is === 'ready' && s.met.includes(t.id));
  const top = Math.max(priorityNow(s), ...ready.map(({ share }) => share.priority));
  return top > priorityNow(s) ? ready.filter(({ share }) => share.priority === top) : [];
};
/** One of the thread and its partner in a transfer is above that priority. */
const isAbove = (s: State, t: Thread, priority: number): boolean =>
  withPartner(s, t).some(({ share }) => share.priority > priority);
/** The threads from that priority on that are ready if a timeout that may have fired has, and of which the partner in a transfer is not above them. */
const undecidedFrom = (s: State, least: number): readonly Thread[] =>
  s.threads.filter((t): t is Thread => {
    if (t === null || t.share.priority < least || deciderOf(s, t.id) === NOBODY) return false;
    return !isAbove(s, t, t.share.priority);
  });
const wouldPreempt = (s: State): boolean => undecidedFrom(s, priorityNow(s) + 1).length > 0;

/** That thread runs, which proves that no undecided thread of higher priority has fired. */
const preempts = (s: State, t: Thread, so: Elapsing): Next => {
  const ready = t.phase.is === 'ready' ? s : fired(s, deciderOf(s, t.id));
  const proved = settledWhere(ready, (other) => isAbove(ready, other, t.share.priority));
  return tickEnds(so, withSlice(forgetMet(proved), freshSlice(s, t)), { do: 'resume', thread: t.id });
};

export const quiet = rule({
  name: 'timeouts/no-preemption',
  profile: 'timeouts',
  source: [lecture(25), facts('1.3')],
  says: 'A wakeup of no higher priority than the running thread does not take the processor from it.',
  formula: tex`\text{prio}(q) \le \text{prio}(\text{running}) \Rightarrow \text{running}' = \text{running}`,
  on: 'alarm',
  when: (s) => woken(s).length === 0 && !wouldPreempt(s),
  then: (s, { left, elapsed, copying }) => next(forgetMet(s), { do: 'slice', left, elapsed, copying }),
});

export const mayPreempt = rule({
  name: 'timeouts/may-preempt',
  profile: 'timeouts',
  source: [lecture(25), facts('1.3')],
  says: 'A thread of higher priority that may have fired shows it now: it runs, or its timeout has not fired yet.',
  formula: tex`q : \text{undecided} \land \text{prio}(q) > \text{prio}(\text{running}) \Rightarrow \text{running} := q \;\mid\; q : \text{waiting}`,
  on: 'alarm',
  when: (s) => woken(s).length === 0 && wouldPreempt(s),
  then: (s, so) => {
    const waits = settledWhere(s, (t) => isAbove(s, t, priorityNow(s)));
    return [
      next(forgetMet(waits), { do: 'slice', left: so.left, elapsed: so.elapsed, copying: so.copying }),
      ...undecidedFrom(s, priorityNow(s) + 1).map((t) => preempts(s, t, so)),
    ];
  },
});

export const preempt = rule({
  name: 'timeouts/preempt',
  profile: 'timeouts',
  source: [lecture(25), facts('1.3')],
  says: 'A wakeup of higher priority than the running thread takes the processor at once.',
  formula: tex`q : \text{woken} \land \text{prio}(q) > \text{prio}(\text{running}) \Rightarrow \text{running} := q`,
  on: 'alarm',
  when: (s) => woken(s).length > 0,
  then: (s, so) => {
    const first = woken(s);
    return [...first, ...undecidedFrom(s, first[0].share.priority)].map((t) => preempts(s, t, so));
  },
});

export const ticks = splitting(
  'timeouts/undecided-rival',
  'Whether the timeout of a thread that could have the next turn has fired decides whether a slice that ended on the way was renewed.',
  ({ left }, s) => (left === 0 ? NOBODY : rivalWithin(s, Math.min(left, toNextMoment(s)))),
  family(timePasses, tickOver, tickOverInCopy),
);
export const alarms = family(quiet, mayPreempt, preempt);
