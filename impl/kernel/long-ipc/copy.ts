/**
 * The copy of a long message (L.50): the sender executes it, step by step, straight into the space of the receiver.
 * Between two steps interrupts are taken, and other threads may run (F:1.4).
 */
import type { During } from '../../../spec/vocabulary/index.js';
import { interrupt } from '../interrupt.js';
import { sendPhase } from '../ipc.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { lineUp } from '../ready.js';
import { switchTo } from '../schedule.js';
import { ENDLESS, handOn, pick, sliceLeft } from '../slice.js';
import { directoryOf } from '../task-table.js';
import { Fault, Role, Tcb, taskOfThread } from '../tcb.js';
import { tick } from '../tick.js';
import { advance, nextStep, stepsDone } from './cursor.js';
import { endTransfer, partnerIn } from './ends.js';
import { faultTimeoutOf } from './memory.js';
import { closeRegion } from './region.js';
import { moveBytes, type Bytes } from './strategy.js';

/** A copy is over, whole or cut; or the sender had to leave it, and another thread is to run, if `chosen` is not 0. */
export type Copied = { readonly is: 'over' | 'cut' } | { readonly is: 'left'; readonly chosen: TcbAddress };

/** The sender goes on with its copy; whether it comes to an end or not, the region is closed behind it. */
export const runCopy = (k: Nucleus, sender: TcbAddress): Copied => {
  const copied = copySteps(k, sender);
  if (copied.is !== 'left' || k.policy.tlb !== 'single-thread') closeRegion(k, directoryOf(k, taskOfThread(k, sender)));
  return copied;
};

/**
 * Step after step. At a point between two of them an event may come that was announced.
 *
 * @refines strings/copy
 */
const copySteps = (k: Nucleus, sender: TcbAddress): Copied => {
  switchTo(k, sender);
  const receiver = partnerIn(k, sender);
  for (;;) {
    const step = nextStep(k, sender, receiver);
    if (step.is !== 'step') return { is: step.is };
    const event = arriving(k, sender);
    const chosen = event === null ? 0 : raise(k, sender, event);
    if (chosen !== 0) return { is: 'left', chosen };
    const missing = moveBytes(k, sender, receiver, step);
    if (missing !== Role.none) return { is: 'left', chosen: pageMissing(k, sender, receiver, missing, step) };
    advance(k, sender, step.bytes);
    k.memory.write(sender, Tcb.paged, Role.none);
  }
};

/**
 * The announced event, if as many steps are done as it wants: it comes now, and no other will.
 *
 * @refines strings/arrives
 */
const arriving = (k: Nucleus, sender: TcbAddress): During['event'] | null => {
  const { armed } = k.machine;
  if (armed === null || stepsDone(k, sender) < Math.max(1, armed.k)) return null;
  k.machine.armed = null;
  return armed.event;
};

/**
 * What an event does while the sender copies. Returns who is to run in its place, or 0: the copy goes on.
 *
 * @refines strings/slice-ends, strings/slice-without-end
 */
const raise = (k: Nucleus, sender: TcbAddress, event: During['event']): TcbAddress => {
  switch (event.do) {
    case 'interrupt':
      return interrupt(k, event);
    case 'tick':
      return tick(k, event.ms).chosen;
    case 'slice_end': {
      if (sliceLeft(k) === ENDLESS) return 0;
      lineUp(k, sender);
      const next = pick(k);
      return next === sender ? 0 : next;
    }
  }
};

/**
 * The thread whose page is missing asks its own pager, for no longer than its partner allows (F:3.7). If it has just
 * done so, to no avail, both are told that the copy was aborted. Returns who is to run, or 0.
 *
 * @refines strings/page-missing, strings/page-still-missing
 */
const pageMissing = (
  k: Nucleus,
  sender: TcbAddress,
  receiver: TcbAddress,
  side: number,
  { from, to }: Bytes,
): TcbAddress => {
  const { memory } = k;
  if (memory.read(sender, Tcb.paged) === side) {
    endTransfer(k, sender, 'aborted');
    return handOn(k, receiver);
  }
  const thread = side === Role.sender ? sender : receiver;
  memory.write(thread, Tcb.fault, Fault.missing);
  memory.write(thread, Tcb.faultAddress, ((side === Role.sender ? from : to) & ~3) >>> 0);
  memory.write(thread, Tcb.faultValue, side === Role.sender ? 0 : 1);
  const pager = sendPhase(k, thread, memory.read(thread, Tcb.pager), pagerTimeout(k, thread));
  return pager === 0 && memory.read(sender, Tcb.role) === Role.none ? handOn(k, receiver) : pager;
};

/** How long the pager of a thread in a transfer may take: as long as the other side allows. */
export const pagerTimeout = (k: Nucleus, thread: TcbAddress): number =>
  faultTimeoutOf(k, partnerIn(k, thread), k.memory.read(thread, Tcb.role) === Role.receiver ? Tcb.sent : Tcb.room);
