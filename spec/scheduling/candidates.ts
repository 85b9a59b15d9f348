import { findThread, isRunnable, undecidedWait } from '../state.js';
import type { State, Thread, Waiting } from '../state.js';
import { fired } from '../timeouts/expire.js';
import { deciderOf, settledWhere, withPartner } from '../timeouts/split.js';

// Whom the scheduler may choose, and what its choice proves of the threads whose timeouts may have fired.

/** The timeout that may have fired and would make the thread ready, its own or its partner's in a transfer; false if there is none. */
const undecidedFor = (s: State, t: Thread): Waiting | false => undecidedWait(findThread(s, deciderOf(s, t.id)));
/** The thread is ready if a timeout has fired, and its partner in a transfer, which is ready then too, does not go before it. */
const mayBeReady = (s: State, t: Thread): boolean => {
  const wait = undecidedFor(s, t);
  return (
    wait !== false &&
    withPartner(s, t).every(
      ({ id, share: { priority } }) =>
        id === t.id || priority < t.share.priority || (priority === t.share.priority && t.turn <= wait.undecided),
    )
  );
};

/** Nobody of its priority who was ready all the while has been passed over since the last turn of `t`. */
const mayHaveTurn = (s: State, t: Thread): boolean =>
  s.threads.every(
    (other) =>
      other === null ||
      !isRunnable(s, other) ||
      other.id === t.id ||
      other.share.priority !== t.share.priority ||
      t.turn <= other.since,
  );

/**
 * The threads that may have the next turn: of those that can use the processor one of the highest priority, and any undecided thread of that
 * priority or above, which then has fired.
 */
export const candidates = (s: State): readonly Thread[] => {
  const top = s.threads.reduce(
    (most, t) => (t !== null && isRunnable(s, t) ? Math.max(most, t.share.priority) : most),
    -1,
  );
  return s.threads.filter(
    (t): t is Thread =>
      (t !== null && isRunnable(s, t) && t.share.priority === top && mayHaveTurn(s, t)) ||
      (t !== null && t.share.priority >= top && mayBeReady(s, t) && mayHaveTurn(s, t)),
  );
};

/** The state in which `t` is ready and chosen: no undecided thread that would have gone before it has fired. */
export const chosen = (s: State, t: Thread): State => {
  const ready = isRunnable(s, t) ? s : fired(s, deciderOf(s, t.id));
  return settledWhere(ready, (other) => {
    const wait = undecidedWait(other);
    if (wait === false) return false;
    const { undecided: since } = wait;
    return withPartner(ready, other).some(
      ({ share: { priority } }) => priority > t.share.priority || (priority === t.share.priority && t.turn > since),
    );
  });
};
