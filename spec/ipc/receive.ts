import { family, next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { ANY, NOBODY, enterPhase, exists } from '../state.js';
import type { Phase, State, Thread } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

type Sender = Thread & { readonly phase: Extract<Phase, { is: 'sending' }> };

const sleeps = ({ from }: Work<'receive'>): boolean => from === NOBODY;
const sends = (t: Thread | null, { thread, from }: Work<'receive'>): t is Sender =>
  t?.phase.is === 'sending' && t.phase.to === thread && (from === ANY || from === t.id);
/** The threads that wait to send to the receiver and that it accepts, in the order of their numbers. */
const senders = (s: State, w: Work<'receive'>): readonly Sender[] => s.threads.filter((t) => sends(t, w));
const someSender = (s: State, w: Work<'receive'>): boolean => s.threads.some((t) => sends(t, w));
const hasSource = (s: State, { from }: Work<'receive'>): boolean => from === ANY || exists(s, from);
const waits = (s: State, { thread, from, window }: Work<'receive'>): State =>
  enterPhase(s, thread, { is: 'receiving', from, window });

export const receiveNonexistent = rule({
  name: 'ipc/receive-nonexistent',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A closed receive from a thread that does not exist is refused.',
  formula: tex`q \notin T \Rightarrow \text{receive}(p, q) \to \text{nonExistent}`,
  on: 'receive',
  when: (s, w) => !sleeps(w) && !hasSource(s, w),
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'nonExistent' }),
});

export const receiveQueuedSender = rule({
  name: 'ipc/receive-queued-sender',
  profile: 'ipc',
  source: [lecture(58), facts('A27')],
  says: 'A receiver takes any one of the threads that wait to send to it and that it accepts; the transfer begins at once.',
  formula: tex`q : \text{sending}(p) \Rightarrow \text{receive}(p, q \mid \text{any}) \to \text{transfer}(q, p)`,
  on: 'receive',
  when: (s, w) => !sleeps(w) && hasSource(s, w) && someSender(s, w),
  then: (s, w) =>
    senders(s, w).map(({ id, phase }): Next =>
      next(s, { do: 'transfer', from: id, to: w.thread, message: phase.message, window: w.window, then: phase.then }),
    ),
});

export const receivePoll = rule({
  name: 'ipc/receive-poll',
  profile: 'ipc',
  source: [lecture(59), facts('1.4')],
  says: 'With timeout 0 and nobody to take from, the receive ends at once.',
  formula: tex`\tau = 0 \land \nexists\, q : \text{sending}(p) \Rightarrow \text{receive}(p) \to \text{timeout}`,
  on: 'receive',
  when: (s, w) => w.poll && (sleeps(w) || (hasSource(s, w) && !someSender(s, w))),
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'timeout' }),
});

export const receiveWait = rule({
  name: 'ipc/receive-wait',
  profile: 'ipc',
  source: [lecture(24), facts('1.4')],
  says: 'With nobody to take from, the receiver waits.',
  formula: tex`\nexists\, q : \text{sending}(p) \Rightarrow p : \text{receiving}(q \mid \text{any})`,
  on: 'receive',
  when: (s, w) => !w.poll && !sleeps(w) && hasSource(s, w) && !someSender(s, w),
  then: (s, w) => next(waits(s, w)),
});

export const sleep = rule({
  name: 'ipc/sleep',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'To receive from nobody, or from oneself, is to sleep: no message ends it.',
  formula: tex`p : \text{receiving}(\varnothing)`,
  on: 'receive',
  when: (_, w) => !w.poll && sleeps(w),
  then: (s, w) => next(waits(s, w)),
});

export const receives = family(receiveNonexistent, receiveQueuedSender, receivePoll, receiveWait, sleep);
