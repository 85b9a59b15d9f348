import type { LthreadExRegs } from '../../spec/vocabulary/index.js';
import { endTransfer } from './long-ipc/ends.js';
import { servantId } from './names.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { Pending, leave, leaveRegisters } from './pending.js';
import { end, makeReady, withdraw } from './phases.js';
import { lineUp } from './ready.js';
import { Fault, Role, State, Tcb, taskOfThread, threadAt } from './tcb.js';
import { makeThread, type Start } from './tasks.js';
import { NOBODY } from './thread-id.js';

/**
 * `lthread_ex_regs` (F:3.5): makes a thread of the caller's task, or exchanges the registers of one. The caller is told
 * what they were.
 *
 * @refines tasks/create-thread, tasks/exchange
 */
export const lthreadExRegs = (k: Nucleus, caller: TcbAddress, x: LthreadExRegs): void => {
  const task = taskOfThread(k, caller);
  if (x.lthread >= k.config.lthreads) {
    leave(k, caller, Pending.created, NOBODY);
    return;
  }
  const tcb = threadAt(k, task, x.lthread);
  if (tcb === 0) {
    lineUp(k, makeThread(k, task, x.lthread, startOf(k, caller, x)));
    leave(k, caller, Pending.created, NOBODY);
    return;
  }
  leaveRegisters(k, caller, tcb);
  if (x.ip !== undefined) k.memory.write(tcb, Tcb.ip, x.ip);
  if (x.pager !== undefined) k.memory.write(tcb, Tcb.pager, servantId(k, x.pager));
  if (x.handler !== undefined) k.memory.write(tcb, Tcb.handler, servantId(k, x.handler));
  if (tcb === caller || (x.ip === undefined && leftWaiting(k, tcb))) return;
  cancel(k, tcb);
  if (x.ip !== undefined) redirect(k, tcb);
};

/** In some dialects an exchange without a new instruction pointer leaves a thread waiting, or in its transfer (F:A24); a halted one it wakes. */
const leftWaiting = ({ memory, dialect }: Nucleus, tcb: TcbAddress): boolean =>
  dialect.exRegsCancels === 'new ip' && memory.read(tcb, Tcb.state) !== State.halted;

/** A new thread has its creator's pager and handler unless others are given, and its creator's share of the processor. */
const startOf = (k: Nucleus, caller: TcbAddress, { ip, pager, handler }: LthreadExRegs): Start => ({
  ip: ip ?? 0,
  pager: pager === undefined ? k.memory.read(caller, Tcb.pager) : servantId(k, pager),
  handler: handler === undefined ? k.memory.read(caller, Tcb.handler) : servantId(k, handler),
  priority: k.memory.read(caller, Tcb.priority),
  slice: k.memory.read(caller, Tcb.slice),
});

/**
 * A transfer in the middle of which the thread is is aborted for both sides. Else the wait of a thread ends: its IPC is cancelled, in the phase in which it was. A wait that was the kernel's, for a
 * fault, ends without a word: an access is tried again, an exception is over.
 *
 * @refines tasks/cancel, strings/abort
 */
const cancel = (k: Nucleus, tcb: TcbAddress): void => {
  const { memory } = k;
  if (memory.read(tcb, Tcb.role) !== Role.none) {
    endTransfer(k, tcb, 'aborted');
    return;
  }
  if (memory.read(tcb, Tcb.state) === State.ready) return;
  const phase = withdraw(k, tcb);
  const fault = memory.read(tcb, Tcb.fault);
  if (fault === Fault.none) {
    end(k, tcb, phase, 'cancelled');
    return;
  }
  if (fault === Fault.trap) memory.write(tcb, Tcb.fault, Fault.none);
  makeReady(k, tcb);
  leave(k, tcb, Pending.nothing, 0);
};

/**
 * A thread with a new instruction pointer forgets an access that faulted, and the result of its last instruction.
 *
 * @refines tasks/redirect, tasks/redirect-self
 */
const redirect = (k: Nucleus, tcb: TcbAddress): void => {
  k.memory.write(tcb, Tcb.fault, Fault.none);
  leave(k, tcb, Pending.nothing, 0);
};
