import { facts, lecture } from '../../vocabulary/index.js';
import { isSame, systemProperty } from './property.js';

export const haltedOnlyByFault = systemProperty({
  name: 'fault/halted-only-by-fault',
  profile: 'ipc',
  source: [lecture(20), facts('3.7')],
  says: 'A thread is halted by a fault or an exception of its own, and by nothing else.',
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is === 'halted'),
  holds: ({ after }) => after.view.threads.every(({ phase, fault }) => phase.is !== 'halted' || fault !== null),
});

export const faultingWaitsForItsPager = systemProperty({
  name: 'fault/waits-for-its-pager',
  profile: 'ipc',
  source: [lecture(20), lecture(74)],
  says: 'A thread that faulted waits for its pager, one that raised an exception for its handler.',
  when: ({ after }) => after.view.threads.some(({ fault }) => fault !== null),
  holds: ({ after }) =>
    after.view.threads.every(({ phase, fault, pager, handler }) => {
      if (fault === null) return true;
      const server = 'vector' in fault ? handler : pager;
      if (phase.is === 'sending') return isSame(phase.to, server);
      return phase.is !== 'receiving' || isSame(phase.from, server);
    }),
});

export const neverRunsFaulting = systemProperty({
  name: 'fault/access-before-instruction',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'A thread that is asked for an instruction has no access to try again and no exception to answer.',
  when: ({ seen }) => seen.running !== 'idle',
  holds: ({ seen, after }) =>
    after.view.threads.every(({ thread, fault }) => fault === null || !isSame(thread, seen.running)),
});
