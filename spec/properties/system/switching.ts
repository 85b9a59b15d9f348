import { facts, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isFaultFree, isReady, isSame, isWaiting, namedIn, systemProperty, isCopyFree } from './property.js';
import type { SystemStep, WholeThread } from './property.js';
import { turnIn } from './turns.js';
import { endMs, waitOf } from './waits.js';

// To whom the processor goes: after a rendez-vous, by thread_switch, by turns, in time.

/** Another than the caller is told that a message went or came. */
const isMet = ({ before, newResults }: SystemStep): boolean =>
  newResults.some(
    ({ thread, result: { cause } }) => (cause === 'ok' || cause === 'messageCut') && !isSame(thread, before.running),
  );

export const partnerRuns = systemProperty({
  name: 'schedule/partner-runs',
  profile: 'ipc',
  source: [lecture(58), lecture(64), facts('A15')],
  says: 'After a rendez-vous a thread that waited for it runs, or the caller that received.',
  where: { switchTo: ['partner'] },
  formula: tex`e : \text{ipc} \land \text{copy-free} \land \text{fault-free} \land q \ne c \land q \Downarrow \text{ok} \mid \text{messageCut} \Rightarrow \text{running}' : \text{waiting} \lor (\text{running}' = c \land c \Downarrow \text{receive})`,
  when: (step) => isCopyFree(step) && step.stimulus.do === 'ipc' && isFaultFree(step) && isMet(step),
  holds: ({ before, seen, newResults }) =>
    isWaiting(findIn(before, seen.running)) ||
    newResults.some(
      ({ thread, result }) =>
        isSame(thread, before.running) && isSame(thread, seen.running) && result.phase === 'receive',
    ),
});

export const yieldsToTheNamed = systemProperty({
  name: 'schedule/yields-to-the-named',
  profile: 'ipc',
  source: [lecture(25), facts('3.5')],
  says: 'thread_switch to a ready thread gives it the processor.',
  formula: tex`e = \text{thread\_switch}(q) \land q : \text{ready} \land \text{fault}(q) = \varnothing \Rightarrow \text{running}' = q`,
  when: ({ before, stimulus }) => {
    if (stimulus.do !== 'thread_switch' || before.running === 'idle') return false;
    const t = namedIn(before, stimulus.to);
    return isReady(t) && t?.fault === null;
  },
  holds: ({ before, stimulus, seen }) =>
    stimulus.do !== 'thread_switch' || isSame(seen.running, namedIn(before, stimulus.to)?.thread ?? 'nobody'),
});

export const yieldsToTheHighest = systemProperty({
  name: 'schedule/yields-to-the-highest',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'thread_switch to nobody gives the processor to a ready thread of the highest priority.',
  stays:
    'Who is not given the processor when it is its turn is passed over, which `schedule/none-passed-over-twice` finds later, or goes before a higher one, which `schedule/highest-priority` or, in time, `schedule/time-never-lowers-the-priority` finds. It stays because it tells of the one call that asks for a turn.',
  formula: tex`e = \text{thread\_switch}(\varnothing) \land \text{fault-free} \land q : \text{ready}' \Rightarrow \text{prio}'(q) \le \text{prio}'(\text{running}')`,
  when: (step) =>
    step.stimulus.do === 'thread_switch' &&
    step.stimulus.to === 'nobody' &&
    step.seen.running !== 'idle' &&
    step.before.running !== 'idle' &&
    isFaultFree(step),
  holds: ({ seen, after }) => {
    const runner = findIn(after, seen.running);
    return after.view.threads.every((t) => !isReady(t) || t.priority <= (runner?.priority ?? -1));
  },
});

export const nonePassedOverTwice = systemProperty({
  name: 'schedule/none-passed-over-twice',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'Among threads of one priority none gets a second turn while another that was ready throughout has had none.',
  formula: tex`\text{turn}(q) \land \text{fault-free} \land r \notin \{q, c\} \land r : \text{ready} \land r : \text{ready}' \land \text{prio}'(r) = \text{prio}'(q) \Rightarrow q \notin \text{had}(r)`,
  when: (step) => isFaultFree(step) && turnIn(step.before, step.stimulus, step.seen, step.after.view) !== undefined,
  holds: ({ before, seen, survivors }) => {
    const runner = survivors.find(({ is }) => isSame(is.thread, seen.running))?.is;
    return survivors.every(({ was, is }) => {
      if (!isReady(was) || !isReady(is) || isSame(is.thread, seen.running)) return true;
      if (is.priority !== runner?.priority || isSame(is.thread, before.running)) return true;
      const had = before.passedOver.find(({ thread }) => isSame(thread, is.thread))?.had ?? [];
      return !had.some((thread) => isSame(thread, seen.running));
    });
  },
});

