import { framesConserved, framesOneUse, kernelFramesClosed } from './frames.js';
import type { HardwareProperty } from './property.js';
import { regionClosed, tlbIpcClean } from './region.js';
import { kernelHalfShared, tablesAgreeWithSigma, tablesBeyondLimit } from './tables.js';
import { readyComplete, readyInOrder } from './schedule.js';
import { cr3IsTheRunningSpace, queuesAgree } from './threads.js';
import { tlbAgreesWithWalk, tlbKernelHalfClosed } from './tlb.js';
import { wakeupsComplete, wakeupsInTime } from './wakeups.js';

/** The properties of the 486 under a kernel: what must hold whenever user code is about to run. */
export const hardwareProperties: readonly HardwareProperty[] = [
  tlbIpcClean,
  tlbAgreesWithWalk,
  tlbKernelHalfClosed,
  regionClosed,
  tablesAgreeWithSigma,
  tablesBeyondLimit,
  kernelHalfShared,
  framesConserved,
  framesOneUse,
  kernelFramesClosed,
  cr3IsTheRunningSpace,
  readyComplete,
  readyInOrder,
  queuesAgree,
  wakeupsComplete,
  wakeupsInTime,
];

export { framesOfTables } from './frames.js';
export { presentEntries } from './paging.js';
export type { Breach, HardwareProperty, PresentEntries, ShownMachine } from './property.js';
