/**
 * The path of short messages (L.58): a rendez-vous, all in registers, with a direct switch to the receiver and no
 * scheduler. Each function here returns the thread to switch to, or 0 where no transfer was made.
 */
import type { Ipc, IpcCause, IpcResult } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { applyItems } from './items.js';
import { NEVER, copyMessage, saveMessage, saveReceive } from './message.js';
import { current, threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { leaveIpc } from './pending.js';
import { lineUp } from './ready.js';
import { firstQueued, joinQueue, leaveQueue } from './send-queue.js';
import { Fault, State, Tcb, threadNamed } from './tcb.js';
import { ANY, NOBODY, encodeId, type IdWord } from './thread-id.js';

/**
 * `ipc`: the arguments go to the TCB of the caller, as the trap saves its registers there; then the first phase begins.
 */
export const ipc = (k: Nucleus, caller: TcbAddress, { send, receive }: Ipc): TcbAddress => {
  saveReceive(k, caller, receive);
  if (send !== undefined) {
    saveMessage(k, caller, send.words, send.items);
    return sendPhase(k, caller, encodeId(send.to), send.timeoutMs === 'never' ? NEVER : send.timeoutMs);
  }
  const sender = receivePhase(k, caller);
  return sender === 0 ? 0 : transfer(k, sender, caller);
};

/** The message is in the TCB. Oneself is nobody to send to (F:1.4). */
export const sendPhase = (k: Nucleus, sender: TcbAddress, to: IdWord, timeout: number): TcbAddress => {
  const receiver = threadNamed(k, to);
  if (receiver === 0 || receiver === sender) end(k, sender, 'send', 'nonExistent');
  else if (waitsFor(k, receiver, sender)) return transfer(k, sender, receiver);
  else if (timeout === 0) end(k, sender, 'send', 'timeout');
  else {
    k.memory.write(sender, Tcb.state, State.polling);
    k.memory.write(sender, Tcb.partner, to);
    joinQueue(k, receiver, sender);
  }
  return 0;
};

/**
 * Whether a transfer from `sender` can begin now. Who waits for its pager to serve a fault takes no fault message: of
 * two threads that page each other, both would for ever be resumed and fault again.
 */
const waitsFor = ({ memory }: Nucleus, receiver: TcbAddress, sender: TcbAddress): boolean => {
  if (memory.read(receiver, Tcb.state) !== State.waiting) return false;
  const from = memory.read(receiver, Tcb.partner);
  if (from !== ANY && from !== memory.read(sender, Tcb.myself)) return false;
  return memory.read(receiver, Tcb.fault) === Fault.none || memory.read(sender, Tcb.fault) === Fault.none;
};

/**
 * Enters the receive phase that the TCB describes: first the thread waits, then its queue is looked at. Returns the
 * queued sender whose transfer now begins, already out of the queue, or 0.
 */
const receivePhase = (k: Nucleus, receiver: TcbAddress): TcbAddress => {
  const { memory } = k;
  const from = memory.read(receiver, Tcb.receiveFrom);
  const sleeps = from === NOBODY || from === memory.read(receiver, Tcb.myself);
  if (!sleeps && from !== ANY && threadNamed(k, from) === 0) {
    end(k, receiver, 'receive', 'nonExistent');
    return 0;
  }
  memory.write(receiver, Tcb.state, State.waiting);
  memory.write(receiver, Tcb.partner, sleeps ? NOBODY : from);
  const sender = firstQueued(k, receiver, waitsFor);
  if (sender !== 0) leaveQueue(k, receiver, sender);
  else if (memory.read(receiver, Tcb.receiveTimeout) === 0) end(k, receiver, 'receive', 'timeout');
  return sender;
};

/**
 * The rendez-vous. When the message is delivered the sender's receive phase begins, before anybody can run (L.45), and
 * it may find a sender queued: then that transfer follows at once, and its receiver is who runs (F:A28). Each round
 * takes a thread out of its send queue, so there are no more rounds than threads.
 */
const transfer = (k: Nucleus, first: TcbAddress, partner: TcbAddress): TcbAddress => {
  let sender = first;
  let receiver = partner;
  for (let i = 0; i <= threadLimit(k); i++) {
    const cause = deliver(k, sender, receiver);
    if (cause !== 'ok' || k.memory.read(sender, Tcb.receives) === 0) {
      end(k, sender, 'send', cause);
      return receiver;
    }
    const queued = receivePhase(k, sender);
    if (queued === 0) return receiver;
    lineUp(k, receiver);
    receiver = sender;
    sender = queued;
  }
  throw new CorruptKernelMemory('more threads were queued than exist');
};

/**
 * Items, then words (F:3.3); a receiver without a window gets the words alone, and both sides learn of the cut (F:A14).
 * A receiver that waits for its pager has all its space as window and asks for no words: whatever the answer, it tries
 * its access again.
 */
const deliver = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): IpcCause => {
  const { memory } = k;
  const cut = memory.read(sender, Tcb.itemCount) > 0 && memory.read(receiver, Tcb.window) === 0;
  const cause = cut ? 'messageCut' : 'ok';
  if (!cut) applyItems(k, sender, receiver);
  memory.write(receiver, Tcb.state, State.ready);
  if (memory.read(receiver, Tcb.fault) === Fault.none) {
    leaveIpc(k, receiver, 'receive', cause);
    copyMessage(k, sender, receiver);
  }
  return cause;
};

/**
 * An IPC ends without a message for this thread. Where it was the kernel's, for a fault of the thread, that cannot be
 * served.
 */
const end = (k: Nucleus, tcb: TcbAddress, phase: IpcResult['phase'], cause: IpcCause): void => {
  if (k.memory.read(tcb, Tcb.fault) !== Fault.none) {
    k.memory.write(tcb, Tcb.state, State.halted);
    return;
  }
  k.memory.write(tcb, Tcb.state, State.ready);
  leaveIpc(k, tcb, phase, cause);
  if (tcb !== current(k)) lineUp(k, tcb);
};
