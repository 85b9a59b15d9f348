/** What every wakeup structure is about: when a thread is to be woken, which its TCB says, whatever the structure keeps. */
import { now, type Moment } from '../clock.js';
import { NEVER } from '../message.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { State, Tcb } from '../tcb.js';

/** How often the timer looks at wakeups, in ms (L.62). */
export const SCAN_MS = 4;

/** What the timer did in a scan period: how many entries it looked at, and the threads whose time has come, which are taken out. */
export interface Scanned {
  readonly inspected: number;
  readonly due: readonly TcbAddress[];
}

/**
 * Where threads are found when their time has come. All structures are lazy (F:1.2): they have at least all threads with a
 * running timeout, and drop the others when the timer comes by.
 */
export interface WakeupStructure {
  /** The thread is to be found at its wakeup, and no longer at an earlier one. */
  readonly insert: (k: Nucleus, tcb: TcbAddress, wakeup: Moment) => void;
  /** The thread is nowhere in it, whether it was or not. */
  readonly remove: (k: Nucleus, tcb: TcbAddress) => void;
  readonly scan: (k: Nucleus) => Scanned;
  /** The clock begins a window (clock.ts). */
  readonly beginWindow: (k: Nucleus) => void;
  /** The ms to the first scan that may find somebody due, or to the next window, whichever is sooner. */
  readonly toNextWakeup: (k: Nucleus) => number;
}

export const wakeupOf = ({ memory }: Nucleus, tcb: TcbAddress): Moment => ({
  base: memory.read(tcb, Tcb.wakeupBase),
  offset: memory.read(tcb, Tcb.wakeupOffset),
});

/** Whether the thread waits, and not for ever. */
export const hasTimeout = ({ memory }: Nucleus, tcb: TcbAddress): boolean => {
  const state = memory.read(tcb, Tcb.state);
  return (state === State.polling || state === State.waiting) && memory.read(tcb, Tcb.wakeupOffset) !== NEVER;
};

export const isDue = (k: Nucleus, tcb: TcbAddress): boolean => {
  const [wakeup, present] = [wakeupOf(k, tcb), now(k)];
  return wakeup.base < present.base || (wakeup.base === present.base && wakeup.offset <= present.offset);
};

/** From now to the scan that finds a wakeup of this window, in ms. */
export const toScanOf = (k: Nucleus, { offset }: Moment): number =>
  Math.ceil(offset / SCAN_MS) * SCAN_MS - now(k).offset;
