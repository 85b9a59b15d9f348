import { delivered, lineOrSender, ownLine } from '../interrupts/receive.js';
import { handlerRuns, goesOn, isDelivered, ownerOf, told } from '../interrupts/interrupt.js';
import { receiveQueuedSender } from '../ipc/receive.js';
import { faultNoAnswer, queuedLast, sendQueue } from '../ipc/send.js';
import { allFired, senders, transferFrom } from '../ipc/senders.js';
import { next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { canRun } from '../scheduling/dispatch.js';
import { findThread, undecidedWait } from '../state.js';
import type { State, Tid } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

// In which order senders are taken, and who runs after an interrupt, as dialects have it.

export const sendQueueInOrder = rule({
  name: 'ipc/send-queue-in-order',
  profile: 'ipc',
  source: [lecture(24), facts('1.2'), facts('A27')],
  says: 'If the partner does not wait for the sender, the sender waits in its queue, behind all that are there.',
  formula: tex`\lnot\, q : \text{receiving}(p \mid \text{any}) \Rightarrow p : \text{sending}(q)`,
  on: 'send',
  when: (s, w) => sendQueue.when(s, w),
  then: (s, w) => next(queuedLast(s, w)),
});

export const faultNoAnswerInOrder = rule({
  name: 'fault/no-answer-in-order',
  profile: 'ipc',
  source: [lecture(74), facts('3.7'), facts('A27')],
  says: 'A fault message answers no fault: of two threads that page each other, the second waits in the queue of the first, behind all that are there.',
  formula: tex`p : \text{faulting} \land q : \text{faulting} \Rightarrow p : \text{sending}(q)`,
  on: 'send',
  when: (s, w) => faultNoAnswer.when(s, w),
  then: (s, w) => next(queuedLast(s, w)),
});

/** The first in the queue; or, where the timeouts of the first few may have fired and have, the next. */
const fromFirstSender = (s: State, w: Work<'receive'>): readonly Next[] => {
  const queue = senders(s, w).toSorted((a, b) => a.phase.place - b.phase.place);
  const certain = queue.findIndex((t) => undecidedWait(t) === false);
  const able = certain < 0 ? queue : queue.slice(0, certain + 1);
  return able.map((sender, at) =>
    next(s, ...queue.slice(0, at).map(({ id }): Work => ({ do: 'fire', thread: id })), transferFrom(w, sender)),
  );
};

export const receiveFirstSender = rule({
  name: 'ipc/receive-first-sender',
  profile: 'ipc',
  source: [lecture(58), facts('1.2'), facts('A27')],
  says: 'A receiver takes, of the threads that wait to send to it and that it accepts, the one that has waited longest; the transfer begins at once.',
  formula: tex`q = \text{head}(\text{queue}(p)) \Rightarrow \text{receive}(p, q \mid \text{any}) \to \text{transfer}(q, p)`,
  on: 'receive',
  when: (s, w) => receiveQueuedSender.when(s, w),
  then: (s, w) => [...fromFirstSender(s, w), ...allFired(s, w)],
});

export const lineFirst = rule({
  name: 'interrupts/line-first',
  profile: 'interrupts',
  source: [facts('1.2'), facts('A27')],
  says: 'An open receive takes the interrupt that came on the line of the thread before any sender.',
  formula: tex`\text{raised}(n) \Rightarrow \text{receive}(p, \text{any}) \to n`,
  on: 'receive',
  when: (s, w) => lineOrSender.when(s, w),
  then: (s, w) => delivered(s, w.thread, ownLine(s, w.thread)),
});

const priorityOf = (s: State, id: Tid): number => findThread(s, id)?.share.priority ?? -1;

export const deliverByPriority = rule({
  name: 'interrupts/deliver-by-priority',
  profile: 'interrupts',
  source: [facts('A15')],
  says: 'A handler that waits receives the interrupt as a message of its line, and runs unless its priority is below that of the thread that ran.',
  formula: tex`q : \text{receiving}(n \mid \text{any}) \land \text{prio}(q) \ge \text{prio}(\text{running}) \Rightarrow \text{running} := q`,
  on: 'interrupt',
  when: (s, w) => isDelivered(s, w),
  then: (s, w) => {
    const handler = ownerOf(s, w);
    const keeps = canRun(s, s.running) && priorityOf(s, handler) < priorityOf(s, s.running);
    return keeps ? next(told(s, w), ...goesOn(s, w)) : handlerRuns(told(s, w), handler);
  },
});

export const deliverAnyhow = rule({
  name: 'interrupts/deliver-anyhow',
  profile: 'interrupts',
  source: [facts('A15')],
  says: 'A handler that waits receives the interrupt as a message of its line; it runs, or the thread that ran goes on.',
  formula: tex`q : \text{receiving}(n \mid \text{any}) \Rightarrow \text{running} := q \mid p`,
  on: 'interrupt',
  when: (s, w) => isDelivered(s, w),
  then: (s, w) => [
    handlerRuns(told(s, w), ownerOf(s, w)),
    ...(canRun(s, s.running) ? [next(told(s, w), ...goesOn(s, w))] : []),
  ],
});
