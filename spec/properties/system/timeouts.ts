import { lecture } from '../../vocabulary/index.js';
import { newResults, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { timeoutOf, waitOf } from './waits.js';
import type { Wait } from './waits.js';

/** The waits that this step ended by their timeouts; not those after which the call went on, and polled. */
const timedOut = (step: SystemStep): readonly Wait[] =>
  newResults(step).flatMap(({ thread, result: { phase, cause } }) => {
    const wait = waitOf(step.before.waits, thread);
    const ended = cause === 'timeout' && wait?.phase === (phase === 'send' ? 'sending' : 'receiving');
    return ended ? [wait] : [];
  });
const endMs = (wait: Wait): number => {
  const timeoutMs = timeoutOf(wait);
  return timeoutMs === 'never' ? Infinity : wait.startMs + timeoutMs;
};
export const neverBefore = systemProperty({
  name: 'timeouts/never-before',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'A timeout fires no sooner after the phase began than it says.',
  when: (step) => timedOut(step).length > 0,
  holds: (step) => timedOut(step).every((wait) => step.after.view.clockMs >= endMs(wait)),
});

export const neverAfter = systemProperty({
  name: 'timeouts/never-after',
  profile: 'timeouts',
  source: [lecture(59), lecture(62)],
  says: 'No thread waits for longer than its timeout and what the kernel may be late.',
  when: ({ after }) => after.waits.some((wait) => timeoutOf(wait) !== 'never'),
  holds: ({ after, latenessMs }) => after.waits.every((wait) => after.view.clockMs < endMs(wait) + latenessMs),
});

export const zeroNeverWaits = systemProperty({
  name: 'timeouts/zero-never-waits',
  profile: 'ipc',
  source: [lecture(59)],
  says: 'A phase with timeout 0 does not wait.',
  when: ({ stimulus }) =>
    stimulus.do === 'ipc' && (stimulus.send?.timeoutMs === 0 || stimulus.receive?.timeoutMs === 0),
  holds: ({ after }) => after.waits.every((wait) => timeoutOf(wait) !== 0),
});

export const clockOnlyByTicks = systemProperty({
  name: 'timeouts/only-ticks-take-time',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'The clock moves in ticks alone, by what is said to have passed, and by no more than was to pass.',
  when: () => true,
  holds: ({ before, stimulus, seen, after }) =>
    after.view.clockMs - before.view.clockMs === (seen.elapsedMs ?? 0) &&
    (seen.elapsedMs ?? 0) <= (stimulus.do === 'tick' ? stimulus.ms : 0),
});
