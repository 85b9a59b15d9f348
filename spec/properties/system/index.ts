import { faultingWaitsForItsPager, haltedOnlyByFault, neverRunsFaulting } from './faults.js';
import { awaitedIsDelivered, messageWasRaised, oneOwnerOneLine, rememberedForAnOwner } from './interrupts.js';
import {
  acceptsOnly,
  endedWaitsNowhere,
  noMatchingPairWaits,
  resultPhase,
  senderIsWhoSent,
  wordsArrive,
} from './ipc.js';
import type { SystemProperty } from './property.js';
import {
  highestPriority,
  idleOnlyIfNobodyReady,
  ignoredChangesNothing,
  onlyTheseRun,
  priorityStays,
  runningIsReady,
} from './schedule.js';
import { noThreadOfAFreeTask, nobodyWaitsForTheGone, othersKeepTheirTasks } from './tasks.js';
import { clockOnlyByTicks, neverAfter, neverBefore, zeroNeverWaits } from './timeouts.js';

/** The properties of the whole system: what is true of every step of it, whoever runs and whatever happens. */
export const systemProperties: readonly SystemProperty[] = [
  idleOnlyIfNobodyReady,
  runningIsReady,
  onlyTheseRun,
  highestPriority,
  ignoredChangesNothing,
  priorityStays,
  noMatchingPairWaits,
  endedWaitsNowhere,
  resultPhase,
  senderIsWhoSent,
  wordsArrive,
  acceptsOnly,
  zeroNeverWaits,
  neverBefore,
  neverAfter,
  clockOnlyByTicks,
  haltedOnlyByFault,
  faultingWaitsForItsPager,
  neverRunsFaulting,
  noThreadOfAFreeTask,
  nobodyWaitsForTheGone,
  othersKeepTheirTasks,
  oneOwnerOneLine,
  rememberedForAnOwner,
  awaitedIsDelivered,
  messageWasRaised,
];

export type { SystemMoment, SystemProperty, SystemStep, WholeView } from './property.js';
export { waitsAfter } from './waits.js';
export type { Waits } from './waits.js';
