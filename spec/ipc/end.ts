import { exceptionAnswered, exceptionMessage } from '../faults/exception.js';
import { awaitAnswer, faultAnswered, faultHalts, faultMessage } from '../faults/fault.js';
import { awaitPage, missingFails, missingMessage, noTimeForPage, pageAnswered } from '../strings/fault.js';
import { stringsOf } from '../strings/plan.js';
import { family, next, rule, tex } from '../rule.js';
import { dueAfter, ended, enterPhase, makeReady, received, receiving } from '../change.js';
import { threadOf } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import type { InMemory } from '../vocabulary/index.js';
import { receivePhase } from './call.js';
import { isInMemory } from './message.js';
import type { Message } from './message.js';

// How an IPC ends: for the receiver, for the sender, and without a transfer.

/** What the receiver is told of the part that was copied. */
const inMemoryOf = (message: Message): InMemory | null =>
  isInMemory(message) ? { words: message.buffer?.words ?? 0, strings: stringsOf(message.strings).length } : null;

export const deliver = rule({
  name: 'ipc/deliver',
  profile: 'ipc',
  source: [lecture(46), facts('3.2')],
  says: 'The receiver is ready, with the words of the message, what is told of the part in memory, and the id of its sender, which the kernel vouches for.',
  formula: tex`q : \text{ready}(\text{ok}, \text{from} = p, \text{words} = m)`,
  on: 'deliver',
  when: (s, { from, to }) => threadOf(s, from).fault === null && threadOf(s, to).fault === null,
  then: (s, { from, to, message }) => next(makeReady(s, to, received('ok', from, message.words, inMemoryOf(message)))),
});

export const sent = rule({
  name: 'ipc/sent',
  profile: 'ipc',
  source: [lecture(24), facts('3.2')],
  says: 'A sender that wants no answer is ready.',
  formula: tex`r = \varnothing \Rightarrow p : \text{ready}(\text{ok})`,
  on: 'sent',
  when: (s, { from, then }) => then === null && threadOf(s, from).fault === null,
  then: (s, { from }) => next(makeReady(s, from, ended('send', 'ok'))),
});

export const enterReceive = rule({
  name: 'ipc/enter-receive',
  profile: 'ipc',
  source: [lecture(45), facts('1.2')],
  says: 'A sender that wants an answer enters its receive phase at once: nobody finds it between the two.',
  formula: tex`\text{sent}(p) \mathbin{;} r \to \text{receive}(p, r)`,
  on: 'sent',
  when: (s, { from, then }) => (threadOf(s, from).fault === null ? (then ?? false) : false),
  then: (s, { from: thread }, receive) => {
    const { from, room, timeoutMs } = receive;
    const waits = receiving(from, room, dueAfter(s, timeoutMs));
    return next(enterPhase(s, thread, waits), receivePhase(thread, receive));
  },
});

export const fails = rule({
  name: 'ipc/fails',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A phase that fails ends the whole call, and its result names the phase.',
  formula: tex`p : \text{ready}(\text{phase}, \text{cause})`,
  on: 'fail',
  when: (s, { thread }) => threadOf(s, thread).fault === null,
  then: (s, { thread, phase, cause }) => next(makeReady(s, thread, ended(phase, cause))),
});

export const deliveries = family(
  deliver,
  faultMessage,
  faultAnswered,
  exceptionMessage,
  exceptionAnswered,
  missingMessage,
  pageAnswered,
);
export const sentEnds = family(sent, enterReceive, awaitAnswer, awaitPage, noTimeForPage);
export const failures = family(fails, faultHalts, missingFails);
