/** How a phase of an IPC begins to wait, and how it ends without a message. */
import type { IpcCause, IpcResult } from '../../spec/vocabulary/index.js';
import { lineOfThread, setRaised } from './lines.js';
import { endTransfer } from './long-ipc/ends.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { leaveIpc } from './pending.js';
import { lineUp } from './ready.js';
import { joinQueue, leaveQueue } from './send-queue.js';
import { Fault, Role, State, Tcb, threadNamed } from './tcb.js';
import { lineWord, type IdWord } from './thread-id.js';
import { arm } from './wakeups.js';

/** The thread polls its partner: it waits in the queue of that thread. */
export const poll = (k: Nucleus, tcb: TcbAddress, receiver: TcbAddress, timeout: number): void => {
  k.memory.write(tcb, Tcb.state, State.polling);
  k.memory.write(tcb, Tcb.partner, k.memory.read(receiver, Tcb.myself));
  joinQueue(k, receiver, tcb);
  arm(k, tcb, timeout);
};

/** The thread waits for a message: of one thread, of a line, of anybody or of nobody. */
export const wait = (k: Nucleus, tcb: TcbAddress, from: IdWord): void => {
  k.memory.write(tcb, Tcb.state, State.waiting);
  k.memory.write(tcb, Tcb.partner, from);
};

/** The thread becomes ready, and stands behind the others of its priority if it was not. */
export const makeReady = (k: Nucleus, tcb: TcbAddress): void => {
  const was = k.memory.read(tcb, Tcb.state);
  k.memory.write(tcb, Tcb.state, State.ready);
  if (tcb !== current(k) && was !== State.ready) lineUp(k, tcb);
};

/**
 * An IPC ends without a message for this thread. Where it was the kernel's, for a fault of the thread, that cannot be
 * served; for a page that a copy needs, the transfer ends.
 *
 * @refines ipc/fails, fault/halts, strings/pager-fails
 */
export const end = (k: Nucleus, tcb: TcbAddress, phase: IpcResult['phase'], cause: IpcCause): void => {
  const fault = k.memory.read(tcb, Tcb.fault);
  if (fault === Fault.missing) {
    endTransfer(k, tcb, causeOf(k, tcb, cause));
    return;
  }
  if (fault !== Fault.none) {
    k.memory.write(tcb, Tcb.state, State.halted);
    return;
  }
  makeReady(k, tcb);
  leaveIpc(k, tcb, phase, cause);
};

/** How a transfer ends of which one side waited for a page: a timeout was its partner's to set (F:3.2). */
const causeOf = ({ memory }: Nucleus, tcb: TcbAddress, cause: IpcCause): IpcCause => {
  if (cause !== 'timeout') return 'aborted';
  return memory.read(tcb, Tcb.role) === Role.receiver ? 'senderFaultTimeout' : 'receiverFaultTimeout';
};

/** A thread that polls leaves the queue: after an IPC ends its thread waits nowhere (B2 of F:6.1). Returns its phase. */
export const withdraw = (k: Nucleus, tcb: TcbAddress): IpcResult['phase'] => {
  if (k.memory.read(tcb, Tcb.state) !== State.polling) return 'receive';
  leaveQueue(k, threadNamed(k, k.memory.read(tcb, Tcb.partner)), tcb);
  return 'send';
};

/** What came on the thread's line is delivered: a message of the line, without words. */
export const deliverInterrupt = (k: Nucleus, tcb: TcbAddress): void => {
  const line = lineOfThread(k, tcb);
  setRaised(k, line, false);
  leaveIpc(k, tcb, 'receive', 'ok');
  k.memory.write(tcb, Tcb.receivedFrom, lineWord(line));
};
