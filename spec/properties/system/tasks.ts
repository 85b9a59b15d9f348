import { facts, lecture } from '../../vocabulary/index.js';
import type { Stimulus } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { mayMake } from './clans.js';
import { findIn, isAlike, isReady, isSame, namedIn, ownResult, systemProperty } from './property.js';
import type { SystemMoment, SystemStep } from './property.js';

// Tasks: who makes and deletes them, and what goes with them.

export const noThreadOfAFreeTask = systemProperty({
  name: 'tasks/no-thread-of-a-free-task',
  profile: 'tasks',
  source: [lecture(72), facts('3.5')],
  says: 'Every thread is an owner of a space that exists.',
  stays:
    'A thread that outlives its task is in the way when the task is made anew, which the properties of making find. It stays because it finds it at once, and of a moment alone.',
  formula: tex`p \in T' \Rightarrow \text{task}(p) \in \Sigma'`,
  when: () => true,
  holds: ({ after: { view } }) => view.threads.every(({ thread }) => (view.derivation[thread[0]] ?? null) !== null),
});

export const nobodyWaitsForTheGone = systemProperty({
  name: 'tasks/nobody-waits-for-the-gone',
  profile: 'tasks',
  source: [facts('3.2'), facts('6.4')],
  says: 'No thread waits for a thread that does not exist.',
  formula: tex`p : \text{waiting}'(q) \Rightarrow q \in T'`,
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is === 'sending' || phase.is === 'receiving'),
  holds: ({ after }) =>
    after.view.threads.every(({ phase }) => {
      if (phase.is === 'sending') return findIn(after, phase.to) !== undefined;
      if (phase.is !== 'receiving' || typeof phase.from === 'string' || 'line' in phase.from) return true;
      return findIn(after, phase.from) !== undefined;
    }),
});

export const othersKeepTheirTasks = systemProperty({
  name: 'tasks/nobody-goes-by-another-call',
  profile: 'tasks',
  source: [lecture(72), facts('3.5')],
  says: 'A thread ceases to exist by task_new alone, and never the one that calls it.',
  stays:
    'A thread that is gone though nobody deleted it was made anew, for the rules have no other way, and `registers/threads-come-by-two-calls-alone` finds that. It stays because a kernel has other ways to lose a thread.',
  formula: tex`c \ne \varnothing \land p \in T \setminus T' \Rightarrow e : \text{task\_new} \land p \ne c`,
  when: ({ before }) => before.running !== 'idle',
  holds: ({ before, stimulus, survivors }) =>
    before.view.threads.every(
      ({ thread }) =>
        survivors.some(({ was }) => isSame(was.thread, thread)) ||
        (stimulus.do === 'task_new' && !isSame(thread, before.running)),
    ),
});

type TaskNew = Extract<Stimulus, { do: 'task_new' }>;
interface Making {
  readonly asked: TaskNew;
  readonly caller: number;
  readonly isAllowed: boolean;
}
const makingIn = ({ before, stimulus }: SystemStep): Making | undefined =>
  stimulus.do === 'task_new' && before.running !== 'idle'
    ? {
        asked: stimulus,
        caller: before.running[0],
        isAllowed: mayMake(before.clans, before.running[0], stimulus.task),
      }
    : undefined;
const isTask = ({ view }: SystemMoment, task: number): boolean => (view.derivation[task] ?? null) !== null;

export const onlyItsChief = systemProperty({
  name: 'tasks/only-its-chief',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'Whoever is not the chief of a task cannot make it anew: nothing changes, and the caller is told nil.',
  stays:
    'A refusal that is none makes a task, of which `tasks/others-stay` and the properties of making speak, or takes the processor. It stays because it is the one that says what a refusal is.',
  formula: tex`e = \text{task\_new}(j) \land \lnot\,\text{may}(j) \Rightarrow \text{result} = \text{nil} \land |T'| = |T| \land \sigma' = \sigma \land \text{phase}'(p) = \text{phase}(p)`,
  when: (step) => makingIn(step)?.isAllowed === false,
  holds: (step) => {
    const { before, after } = step;
    const result = ownResult(step);
    return (
      result?.call === 'task_new' &&
      result.made === 'nobody' &&
      before.view.threads.length === after.view.threads.length &&
      isAlike(before.view.derivation, after.view.derivation) &&
      step.survivors.every(({ was, is }) => was.phase.is === is.phase.is)
    );
  },
});

