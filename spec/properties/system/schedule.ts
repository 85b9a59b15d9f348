import { lecture } from '../../vocabulary/index.js';
import { findIn, isReady, isSame, isWaiting, systemProperty } from './property.js';
import type { SystemStep } from './property.js';

export const idleOnlyIfNobodyReady = systemProperty({
  name: 'schedule/idle-only-if-nobody-ready',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'The machine idles only when no thread is ready.',
  when: ({ seen }) => seen.running === 'idle',
  holds: ({ after }) => !after.view.threads.some(isReady),
});

export const runningIsReady = systemProperty({
  name: 'schedule/running-is-ready',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'Who runs is a thread that exists and waits for nothing.',
  when: ({ seen }) => seen.running !== 'idle',
  holds: ({ seen, after }) => isReady(findIn(after, seen.running)),
});

const isFromOutside = ({ stimulus }: SystemStep): boolean => stimulus.do === 'tick' || stimulus.do === 'interrupt';

export const onlyTheseRun = systemProperty({
  name: 'schedule/only-these-run',
  profile: 'ipc',
  source: [lecture(25), lecture(58)],
  says: 'While a thread is ready, no other takes its place but one that waited and no longer does, or one that has its turn by thread_switch or in time.',
  // A thread that faulted may try its access again within the step, and leave the processor to anybody.
  when: ({ before, stimulus, after }) =>
    stimulus.do !== 'thread_switch' &&
    stimulus.do !== 'tick' &&
    isReady(findIn(after, before.running)) &&
    before.view.threads.every(({ fault }) => fault === null),
  holds: ({ before, seen }) => isSame(seen.running, before.running) || isWaiting(findIn(before, seen.running)),
});

export const highestPriority = systemProperty({
  name: 'schedule/highest-priority',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'When a thread waits, and its message has woken nobody, a ready thread of the highest priority runs.',
  when: ({ before, stimulus, seen, after }) =>
    stimulus.do === 'ipc' &&
    isWaiting(findIn(after, before.running)) &&
    seen.running !== 'idle' &&
    isReady(findIn(before, seen.running)),
  holds: ({ seen, after }) =>
    after.view.threads.every(
      (t) => !isReady(t) || t.priority <= (findIn(after, seen.running)?.priority ?? Number.NEGATIVE_INFINITY),
    ),
});

/** Whether two pieces of plain data say the same. */
const isAlike = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const [inA, inB] = [Object.entries(a), Object.entries(b)];
  return inA.length === inB.length && inA.every(([key, x], at) => inB[at][0] === key && isAlike(x, inB[at][1]));
};

export const ignoredChangesNothing = systemProperty({
  name: 'schedule/ignored-changes-nothing',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'While the machine idles nothing but time and interrupts changes anything.',
  when: (step) => step.before.running === 'idle' && !isFromOutside(step),
  holds: ({ before, seen, after }) =>
    seen.ignored === true && seen.running === 'idle' && isAlike(before.view, after.view),
});

export const priorityStays = systemProperty({
  name: 'scheduling/only-thread-schedule-changes-a-share',
  profile: 'scheduling',
  source: [lecture(25)],
  says: 'A thread keeps its priority and its slice until thread_schedule gives it others.',
  when: ({ stimulus }) => stimulus.do !== 'thread_schedule' && stimulus.do !== 'task_new',
  holds: ({ before, after }) =>
    before.view.threads.every(({ thread, priority, sliceMs }) => {
      const t = findIn(after, thread);
      return t === undefined || (t.priority === priority && t.sliceMs === sliceMs);
    }),
});
