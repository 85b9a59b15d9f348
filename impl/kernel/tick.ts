/**
 * The timer (L.59-63). It interrupts every ms; what is simulated is one interrupt after the other in which something may
 * happen, those between only move the clock.
 */
import { after, now, setClock } from './clock.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { partnerIn } from './long-ipc/ends.js';
import { end, withdraw } from './phases.js';
import { isReady, lineUp, nextReady, readyHead } from './ready.js';
import { nextInRing } from './ring.js';
import { ENDLESS, beginSlice, sliceLeft, useSlice } from './slice.js';
import { Tcb } from './tcb.js';
import { PRIORITIES } from './variables.js';
import { wakeupsOf } from './wakeups.js';
import { SCAN_MS } from './wakeups/wakeup.js';

/** How a tick ended: after so many ms, and who is to run in place of the running thread; 0 for nobody. */
export interface Ticked {
  readonly elapsedMs: number;
  readonly chosen: TcbAddress;
}

/**
 * Up to `ms` milliseconds pass; fewer if a wakeup or the end of the slice gives the processor to another thread.
 *
 * @refines timeouts/time-passes, timeouts/tick-over, strings/tick-over
 */
export const tick = (k: Nucleus, ms: number): Ticked => {
  const running = current(k);
  let left = ms;
  while (left > 0) {
    const step = Math.min(left, toNextEvent(k, running));
    left -= step;
    setClock(k, after(now(k), step));
    useSlice(k, running, step);
    const chosen = timerInterrupt(k, running);
    if (chosen !== 0) return { elapsedMs: ms - left, chosen };
  }
  return { elapsedMs: ms, chosen: 0 };
};

/** The ms to the next timer interrupt in which more than the clock changes. It bounds the loop: no more than its ends. */
const toNextEvent = (k: Nucleus, running: TcbAddress): number => {
  const slice = sliceLeft(k) === ENDLESS || !hasRival(k, running) ? Infinity : Math.max(1, sliceLeft(k));
  return Math.min(wakeupsOf(k).toNextWakeup(k), slice);
};

/** Whether another thread is ready that would have a turn now if the running one had used its slice. */
const hasRival = (k: Nucleus, running: TcbAddress): boolean => {
  const own = running === 0 ? 0 : k.memory.read(running, Tcb.priority);
  for (let priority = PRIORITIES - 1; priority >= own; priority--) {
    const head = k.memory.read(readyHead(k, priority));
    let tcb = head;
    while (tcb !== 0) {
      if (tcb !== running && isReady(k, tcb)) return true;
      tcb = nextInRing(k.memory, Tcb.ready, tcb);
      if (tcb === head) break;
    }
  }
  return false;
};

/**
 * What the timer interrupt does: wakeups first, then the slice. Of the threads that wake the first of the highest
 * priority takes the processor, if that is above the running thread's (L.25). Returns who is to run, or 0.
 *
 * @refines timeouts/may-fire, timeouts/must-fire, timeouts/not-before, timeouts/fire, timeouts/preempt, timeouts/may-preempt, timeouts/no-preemption,
 *   strings/pager-too-slow
 */
const timerInterrupt = (k: Nucleus, running: TcbAddress): TcbAddress => {
  const { memory } = k;
  const { offset } = now(k);
  if (offset === 0) wakeupsOf(k).beginWindow(k);
  let chosen = 0;
  let most = running === 0 ? -1 : memory.read(running, Tcb.priority);
  for (const due of offset % SCAN_MS === 0 ? wakeupsOf(k).scan(k).due : []) {
    const partner = partnerIn(k, due);
    end(k, due, withdraw(k, due), 'timeout');
    for (const tcb of partner === 0 ? [due] : [due, partner]) {
      if (!isReady(k, tcb) || memory.read(tcb, Tcb.priority) <= most) continue;
      most = memory.read(tcb, Tcb.priority);
      chosen = tcb;
    }
  }
  if (chosen !== 0) return beginSlice(k, chosen);
  return sliceLeft(k) === 0 ? endSlice(k, running) : 0;
};

/**
 * The slice is used up: the running thread lines up behind its equals. Returns 0 where it has the next turn itself: then
 * it begins a slice anew; but one that was handed to a thread whose own slice has no end stays used up, until another is
 * ready.
 *
 * @refines scheduling/slice-ends, scheduling/slice-renewed
 */
const endSlice = (k: Nucleus, running: TcbAddress): TcbAddress => {
  lineUp(k, running);
  const next = nextReady(k);
  if (next !== running) return beginSlice(k, next);
  if (k.memory.read(running, Tcb.slice) !== ENDLESS) beginSlice(k, running);
  return 0;
};
