import { makeReady, makeThread, registersOf, shareOf, withTask } from '../change.js';
import { servantNumberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { NOBODY, NO_TASK, threadOf } from '../state.js';
import type { State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

const callerTask = (s: State, { thread }: Work<'task_new'>): number => threadOf(s, thread).task;
const isFree = (s: State, { task }: Work<'task_new'>): boolean => s.tasks[task].chief === NO_TASK;
const isActive = (s: State, { task }: Work<'task_new'>): boolean => {
  const { lthreads } = s.world;
  for (let slot = task * lthreads; slot < (task + 1) * lthreads; slot++) if (s.threads[slot] !== null) return true;
  return false;
};
const isChief = (s: State, w: Work<'task_new'>): boolean => s.tasks[w.task].chief === callerTask(s, w);
/** The number is free, or it is an inactive task of the caller's. */
const mayMake = (s: State, w: Work<'task_new'>): boolean => isFree(s, w) || (!isActive(s, w) && isChief(s, w));
/** The task is the caller's, and may give priorities up to a maximum that is at most the caller's own. */
const made = (s: State, w: Work<'task_new'>): State => {
  const own = s.tasks[callerTask(s, w)].mcp;
  return withTask(s, w.task, callerTask(s, w), Math.min(w.mcp ?? own, own));
};

export const create = rule({
  name: 'tasks/create',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A new task is an empty space with one thread, its first owner, and a pager, which handles its exceptions too; the caller is its chief.',
  formula: tex`\sigma_j := \varnothing, \quad \theta_0(\sigma_j) : \text{ready}`,
  on: 'task_new',
  when: (s, w) => w.pager !== 'nobody' && mayMake(s, w),
  then: (s, w) => {
    const after = made(s, w);
    const pager = servantNumberOf(s, w.pager);
    const { priority, sliceMs } = threadOf(s, w.thread).share;
    const share = shareOf(Math.min(priority, after.tasks[w.task].mcp), sliceMs);
    const slot = w.task * s.world.lthreads;
    const born = makeThread(after, slot, registersOf(w.ip, pager, pager), share);
    const thread = born.threads[slot]?.id ?? NOBODY;
    return next(makeReady(born, w.thread, { is: 'task_new', made: thread }), { do: 'dispatch', ran: w.thread });
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
    next(makeReady(made(s, w), w.thread, { is: 'task_new', made: NOBODY }), { do: 'dispatch', ran: w.thread }),
});

export const recreate = rule({
  name: 'tasks/delete-first',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'A task that is active is deleted before its chief makes it anew.',
  formula: tex`T_j \ne \varnothing \Rightarrow \text{delete}(j) \mathbin{;} \text{task\_new}(j)`,
  on: 'task_new',
  when: (s, w) => isActive(s, w) && isChief(s, w),
  then: (s, w) => next(s, { do: 'delete', task: w.task }, w),
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

export const taskNews = family(create, reserve, recreate, refuse);
