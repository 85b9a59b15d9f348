import type { Seen, Stimulus } from '../../vocabulary/index.js';
import { birthsAfter } from './births.js';
import { clansAfter, firstClans } from './clans.js';
import { isInMemory } from './property.js';
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
  passedOver: [],
  tenure: null,
  hasCopied: false,
});

/** What an observer knows after a step that began at `before`, of which it saw `seen`, and which led to `view`. */
export const momentAfter = (before: SystemMoment, stimulus: Stimulus, seen: Seen, view: WholeView): SystemMoment => ({
  view,
  running: seen.running,
  waits: waitsAfter(before.waits, before.running, stimulus, view),
  births: birthsAfter(before.births, before.running, stimulus, seen),
  clans: clansAfter(before.clans, before.running, stimulus, view.derivation),
  passedOver: passedOverAfter(before, stimulus, seen, view),
  tenure: tenureAfter(before, stimulus, seen, view),
  hasCopied: before.hasCopied || isInMemory(stimulus),
});
