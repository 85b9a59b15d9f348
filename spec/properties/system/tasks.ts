import { facts, lecture } from '../../vocabulary/index.js';
import { findIn, isSame, systemProperty } from './property.js';

export const noThreadOfAFreeTask = systemProperty({
  name: 'tasks/no-thread-of-a-free-task',
  profile: 'tasks',
  source: [lecture(72), facts('3.5')],
  says: 'Every thread is an owner of a space that exists.',
  when: () => true,
  holds: ({ after: { view } }) => view.threads.every(({ thread }) => (view.derivation[thread[0]] ?? null) !== null),
});

export const nobodyWaitsForTheGone = systemProperty({
  name: 'tasks/nobody-waits-for-the-gone',
  profile: 'tasks',
  source: [facts('3.2'), facts('6.4')],
  says: 'No thread waits for a thread that does not exist.',
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
  when: ({ before }) => before.running !== 'idle',
  holds: ({ before, stimulus, after }) =>
    before.view.threads.every(
      ({ thread }) =>
        findIn(after, thread) !== undefined || (stimulus.do === 'task_new' && !isSame(thread, before.running)),
    ),
});
