import { isEvent, lecture } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isAlike, isFaultFree, isReady, isSame, isWaiting, systemProperty } from './property.js';

// Who runs, whoever it is.

export const idleOnlyIfNobodyReady = systemProperty({
  name: 'schedule/idle-only-if-nobody-ready',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'The machine idles only when no thread is ready.',
  formula: tex`\text{running}' = \varnothing \Rightarrow \nexists\, q : \text{ready}'`,
  when: ({ seen }) => seen.running === 'idle',
  holds: ({ after }) => !after.view.threads.some(isReady),
});

export const runningIsReady = systemProperty({
  name: 'schedule/running-is-ready',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'Who runs is a thread that exists and waits for nothing.',
  stays:
    'A waiting thread that runs shows a result that it cannot have, or none, which the properties of results find. It stays because it is what the state of a thread means (L.25), and can be asked of a moment alone.',
  formula: tex`\text{running}' \ne \varnothing \Rightarrow \text{running}' : \text{ready}'`,
  when: ({ seen }) => seen.running !== 'idle',
  holds: ({ seen, after }) => isReady(findIn(after, seen.running)),
});

export const onlyTheseRun = systemProperty({
  name: 'schedule/only-these-run',
  profile: 'ipc',
  source: [lecture(25), lecture(58)],
  says: 'While a thread is ready, no other takes its place but one that waited and no longer does, or one that has its turn by thread_switch or in time.',
  formula: tex`c : \text{ready}' \land \lnot\, e : \text{thread\_switch} \mid \text{tick} \land \text{fault-free} \Rightarrow \text{running}' = c \lor \text{running}' : \text{waiting}`,
  // A thread that faulted may try its access again within the step, and leave the processor to anybody.
  when: (step) =>
    step.stimulus.do !== 'thread_switch' &&
    step.stimulus.do !== 'tick' &&
    isReady(findIn(step.after, step.before.running)) &&
    isFaultFree(step),
  holds: ({ before, seen }) => isSame(seen.running, before.running) || isWaiting(findIn(before, seen.running)),
});

export const highestPriority = systemProperty({
  name: 'schedule/highest-priority',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'When a thread waits, and its message has woken nobody, a ready thread of the highest priority runs.',
  formula: tex`e : \text{ipc} \land c : \text{waiting}' \land \text{running}' : \text{ready} \land q : \text{ready}' \Rightarrow \text{prio}'(q) \le \text{prio}'(\text{running}')`,
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

export const ignoredChangesNothing = systemProperty({
  name: 'schedule/ignored-changes-nothing',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'While the machine idles nothing but time and interrupts changes anything.',
  formula: tex`c = \varnothing \land \lnot\, e : \text{tick} \mid \text{interrupt} \mid \text{during} \Rightarrow \text{ignored} \land \text{running}' = \varnothing \land s' = s`,
  when: (step) => step.before.running === 'idle' && !isEvent(step.stimulus),
  holds: ({ before, seen, after }) =>
    seen.ignored === true && seen.running === 'idle' && isAlike(before.view, after.view),
});

export const nothingElseIsIgnored = systemProperty({
  name: 'schedule/nothing-else-is-ignored',
  profile: 'ipc',
  source: [lecture(25)],
  says: 'A thread that runs executes every instruction that it is given.',
  stays:
    'A call that is ignored shows no result, which `results/own-call-returns` finds. It stays because calls without a result, ticks and interrupts can be ignored as well.',
  formula: tex`c \ne \varnothing \Rightarrow \lnot\,\text{ignored}`,
  when: ({ before }) => before.running !== 'idle',
  holds: ({ seen }) => seen.ignored === undefined,
});
