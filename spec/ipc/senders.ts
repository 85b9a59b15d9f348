import { next } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { ANY, undecidedWait } from '../state.js';
import type { Phase, State, Thread } from '../state.js';

// Who waits to send to a receiver.

export type Sender = Thread & { readonly phase: Extract<Phase, { is: 'sending' }> };

const sends = (t: Thread | null, { thread, from }: Work<'receive'>): t is Sender =>
  t?.phase.is === 'sending' && t.phase.to === thread && (from === ANY || from === t.id);
/** The threads that wait to send to the receiver and that it accepts, in the order of their numbers. */
export const senders = (s: State, w: Work<'receive'>): readonly Sender[] => s.threads.filter((t) => sends(t, w));
export const someSender = (s: State, w: Work<'receive'>): boolean => s.threads.some((t) => sends(t, w));
/** The transfer from that one. */
export const transferFrom = (w: Work<'receive'>, { id, phase }: Sender): Work<'transfer'> => ({
  do: 'transfer',
  from: id,
  to: w.thread,
  message: phase.message,
  room: w.room,
  then: phase.then,
});
/** The transfer from one of the waiting senders, each in turn. */
export const fromEachSender = (s: State, w: Work<'receive'>): readonly Next[] =>
  senders(s, w).map((sender) => next(s, transferFrom(w, sender)));
/** Where the timeouts of all waiting senders may have fired: they have, and the receiver finds nobody. */
export const allFired = (s: State, w: Work<'receive'>): readonly Next[] => {
  const found = senders(s, w);
  return found.length > 0 && found.every((t) => undecidedWait(t) !== false)
    ? [next(s, ...found.map(({ id }): Work => ({ do: 'fire', thread: id })), w)]
    : [];
};