export const madeAsAsked = systemProperty({
  name: 'tasks/made-as-asked',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A task is created with one thread, ready at the instruction pointer and with the pager that were asked for.',
  formula: tex`e = \text{task\_new}(j, x, r) \land \text{may}(j) \land r \ne \varnothing \Rightarrow T_j' = \{q\} \land q = \theta_0(\sigma_j) \land q : \text{ready}' \land \text{fault}'(q) = \varnothing \land \text{regs}'(q) \simeq (x, r, r)`,
  when: (step) =>
    makingIn(step)?.isAllowed === true && step.stimulus.do === 'task_new' && step.stimulus.pager !== 'nobody',
  holds: (step) => {
    const asked = makingIn(step)?.asked;
    const threads = step.after.view.threads.filter(({ thread }) => thread[0] === asked?.task);
    if (asked === undefined || threads.length !== 1) return false;
    const [t] = threads;
    if (!isReady(t) || t.thread[1] !== 0 || t.ip !== asked.ip) return false;
    const pager = namedIn(step.after, asked.pager)?.thread;
    return (pager === undefined || isSame(t.pager, pager)) && isAlike(t.pager, t.handler) && t.fault === null;
  },
});

export const reservedIsInactive = systemProperty({
  name: 'tasks/reserved-is-inactive',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'A task made without a pager exists and has no thread.',
  formula: tex`e = \text{task\_new}(j, x, \varnothing) \land \text{may}(j) \Rightarrow j \in \Sigma' \land T_j' = \varnothing`,
  when: (step) =>
    makingIn(step)?.isAllowed === true && step.stimulus.do === 'task_new' && step.stimulus.pager === 'nobody',
  holds: (step) => {
    const task = makingIn(step)?.asked.task ?? -1;
    return isTask(step.after, task) && step.after.view.threads.every(({ thread }) => thread[0] !== task);
  },
});

/** The tasks that the task made, and those that these made. */
const clanOf = ({ clans }: SystemMoment, task: number): readonly number[] => {
  const found = [task];
  for (let at = 0; at < found.length && found.length <= clans.length; at++)
    clans.forEach((clansman, made) => {
      if (clansman?.chief === found[at] && !found.includes(made)) found.push(made);
    });
  return found.slice(1);
};

export const clanGoesToo = systemProperty({
  name: 'tasks/clan-goes-too',
  profile: 'tasks',
  source: [facts('3.5'), facts('A29')],
  says: 'With a task go the tasks that it made, and those that these made.',
  where: { clanOfDeleted: ['deleted'] },
  formula: tex`e = \text{task\_new}(j) \land \text{may}(j) \land T_j \ne \varnothing \land k \in \text{clan}(j) \Rightarrow k \notin \Sigma'`,
  when: (step) => {
    const making = makingIn(step);
    const isActive = step.before.view.threads.some(({ thread }) => thread[0] === making?.asked.task);
    return making?.isAllowed === true && isActive && clanOf(step.before, making.asked.task).length > 0;
  },
  holds: (step) => clanOf(step.before, makingIn(step)?.asked.task ?? -1).every((task) => !isTask(step.after, task)),
});

export const otherTasksStay = systemProperty({
  name: 'tasks/others-stay',
  profile: 'tasks',
  source: [lecture(72), facts('3.5')],
  says: 'task_new deletes no task but the one that it names and those that this one made.',
  formula: tex`e = \text{task\_new}(j) \land k \in \Sigma \setminus \text{clan}(j) \land k \ne j \Rightarrow k \in \Sigma'`,
  when: (step) => makingIn(step) !== undefined,
  holds: (step) => {
    const task = makingIn(step)?.asked.task ?? -1;
    const clan = clanOf(step.before, task);
    return step.before.view.derivation.every(
      (space, other) => space === null || other === task || clan.includes(other) || isTask(step.after, other),
    );
  },
});

export const othersMakeNone = systemProperty({
  name: 'tasks/made-by-task-new-alone',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'Tasks come and go by task_new alone.',
  formula: tex`\lnot\, e : \text{task\_new} \Rightarrow \Sigma' = \Sigma`,
  when: ({ stimulus }) => stimulus.do !== 'task_new',
  holds: ({ before, after }) =>
    after.view.derivation.every((space, task) => (space === null) === !isTask(before, task)),
});
