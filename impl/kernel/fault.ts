import { WHOLE_SPACE, type Load, type Store, type Trap } from '../../spec/vocabulary/index.js';
import { WRITE, type PageFault } from '../machine/paging.js';
import { encodeFpage } from './fpage.js';
import { sendPhase } from './ipc.js';
import { NEVER, saveMessage, saveReceiveWords } from './message.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Pending, leave } from './pending.js';
import { Fault, Tcb } from './tcb.js';
import type { IdWord } from './thread-id.js';

/** A load or store of the running thread. Returns the thread to switch to, or 0. */
export const access = (k: Nucleus, tcb: TcbAddress, x: Load | Store): TcbAddress => {
  k.memory.write(tcb, Tcb.fault, x.do === 'store' ? Fault.store : Fault.load);
  k.memory.write(tcb, Tcb.faultAddress, x.address);
  k.memory.write(tcb, Tcb.faultValue, x.do === 'store' ? x.value : 0);
  return retry(k, tcb);
};

/**
 * Executes the access that the TCB of the running thread holds. If it succeeds the TCB no longer holds it; if it
 * faults, it stays for the next attempt.
 */
export const retry = (k: Nucleus, tcb: TcbAddress): TcbAddress => {
  const { memory, machine } = k;
  const address = memory.read(tcb, Tcb.faultAddress);
  const stores = memory.read(tcb, Tcb.fault) === Fault.store;
  const word = stores ? machine.userStore(address, memory.read(tcb, Tcb.faultValue)) : machine.userLoad(address);
  if (typeof word !== 'number') return pageFault(k, tcb, word);
  memory.write(tcb, Tcb.fault, Fault.none);
  leave(k, tcb, stores ? Pending.stored : Pending.loaded, word);
  return 0;
};

/**
 * A page fault is an IPC (L.23, L.74): in the thread's name the kernel calls its pager. The first word is the address,
 * its low two bits cleared, with the write bit of the processor's fault code; the second is the instruction pointer
 * (F:3.7).
 */
const pageFault = (k: Nucleus, tcb: TcbAddress, { address, code }: PageFault): TcbAddress =>
  callServant(k, tcb, k.memory.read(tcb, Tcb.pager), ((address & ~3) | (code & WRITE)) >>> 0);

/** An exception is an IPC to the thread's handler: its number, and the instruction pointer (L.20). */
export const trap = (k: Nucleus, tcb: TcbAddress, { vector }: Trap): TcbAddress => {
  k.memory.write(tcb, Tcb.fault, Fault.trap);
  k.memory.write(tcb, Tcb.faultAddress, vector);
  return callServant(k, tcb, k.memory.read(tcb, Tcb.handler), vector);
};

/** The kernel's call in the thread's name: it waits for ever, and takes pages anywhere in its space. */
const callServant = (k: Nucleus, tcb: TcbAddress, servant: IdWord, what: number): TcbAddress => {
  saveMessage(k, tcb, [what, k.memory.read(tcb, Tcb.ip)], []);
  saveReceiveWords(k, tcb, servant, encodeFpage(WHOLE_SPACE), NEVER);
  return sendPhase(k, tcb, servant, NEVER);
};
