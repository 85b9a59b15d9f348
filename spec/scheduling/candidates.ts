import { SETTLED, undecidedWait } from '../state.js';
import type { State, Thread } from '../state.js';
import { fired } from '../timeouts/expire.js';
import { settledWhere } from '../timeouts/split.js';

// Whom the scheduler may choose, and what its choice proves of the threads whose timeouts may have fired.

const isReady = (t: Thread | null): t is Thread => t?.phase.is === 'ready';
const isUndecided = (t: Thread | null): t is Thread => undecidedWait(t) !== false;
/** Since which turn an undecided thread has been ready, if it has fired. */
const firedSince = (t: Thread): number => {
  const wait = undecidedWait(t);
  return wait === false ? SETTLED : wait.undecided;
};

/** Nobody of its priority who was ready all the while has been passed over since the last turn of `t`. */
const mayHaveTurn = (s: State, t: Thread): boolean =>
  s.threads.every(
    (other) =>
      !isReady(other) || other.id === t.id || other.share.priority !== t.share.priority || t.turn <= other.since,
  );

/**
 * The threads that may have the next turn: of the ready threads one of the highest priority, and any undecided thread of that priority or above,
 * which then has fired.
 */
export const candidates = (s: State): readonly Thread[] => {
  const top = s.threads.reduce((most, t) => (isReady(t) ? Math.max(most, t.share.priority) : most), -1);
  return s.threads.filter(
    (t): t is Thread =>
      (isReady(t) && t.share.priority === top && mayHaveTurn(s, t)) ||
      (isUndecided(t) && t.share.priority >= top && mayHaveTurn(s, t)),
  );
};

/** The state in which `t` is ready and chosen: no undecided thread that would have gone before it has fired. */
export const chosen = (s: State, t: Thread): State => {
  const ready = t.phase.is === 'ready' ? s : fired(s, t.id);
  return settledWhere(
    ready,
    (other) =>
      isUndecided(other) &&
      (other.share.priority > t.share.priority ||
        (other.share.priority === t.share.priority && t.turn > firedSince(other))),
  );
};
