/** How a transfer begins, and how it ends without all of the message. */
import type { IpcCause } from '../../../spec/vocabulary/index.js';
import { clearPending, leaveIpc } from '../pending.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { makeReady, withdraw } from '../phases.js';
import { Fault, Role, State, Tcb, threadNamed } from '../tcb.js';
import { resetCursor } from './cursor.js';

/**
 * From now on neither side can time out; the sender copies.
 *
 * @refines strings/begin
 */
export const beginTransfer = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  const { memory } = k;
  for (const [tcb, role, partner] of [
    [sender, Role.sender, receiver],
    [receiver, Role.receiver, sender],
  ]) {
    memory.write(tcb, Tcb.state, State.copying);
    memory.write(tcb, Tcb.role, role);
    memory.write(tcb, Tcb.transferPartner, memory.read(partner, Tcb.myself));
    clearPending(k, tcb);
  }
  resetCursor(k, sender);
  memory.write(sender, Tcb.paged, Role.none);
};

/** The other side of the transfer in which a thread is, or 0. */
export const partnerIn = (k: Nucleus, tcb: TcbAddress): TcbAddress =>
  k.memory.read(tcb, Tcb.role) === Role.none ? 0 : threadNamed(k, k.memory.read(tcb, Tcb.transferPartner));

/** Who uses the processor for a thread: it itself or, for the receiver of a transfer under way, the sender. */
export const userOf = (k: Nucleus, tcb: TcbAddress): TcbAddress =>
  k.memory.read(tcb, Tcb.state) === State.copying && k.memory.read(tcb, Tcb.role) === Role.receiver
    ? partnerIn(k, tcb)
    : tcb;

/** All is copied: neither side is in a transfer any more. */
export const forgetTransfer = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): void => {
  for (const tcb of [sender, receiver]) k.memory.write(tcb, Tcb.role, Role.none);
};

/** One side ends, in its own phase; what was copied stays. If it waits for its pager it does so no longer. */
export const endSide = (k: Nucleus, tcb: TcbAddress, cause: IpcCause): void => {
  const phase = k.memory.read(tcb, Tcb.role) === Role.receiver ? 'receive' : 'send';
  withdraw(k, tcb);
  k.memory.write(tcb, Tcb.fault, Fault.none);
  k.memory.write(tcb, Tcb.role, Role.none);
  makeReady(k, tcb);
  leaveIpc(k, tcb, phase, cause);
};

/** Both sides of the transfer in which the thread is end with that cause. */
export const endTransfer = (k: Nucleus, tcb: TcbAddress, cause: IpcCause): void => {
  const partner = partnerIn(k, tcb);
  endSide(k, tcb, cause);
  endSide(k, partner, cause);
};