/** The threads that wake in this step, and cannot have woken before. */
const wokenIn = ({ before, survivors }: SystemStep): readonly WholeThread[] =>
  survivors.flatMap(({ was, is }) => {
    const wait = waitOf(before.waits, was.thread);
    return wait !== undefined && endMs(wait) > before.view.clockMs && isReady(is) ? [is] : [];
  });

export const wakeupPreempts = systemProperty({
  name: 'schedule/wakeup-preempts',
  profile: 'timeouts',
  source: [lecture(25), facts('1.3')],
  says: 'A thread that wakes in time does not wait for the processor while one of lower priority has it.',
  formula: tex`e : \text{tick} \land q : \text{waiting} \land \text{due}(q) > \text{now} \land q : \text{ready}' \Rightarrow \text{prio}'(q) \le \text{prio}'(\text{running}')`,
  when: (step) => step.stimulus.do === 'tick' && wokenIn(step).length > 0,
  holds: (step) => {
    const runner = findIn(step.after, step.seen.running);
    return wokenIn(step).every(({ priority }) => priority <= (runner?.priority ?? -1));
  },
});

export const timeNeverLowers = systemProperty({
  name: 'schedule/time-never-lowers-the-priority',
  profile: 'timeouts',
  source: [lecture(25)],
  says: 'In time the processor never goes to a thread of lower priority than the one that has it, and never idle.',
  stays:
    'A lower thread that gets the processor in time does so by a wakeup, which `schedule/only-the-higher-preempt` tells, or by a turn, which `schedule/highest-priority` or `schedule/yields-to-the-highest` tells. It stays because it is the one that speaks of wakeups where slices end.',
  formula: tex`e : \text{tick} \land c \ne \varnothing \land \text{fault-free} \Rightarrow \text{prio}'(\text{running}') \ge \text{prio}(c)`,
  when: (step) => step.stimulus.do === 'tick' && step.before.running !== 'idle' && isFaultFree(step),
  holds: ({ before, seen, after }) =>
    (findIn(after, seen.running)?.priority ?? -1) >= (findIn(before, before.running)?.priority ?? 256),
});

export const onlyTheHigherPreempt = systemProperty({
  name: 'schedule/only-the-higher-preempt',
  profile: 'timeouts',
  source: [lecture(25), facts('1.3')],
  says: 'Where no slice has an end, a thread loses the processor in time to none but one of higher priority.',
  formula: tex`e : \text{tick} \land c \ne \varnothing \land \text{fault-free} \land (\forall\, q : \text{slice}(q) = \infty) \land \text{running}' \ne c \Rightarrow \text{prio}'(\text{running}') > \text{prio}(c)`,
  when: (step) =>
    step.stimulus.do === 'tick' &&
    step.before.running !== 'idle' &&
    !isSame(step.before.running, step.seen.running) &&
    isFaultFree(step) &&
    step.before.view.threads.every(({ sliceMs }) => sliceMs === 'never'),
  holds: ({ before, seen, after }) =>
    (findIn(after, seen.running)?.priority ?? -1) > (findIn(before, before.running)?.priority ?? 256),
});

const sliceOf = ({ before }: SystemStep): number => {
  const sliceMs = findIn(before, before.running)?.sliceMs ?? 'never';
  return sliceMs === 'never' ? Infinity : sliceMs;
};

export const sliceIsKept = systemProperty({
  name: 'scheduling/slice-is-kept',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'A thread that had its turn keeps the processor for its slice, unless one of higher priority wakes.',
  formula: tex`e : \text{tick} \land \text{used} \ne \varnothing \land \text{running}' \ne c \land \text{running}' : \text{ready} \Rightarrow \text{used} + \text{elapsed} \ge \text{slice}(c)`,
  when: ({ before, stimulus, seen }) =>
    stimulus.do === 'tick' &&
    before.tenure !== null &&
    !isSame(seen.running, before.running) &&
    isReady(findIn(before, seen.running)),
  holds: (step) => (step.before.tenure?.ms ?? 0) + (step.seen.elapsedMs ?? 0) >= sliceOf(step),
});

export const sliceEndsInTime = systemProperty({
  name: 'scheduling/slice-ends-in-time',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'While another of its priority is ready, no thread runs for longer than two of its slices, and what the kernel may be late.',
  formula: tex`e : \text{tick} \Rightarrow \text{contended}' \le 2\,(\text{slice}(c) + g)`,
  when: ({ stimulus, after }) => stimulus.do === 'tick' && (after.tenure?.contendedMs ?? 0) > 0,
  holds: (step) => (step.after.tenure?.contendedMs ?? 0) <= 2 * (sliceOf(step) + step.latenessMs),
});
