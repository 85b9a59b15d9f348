import { facts, lecture } from '../../vocabulary/index.js';
import type { Result, Stimulus } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { madeIn } from './births.js';
import { callerOf, findIn, isAlike, isSame, namedIn, ownResult, systemProperty } from './property.js';
import type { SystemStep, WholeThread } from './property.js';
import { isDecided } from './waits.js';

// Priorities and slices, and who may give them.

export const priorityStays = systemProperty({
  name: 'scheduling/only-thread-schedule-changes-a-share',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'A thread keeps its priority and its slice until thread_schedule gives it others.',
  formula: tex`\lnot\, e : \text{thread\_schedule} \Rightarrow \text{share}'(q) = \text{share}(q)`,
  when: ({ stimulus }) => stimulus.do !== 'thread_schedule',
  holds: ({ survivors }) =>
    survivors.every(({ was, is }) => is.priority === was.priority && is.sliceMs === was.sliceMs),
});

type Schedule = Extract<Stimulus, { do: 'thread_schedule' }>;
type Old = Extract<Result, { call: 'thread_schedule' }>['old'];
/** A thread_schedule: what was asked, what was told, and of whom, if it is a thread. */
interface Scheduled {
  readonly asked: Schedule;
  readonly old: Old;
  readonly target: WholeThread | undefined;
}
const scheduledIn = (step: SystemStep): Scheduled | undefined => {
  const result = ownResult(step);
  if (step.stimulus.do !== 'thread_schedule' || result?.call !== 'thread_schedule') return undefined;
  return { asked: step.stimulus, old: result.old, target: namedIn(step.before, step.stimulus.of) };
};
const mcpOf = ({ before }: SystemStep): number =>
  before.running === 'idle' ? -1 : (before.clans[before.running[0]]?.mcp ?? -1);

export const setsAsAsked = systemProperty({
  name: 'scheduling/sets-as-asked',
  profile: 'scheduling',
  source: [lecture(25), facts('3.5')],
  says: 'thread_schedule gives its thread the priority and the slice that were asked for, and nobody else.',
  formula: tex`e = \text{thread\_schedule}(q, n, x) \land \text{result} \notin \{\varnothing, \text{refused}\} \Rightarrow \text{share}'(q) = (n, x) \mathbin{?} \text{share}(q) \land (p \ne q \Rightarrow \text{share}'(p) = \text{share}(p))`,
  when: (step) => (scheduledIn(step)?.old ?? 'refused') !== 'refused',
  holds: (step) => {
    const { asked, target } = scheduledIn(step) ?? {};
    return step.survivors.every(({ was, is }) => {
      const isTarget = target !== undefined && isSame(was.thread, target.thread);
      const [priority, sliceMs] = isTarget ? [asked?.priority, asked?.sliceMs] : [];
      return is.priority === (priority ?? was.priority) && is.sliceMs === (sliceMs ?? was.sliceMs);
    });
  },
});

export const tellsWhatWas = systemProperty({
  name: 'scheduling/tells-what-was',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'thread_schedule tells what the priority and the slice of the thread were, and what it was doing.',
  formula: tex`e = \text{thread\_schedule}(q, n, x) \land \text{result} \notin \{\varnothing, \text{refused}\} \Rightarrow q \in T \land \exists\, y : \text{result} = (\text{share}(q), y) \land (\tau_q = \tau_{\text{with}(q)} = \infty \Rightarrow y = \text{phase}(q))`,
  when: (step) => (scheduledIn(step)?.old ?? 'refused') !== 'refused',
  holds: (step) => {
    const { old = 'refused', target } = scheduledIn(step) ?? {};
    if (old === 'refused' || target === undefined) return false;
    // In the middle of a transfer it may be the partner whose time for a page is over.
    const waiter = target.phase.is === 'transferring' ? target.phase.with : target.thread;
    const doing = isDecided(step.before.waits, waiter) ? target.phase.is : old.doing;
    return old.priority === target.priority && old.sliceMs === target.sliceMs && old.doing === doing;
  },
});

export const withinTheMaximum = systemProperty({
  name: 'scheduling/within-the-maximum',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'Nobody schedules a thread above the maximum of its own task, nor gives a priority above it.',
  formula: tex`e = \text{thread\_schedule}(q, n, x) \land \text{result} \notin \{\varnothing, \text{refused}\} \Rightarrow q \in T \land \text{prio}(q) \le \text{mcp}(c) \land n \mathbin{?} 0 \le \text{mcp}(c)`,
  when: (step) => (scheduledIn(step)?.old ?? 'refused') !== 'refused',
  holds: (step) => {
    const { asked, target } = scheduledIn(step) ?? {};
    return Math.max(target?.priority ?? 256, asked?.priority ?? 0) <= mcpOf(step);
  },
});

export const refusedForAReason = systemProperty({
  name: 'scheduling/refused-for-a-reason',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'thread_schedule is refused only of a thread that does not exist, or above the maximum of the caller.',
  formula: tex`e = \text{thread\_schedule}(q, n, x) \land \text{result} = \text{refused} \Rightarrow q \notin T \lor \text{prio}(q) > \text{mcp}(c) \lor n \mathbin{?} 0 > \text{mcp}(c)`,
  when: (step) => scheduledIn(step)?.old === 'refused',
  holds: (step) => {
    const { asked, target } = scheduledIn(step) ?? {};
    return target === undefined || Math.max(target.priority, asked?.priority ?? 0) > mcpOf(step);
  },
});

export const refusedChangesNothing = systemProperty({
  name: 'scheduling/refused-changes-nothing',
  profile: 'scheduling',
  source: [facts('3.5')],
  says: 'A thread_schedule that is refused changes no thread.',
  formula: tex`e : \text{thread\_schedule} \land \text{result} = \text{refused} \Rightarrow s'(q) = s(q)`,
  when: (step) => scheduledIn(step)?.old === 'refused',
  holds: ({ survivors }) => survivors.every(({ was, is }) => isAlike(was, is)),
});

export const bornWithAShare = systemProperty({
  name: 'scheduling/born-with-its-makers-share',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A new thread has the slice and the priority of its maker; the first of a new task the maximum of that task, where it is lower.',
  formula: tex`\text{made} = q \Rightarrow \text{slice}'(q) = \text{slice}(c) \land (e : \text{task\_new} \Rightarrow \text{prio}'(q) = \min(\text{prio}(c), \text{mcp}'(q))) \land (e : \text{lthread\_ex\_regs} \Rightarrow \text{prio}'(q) = \text{prio}(c))`,
  when: ({ before, stimulus, seen }) => madeIn(before.running, stimulus, seen) !== undefined,
  holds: (step) => {
    const { before, stimulus, seen, after } = step;
    const made = madeIn(before.running, stimulus, seen) ?? 'nobody';
    const [maker, t] = [callerOf(step), findIn(after, made)];
    const mcp = made === 'nobody' || stimulus.do !== 'task_new' ? 255 : (after.clans[made[0]]?.mcp ?? -1);
    return t?.sliceMs === maker?.sliceMs && t?.priority === Math.min(maker?.priority ?? -1, mcp);
  },
});
