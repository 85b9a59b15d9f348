/**
 * Wakeups (L.59-63). The state and the wakeup time in the TCB are the truth: a wakeup that is left over in a structure never
 * ends a later wait (B10 of F:6.2). Which structure finds those that are due is the policy's.
 */
import { after, now } from './clock.js';
import { NEVER } from './message.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import type { Policy } from './policy.js';
import { Tcb } from './tcb.js';
import { array } from './wakeups/array.js';
import { lists, splitLists } from './wakeups/lists.js';
import type { WakeupStructure } from './wakeups/wakeup.js';

const structures: Readonly<Record<Policy['wakeups'], WakeupStructure>> = { array, lists, 'split-lists': splitLists };

export const wakeupsOf = ({ policy }: Nucleus): WakeupStructure => structures[policy.wakeups];

/** The thread, which begins to wait, is to be woken after `timeout` ms; or never: then it may linger in the structure. */
export const arm = (k: Nucleus, tcb: TcbAddress, timeout: number): void => {
  if (timeout === NEVER) {
    k.memory.write(tcb, Tcb.wakeupOffset, NEVER);
    return;
  }
  const wakeup = after(now(k), timeout);
  k.memory.write(tcb, Tcb.wakeupBase, wakeup.base);
  k.memory.write(tcb, Tcb.wakeupOffset, wakeup.offset);
  wakeupsOf(k).insert(k, tcb, wakeup);
};
