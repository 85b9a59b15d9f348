import type { Load, Store, Trap } from '../../spec/vocabulary/index.js';
import { sendPhase } from './ipc.js';
import { NEVER } from './message.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Pending, leave } from './pending.js';
import { Fault, Tcb } from './tcb.js';

/**
 * A load or store of the running thread. Returns the thread to switch to, or 0.
 *
 * @refines access/load, access/store
 */
export const access = (k: Nucleus, tcb: TcbAddress, x: Load | Store): TcbAddress => {
  k.memory.write(tcb, Tcb.fault, x.do === 'store' ? Fault.store : Fault.load);
  k.memory.write(tcb, Tcb.faultAddress, x.address);
  k.memory.write(tcb, Tcb.faultValue, x.do === 'store' ? x.value : 0);
  return retry(k, tcb);
};

/**
 * Executes the access that the TCB of the running thread holds. If it succeeds the TCB no longer holds it; if it
 * faults, it stays for the next attempt.
 *
 * @refines fault/load, fault/store, fault/raise, fault/retry
 */
export const retry = (k: Nucleus, tcb: TcbAddress): TcbAddress => {
  const { memory, machine } = k;
  const address = memory.read(tcb, Tcb.faultAddress);
  const stores = memory.read(tcb, Tcb.fault) === Fault.store;
  const word = stores ? machine.userStore(address, memory.read(tcb, Tcb.faultValue)) : machine.userLoad(address);
  // a page fault is an IPC (L.23, L.74): in the thread's name the kernel calls its pager
  if (typeof word !== 'number') return sendPhase(k, tcb, memory.read(tcb, Tcb.pager), NEVER);
  memory.write(tcb, Tcb.fault, Fault.none);
  leave(k, tcb, stores ? Pending.stored : Pending.loaded, word);
  return 0;
};

/**
 * An exception is an IPC to the thread's handler: its number, and the instruction pointer (L.20).
 *
 * @refines exceptions/raise
 */
export const trap = (k: Nucleus, tcb: TcbAddress, { vector }: Trap): TcbAddress => {
  k.memory.write(tcb, Tcb.fault, Fault.trap);
  k.memory.write(tcb, Tcb.faultAddress, vector);
  return sendPhase(k, tcb, k.memory.read(tcb, Tcb.handler), NEVER);
};
