import { pagerNumberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { NOBODY, NO_TASK, makeReady, makeThread, threadOf, withChief } from '../state.js';
import type { State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

// What becomes of an active task that its own chief makes anew is not specified yet: no premise holds.

const callerTask = (s: State, { thread }: Work<'task_new'>): number => threadOf(s, thread).task;
const isFree = (s: State, { task }: Work<'task_new'>): boolean => s.chiefs[task] === NO_TASK;
const isInactive = (s: State, { task }: Work<'task_new'>): boolean =>
  s.chiefs[task] !== NO_TASK && s.threads[task * s.world.lthreads] === null;
const isChief = (s: State, w: Work<'task_new'>): boolean => s.chiefs[w.task] === callerTask(s, w);
/** The number is free, or it is an inactive task of the caller's. */
const mayMake = (s: State, w: Work<'task_new'>): boolean => isFree(s, w) || (isInactive(s, w) && isChief(s, w));

export const create = rule({
  name: 'tasks/create',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A new task is an empty space with one thread, its first owner, and a pager; the caller is its chief.',
  formula: tex`\sigma_j := \varnothing, \quad \theta_0(\sigma_j) : \text{ready}`,
  on: 'task_new',
  when: (s, w) => w.pager !== 'nobody' && mayMake(s, w),
  then: (s, w) => {
    const slot = w.task * s.world.lthreads;
    const made = makeThread(withChief(s, w.task, callerTask(s, w)), slot, pagerNumberOf(s.world, w.pager), w.ip);
    return next(makeReady(made, w.thread, { is: 'task_new', made: slot }), { do: 'dispatch', ran: w.thread });
  },
});

export const reserve = rule({
  name: 'tasks/reserve',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'Without a pager the new task is inactive: it has no thread, and only its chief may make it active.',
  formula: tex`\text{chief}(j) := i`,
  on: 'task_new',
  when: (s, w) => w.pager === 'nobody' && mayMake(s, w),
  then: (s, w) =>
    next(makeReady(withChief(s, w.task, callerTask(s, w)), w.thread, { is: 'task_new', made: NOBODY }), {
      do: 'dispatch',
      ran: w.thread,
    }),
});

export const refuse = rule({
  name: 'tasks/refuse',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'Only its chief may make a task anew: for anybody else the call has no effect.',
  formula: tex`\text{chief}(j) \ne i \Rightarrow \text{nil}`,
  on: 'task_new',
  when: (s, w) => !isFree(s, w) && !isChief(s, w),
  then: (s, w) => next(makeReady(s, w.thread, { is: 'task_new', made: NOBODY }), { do: 'dispatch', ran: w.thread }),
});

export const taskNews = family(create, reserve, refuse);
