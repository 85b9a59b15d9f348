import type { During, Seen, Stimulus } from '../../vocabulary/index.js';
import type { SystemMoment, WholeView } from './property.js';

// What an observer remembers of the event that was announced to come in the middle of a copy.

/** The event, and after how many steps of a copy; null where none was announced, or where the clock tells that it came. */
export type Announced = Pick<During, 'k' | 'event'> | null;

export const announcedAfter = (
  before: Pick<SystemMoment, 'view' | 'announced'>,
  stimulus: Stimulus,
  seen: Seen,
  view: WholeView,
): Announced => {
  if (stimulus.do === 'during') return { k: stimulus.k, event: stimulus.event };
  const passedMs = view.clockMs - before.view.clockMs - (seen.elapsedMs ?? 0);
  return before.announced?.event.do === 'tick' && passedMs > 0 ? null : before.announced;
};
