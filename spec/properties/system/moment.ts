import type { Seen, Stimulus, ThreadId } from '../../vocabulary/index.js';
import { birthsAfter } from './births.js';
import { announcedAfter } from './announced.js';
import { clansAfter, firstClans } from './clans.js';
import { callIn, copiesAfter, mayOverlap, pageTimeoutOf } from './copies.js';
import type { SystemMoment, WholeView } from './property.js';
import { tenureAfter } from './tenure.js';
import { passedOverAfter } from './turns.js';
import { waitsAfter } from './waits.js';

/** What an observer knows of a machine that has just booted. */
export const firstMoment = (view: WholeView, running: Seen['running']): SystemMoment => ({
  view,
  running,
  waits: [],
  births: [[1]],
  clans: firstClans,
  copies: [],
  announced: null,
  passedOver: [],
  tenure: null,
  hasOverlapped: false,
});

/** What an observer knows after a step that began at `before`, of which it saw `seen`, and which led to `view`. */
export const momentAfter = (before: SystemMoment, stimulus: Stimulus, seen: Seen, view: WholeView): SystemMoment => {
  const copies = copiesAfter(before, stimulus, seen, view);
  const reasons = {
    callOf: (thread: ThreadId) => callIn(before, stimulus, thread),
    pageTimeoutOf: (thread: ThreadId) => pageTimeoutOf(copies, thread),
  };
  return {
    view,
    running: seen.running,
    waits: waitsAfter(before.waits, before.running, reasons, view),
    births: birthsAfter(before.births, before.running, stimulus, seen),
    clans: clansAfter(before.clans, before.running, stimulus, view.derivation),
    copies,
    announced: announcedAfter(before, stimulus, seen, view),
    passedOver: passedOverAfter(before, stimulus, seen, view),
    tenure: tenureAfter(before, stimulus, seen, view),
    hasOverlapped: before.hasOverlapped || mayOverlap(before, stimulus, view),
  };
};
