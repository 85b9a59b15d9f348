import { lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { isCopyFree, isFaultFree, isSame, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { endMs, waitOf } from './waits.js';
import type { Wait } from './waits.js';

// Timeouts: when waits end in time, and what time does.

/** The waits that this step ended by their timeouts; not those after which the call went on, and polled. */
const timedOut = (step: SystemStep): readonly Wait[] =>
  step.newResults.flatMap(({ thread, result: { phase, cause } }) => {
    const wait = waitOf(step.before.waits, thread);
    const ended = cause === 'timeout' && wait?.phase === (phase === 'send' ? 'sending' : 'receiving');
    return ended ? [wait] : [];
  });

export const neverBefore = systemProperty({
  name: 'timeouts/never-before',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'A timeout fires no sooner after the phase began than it says.',
  formula: tex`p \Downarrow \varphi_p, \text{timeout} \Rightarrow \text{now}' \ge \text{due}(p)`,
  when: (step) => timedOut(step).length > 0,
  holds: (step) => timedOut(step).every((wait) => step.after.view.clockMs >= endMs(wait)),
});

export const neverAfter = systemProperty({
  name: 'timeouts/never-after',
  profile: 'timeouts',
  source: [lecture(59), lecture(62)],
  says: 'No thread waits for longer than its timeout, or its partner’s for a page that a copy needs, and what the kernel may be late.',
  formula: tex`p : \text{waiting}' \land \tau_p' \ne 0 \Rightarrow \text{now}' < \text{due}'(p) + g`,
  when: ({ after }) => after.waits.some(({ timeoutMs }) => timeoutMs !== 'never' && timeoutMs > 0),
  holds: ({ after, latenessMs }) =>
    after.waits.every((wait) => wait.timeoutMs === 0 || after.view.clockMs < endMs(wait) + latenessMs),
});

export const zeroNeverWaits = systemProperty({
  name: 'timeouts/zero-never-waits',
  profile: 'ipc',
  source: [lecture(59)],
  says: 'A phase with timeout 0 does not wait.',
  formula: tex`p : \text{waiting}' \Rightarrow \tau_p' \ne 0`,
  when: ({ after }) => after.waits.length > 0,
  // A pager that was not there for the message about a page is not waited for; one that was has no time to answer.
  holds: ({ after }) => after.waits.every(({ timeoutMs }) => timeoutMs !== 0),
});

export const clockOnlyByTicks = systemProperty({
  name: 'timeouts/only-ticks-take-time',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'The clock moves in ticks alone, by what is said to have passed, and by no more than was to pass.',
  formula: tex`n = \text{now}' - \text{now} - \text{elapsed} \Rightarrow 0 \le n \land n \le [\lnot\,\text{copy-free}] \cdot \text{ms}(\text{announced}) \land \text{elapsed} \le \text{ms}(e)`,
  when: () => true,
  holds: (step) => {
    const { before, stimulus, seen, after } = step;
    const elapsedMs = seen.elapsedMs ?? 0;
    const untoldMs = after.view.clockMs - before.view.clockMs - elapsedMs;
    const event = before.announced?.event;
    // A tick that was announced passes in the middle of a copy, and nowhere else, and is told to nobody.
    const announcedMs = event?.do === 'tick' && !isCopyFree(step) ? event.ms : 0;
    return untoldMs >= 0 && untoldMs <= announcedMs && elapsedMs <= (stimulus.do === 'tick' ? stimulus.ms : 0);
  },
});

export const tickPassesWhole = systemProperty({
  name: 'timeouts/tick-passes-whole',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'All of a tick passes, unless another thread needs an instruction before.',
  formula: tex`e : \text{tick} \Rightarrow \text{elapsed} = \text{ms}(e) \lor \text{running}' \ne c`,
  when: ({ stimulus }) => stimulus.do === 'tick',
  holds: ({ before, stimulus, seen }) =>
    stimulus.do === 'tick' && (seen.elapsedMs === stimulus.ms || !isSame(before.running, seen.running)),
});

export const timeOnlyTimesOut = systemProperty({
  name: 'timeouts/time-only-times-out',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'What the passing of time does to IPC is to end waits by their timeouts.',
  stays:
    'A wait that time ends otherwise is told of an exchange or of a message, neither of which there was, and their properties find it. It stays because it says of time what `ipc/touches-partners-only` says of calls.',
  formula: tex`e : \text{tick} \land p \Downarrow \kappa \land \text{fault-free} \Rightarrow \kappa = \text{timeout} \land p : \text{waiting}`,
  when: (step) => step.stimulus.do === 'tick' && isFaultFree(step),
  holds: ({ newResults, before }) =>
    newResults.every(
      ({ thread, result: { cause } }) => cause === 'timeout' && waitOf(before.waits, thread) !== undefined,
    ),
});

export const oneWaitOnePhase = systemProperty({
  name: 'timeouts/one-phase-one-wait',
  profile: 'timeouts',
  source: [lecture(59)],
  says: 'Time does not turn one wait into another: who waits on after a tick waits in the same phase, for the same partner.',
  formula: tex`e : \text{tick} \land \text{fault-free} \Rightarrow (p : \text{sending}'(q) \Rightarrow p : \text{sending}(q)) \land (p : \text{receiving}'(q) \Rightarrow p : \text{receiving}(q))`,
  when: (step) => step.stimulus.do === 'tick' && isFaultFree(step),
  holds: ({ survivors }) =>
    survivors.every(({ was, is }) => {
      if (is.phase.is === 'sending') return was.phase.is === 'sending' && isSame(was.phase.to, is.phase.to);
      if (is.phase.is === 'receiving') return was.phase.is === 'receiving' && isSame(was.phase.from, is.phase.from);
      return true;
    }),
});
