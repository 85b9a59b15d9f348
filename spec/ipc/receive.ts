import { dueAfter, enterPhase, receiving } from '../change.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { ANY, NOBODY, exists } from '../state.js';
import type { State } from '../state.js';
import { allFired, fromEachSender, someSender } from './senders.js';
import {
  attach,
  attachRefused,
  awaitLine,
  detach,
  lineOrSender,
  pollLine,
  receivesFromLine,
  takeRaised,
} from '../interrupts/receive.js';
import { facts, lecture } from '../vocabulary/index.js';

const sleeps = ({ from }: Work<'receive'>): boolean => from === NOBODY;
const hasSource = (s: State, { from }: Work<'receive'>): boolean => from === ANY || exists(s, from);
const polls = ({ timeoutMs }: Work<'receive'>): boolean => timeoutMs === 0;
/** From threads, in the plain case: no line has anything to do with it. */
const fromThreads = (s: State, w: Work<'receive'>): boolean => !sleeps(w) && !receivesFromLine(s, w);
const waits = (s: State, { thread, from, room, timeoutMs }: Work<'receive'>): State =>
  enterPhase(s, thread, receiving(from, room, dueAfter(s, timeoutMs)));

export const receiveNonexistent = rule({
  name: 'ipc/receive-nonexistent',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A closed receive from a thread that does not exist is refused.',
  formula: tex`q \notin T \Rightarrow \text{receive}(p, q) \to \text{nonExistent}`,
  on: 'receive',
  when: (s, w) => fromThreads(s, w) && !hasSource(s, w),
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'nonExistent' }),
});

export const receiveQueuedSender = rule({
  name: 'ipc/receive-queued-sender',
  profile: 'ipc',
  source: [lecture(58), facts('A27')],
  says: 'A receiver takes any one of the threads that wait to send to it and that it accepts, and the transfer begins at once; or it finds nobody, if the timeouts of all of them may have fired, and have.',
  formula: tex`q : \text{sending}(p) \Rightarrow \text{receive}(p, q \mid \text{any}) \to \text{transfer}(q, p)`,
  on: 'receive',
  when: (s, w) => fromThreads(s, w) && hasSource(s, w) && someSender(s, w),
  then: (s, w) => [...fromEachSender(s, w), ...allFired(s, w)],
});

export const receivePoll = rule({
  name: 'ipc/receive-poll',
  profile: 'ipc',
  source: [lecture(59), facts('1.4')],
  says: 'With timeout 0 and nobody to take from, the receive ends at once.',
  formula: tex`\tau = 0 \land \nexists\, q : \text{sending}(p) \Rightarrow \text{receive}(p) \to \text{timeout}`,
  on: 'receive',
  when: (s, w) =>
    polls(w) && !receivesFromLine(s, w) && (sleeps(w) || (fromThreads(s, w) && hasSource(s, w) && !someSender(s, w))),
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'timeout' }),
});

export const receiveWait = rule({
  name: 'ipc/receive-wait',
  profile: 'ipc',
  source: [lecture(24), facts('1.4')],
  says: 'With nobody to take from, the receiver waits.',
  formula: tex`\nexists\, q : \text{sending}(p) \Rightarrow p : \text{receiving}(q \mid \text{any})`,
  on: 'receive',
  when: (s, w) => !polls(w) && fromThreads(s, w) && hasSource(s, w) && !someSender(s, w),
  then: (s, w) => next(waits(s, w)),
});

export const sleep = rule({
  name: 'ipc/sleep',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'To receive from nobody, or from oneself, is to sleep: no message ends it.',
  formula: tex`p : \text{receiving}(\varnothing)`,
  on: 'receive',
  when: (_, w) => !polls(w) && sleeps(w),
  then: (s, w) => next(waits(s, w)),
});

export const receives = family(
  receiveNonexistent,
  receiveQueuedSender,
  receivePoll,
  receiveWait,
  sleep,
  attach,
  attachRefused,
  takeRaised,
  pollLine,
  awaitLine,
  lineOrSender,
  detach,
);
