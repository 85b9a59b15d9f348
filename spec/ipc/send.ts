import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { dueAfter, enterPhase, sending } from '../change.js';
import { ANY, SETTLED, exists, findThread } from '../state.js';
import type { Phase, State, Tid } from '../state.js';
import { splitting } from '../timeouts/split.js';
import { facts, lecture } from '../vocabulary/index.js';

type Receiving = Extract<Phase, { is: 'receiving' }>;

const faulting = (s: State, id: Tid): boolean => {
  const t = findThread(s, id);
  return t !== undefined && t.fault !== null && t.phase.is !== 'halted';
};
/** The partner's wait, if it waits for the sender: in an open receive, or in a closed one from it. */
const waitsFor = (s: State, to: Tid, from: Tid): Receiving | false => {
  const phase = findThread(s, to)?.phase;
  return phase?.is === 'receiving' && (phase.from === ANY || phase.from === from) ? phase : false;
};
/** A fault message to a thread that itself waits for the answer to its fault. */
const answersNothing = (s: State, { from, to }: Work<'send'>): boolean => faulting(s, from) && faulting(s, to);
const reachable = (s: State, { from, to }: Work<'send'>): boolean => exists(s, to) && to !== from;
const polls = ({ timeoutMs }: Work<'send'>): boolean => timeoutMs === 0;
const queued = (s: State, { from, to, message, then, timeoutMs }: Work<'send'>): State =>
  enterPhase(s, from, sending(to, message, then, dueAfter(s, timeoutMs)));
/** Queued behind all that wait to send to the same thread. */
export const queuedLast = (s: State, { from, to, message, then, timeoutMs }: Work<'send'>): State => {
  const places = s.threads.map((t) => (t?.phase.is === 'sending' && t.phase.to === to ? t.phase.place : 0));
  const place = 1 + Math.max(...places);
  return enterPhase(s, from, sending(to, message, then, dueAfter(s, timeoutMs), SETTLED, place));
};

export const sendNonexistent = rule({
  name: 'ipc/send-nonexistent',
  profile: 'ipc',
  source: [facts('1.4'), facts('3.2')],
  says: 'A message to a thread that does not exist, or to oneself, is refused.',
  formula: tex`q \notin T \lor q = p \Rightarrow \text{send}(p, q) \to \text{nonExistent}`,
  on: 'send',
  when: (s, w) => !reachable(s, w),
  then: (s, { from }) => next(s, { do: 'fail', thread: from, phase: 'send', cause: 'nonExistent' }),
});

export const sendPartnerReady = rule({
  name: 'ipc/send-partner-ready',
  profile: 'ipc',
  source: [lecture(58), facts('1.4')],
  says: 'If the partner waits for the sender, the transfer begins at once and neither is queued.',
  formula: tex`q : \text{receiving}(p \mid \text{any}) \Rightarrow \text{send}(p, q) \to \text{transfer}(p, q)`,
  on: 'send',
  when: (s, w) => reachable(s, w) && !answersNothing(s, w) && waitsFor(s, w.to, w.from),
  then: (s, { from, to, message, then }, { room }) => next(s, { do: 'transfer', from, to, message, room, then }),
});

export const sendPoll = rule({
  name: 'ipc/send-poll',
  profile: 'ipc',
  source: [lecture(59), facts('1.4')],
  says: 'With timeout 0, a partner that does not wait for the sender ends the send at once.',
  formula: tex`\tau = 0 \land \lnot\, q : \text{receiving}(p \mid \text{any}) \Rightarrow \text{send}(p, q) \to \text{timeout}`,
  on: 'send',
  when: (s, w) => polls(w) && reachable(s, w) && (answersNothing(s, w) || waitsFor(s, w.to, w.from) === false),
  then: (s, { from }) => next(s, { do: 'fail', thread: from, phase: 'send', cause: 'timeout' }),
});

export const sendQueue = rule({
  name: 'ipc/send-queue',
  profile: 'ipc',
  source: [lecture(24), facts('1.4')],
  says: 'If the partner does not wait for the sender, the sender waits in its queue, and nothing is buffered.',
  formula: tex`\lnot\, q : \text{receiving}(p \mid \text{any}) \Rightarrow p : \text{sending}(q)`,
  on: 'send',
  when: (s, w) => !polls(w) && reachable(s, w) && !answersNothing(s, w) && waitsFor(s, w.to, w.from) === false,
  then: (s, w) => next(queued(s, w)),
});

export const faultNoAnswer = rule({
  name: 'fault/no-answer',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'A fault message answers no fault: of two threads that page each other, the second waits in the queue of the first.',
  formula: tex`p : \text{faulting} \land q : \text{faulting} \Rightarrow p : \text{sending}(q)`,
  on: 'send',
  when: (s, w) => !polls(w) && reachable(s, w) && answersNothing(s, w),
  then: (s, w) => next(queued(s, w)),
});

export const sends = splitting(
  'timeouts/undecided-partner',
  'Whether the timeout of the partner has fired shows in the send: it has, or the partner waits.',
  ({ to }) => to,
  family(sendNonexistent, sendPartnerReady, sendPoll, sendQueue, faultNoAnswer),
);
