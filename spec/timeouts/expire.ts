import { ended, wake, withMet, withUndecided } from '../change.js';
import { tooLate } from '../strings/fault.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { FOREVER, NOBODY, SETTLED, findThread, threadOf } from '../state.js';
import type { Pending, State, Tid, Waiting } from '../state.js';
import { splitting, withPartner } from './split.js';
import { facts, lecture } from '../vocabulary/index.js';

// What the passing of time does to a thread that waits (L.59).

const waitOf = (s: State, id: Tid): Waiting | false => {
  const phase = findThread(s, id)?.phase;
  return (phase?.is === 'sending' || phase?.is === 'receiving') && phase.due !== FOREVER ? phase : false;
};
/** The wait, if it is that much or more past its first lawful moment. */
const isPast = (s: State, { thread }: Work<'expire'>, ms: number): Waiting | false => {
  const wait = waitOf(s, thread);
  return wait !== false && s.clockMs >= wait.due + ms ? wait : false;
};

export const notBefore = rule({
  name: 'timeouts/not-before',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'No timeout fires before its time.',
  formula: tex`\text{now} < \text{start} + \tau \Rightarrow p : \text{waiting}`,
  on: 'expire',
  when: (s, w) => isPast(s, w, 0) === false,
  then: (s) => next(s),
});

export const mayFire = rule({
  name: 'timeouts/may-fire',
  profile: 'timeouts',
  source: [lecture(59), lecture(62)],
  says: 'From its time on, for as long as the kernel may be late, a timeout may have fired, or not yet.',
  formula: tex`\text{start} + \tau \le \text{now} < \text{start} + \tau + g \Rightarrow p : \text{undecided}`,
  on: 'expire',
  when: (s, w) => isPast(s, w, s.world.latenessMs) === false && isPast(s, w, 0),
  then: (s, { thread }, wait) => next(withUndecided(s, thread, wait, s.turns)),
});

export const mustFire = rule({
  name: 'timeouts/must-fire',
  profile: 'timeouts',
  source: [lecture(59), lecture(62)],
  says: 'A timeout fires no later after its time than the kernel promises.',
  formula: tex`\text{now} \ge \text{start} + \tau + g \Rightarrow \text{fire}(p)`,
  on: 'expire',
  when: (s, w) => isPast(s, w, s.world.latenessMs),
  // Now, or before: who fires now is passed over least.
  then: (s, { thread }, wait) => {
    const now = withUndecided(s, thread, wait, SETTLED);
    const told = withPartner(s, threadOf(s, thread)).reduce((state, { id }) => withMet(state, id, NOBODY), now);
    return next(told, { do: 'fire', thread });
  },
});

const timedOut = (wait: Waiting): Pending => ended(wait.is === 'sending' ? 'send' : 'receive', 'timeout');
const waitsForPage = (s: State, id: Tid): boolean => threadOf(s, id).fault?.is === 'copy';
/** The thread after its timeout fired: at the last tick if it was undecided, else now. Where it waited for a page, its transfer ends for both. */
export const fired = (s: State, thread: Tid): State => {
  const { phase } = threadOf(s, thread);
  if (phase.is !== 'sending' && phase.is !== 'receiving')
    throw new RangeError(`thread ${String(thread)} does not wait`);
  const since = phase.undecided === SETTLED ? s.turns : phase.undecided;
  return waitsForPage(s, thread) ? tooLate(s, thread, since) : wake(s, thread, timedOut(phase), since);
};

export const fires = rule({
  name: 'timeouts/fire',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'A thread whose transfer has not started when its timeout fires is ready, and is told in which phase it waited.',
  formula: tex`\text{fire}(p) \Rightarrow p : \text{ready}(\text{phase}, \text{timeout})`,
  on: 'fire',
  when: (s, { thread }) => !waitsForPage(s, thread),
  then: (s, { thread }) => next(fired(s, thread)),
});

export const pageTooLate = rule({
  name: 'strings/pager-too-slow',
  profile: 'strings',
  source: [lecture(59), facts('3.7')],
  says: 'If a page has not come for a copy when the page-fault timeout fires, both IPCs end in it.',
  formula: tex`\text{fire}(p) \Rightarrow p, q : \text{faultTimeout}_q`,
  on: 'fire',
  when: (s, { thread }) => waitsForPage(s, thread),
  then: (s, { thread }) => next(fired(s, thread)),
});

/** The thread, if it would now take the processor from the one that runs. */
const wouldPreempt = (s: State, { thread }: Work<'expire'>): Tid => {
  const now = findThread(s, s.running)?.share.priority ?? -1;
  return withPartner(s, threadOf(s, thread)).some(({ share }) => share.priority > now) ? thread : NOBODY;
};

export const expiries = splitting(
  'timeouts/undecided-before',
  'A thread that has come to be of higher priority than the running one takes the processor if its timeout fires now, not if it has fired before.',
  (w, s) => wouldPreempt(s, w),
  family(notBefore, mayFire, mustFire),
);
export const firings = family(fires, pageTooLate);
