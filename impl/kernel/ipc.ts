/**
 * The path of short messages (L.58): a rendez-vous, all in registers, with a direct switch to the receiver and no
 * scheduler. Each function here returns the thread to switch to, or 0 where no transfer was made.
 */
import type { Ipc, IpcCause } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { applyItems, windowOf } from './items.js';
import { attach, detach, isRaised, lineCount, lineOfThread, ownerOf } from './lines.js';
import { pagerTimeout, runCopy, type Copied } from './long-ipc/copy.js';
import { beginTransfer, forgetTransfer, partnerIn, userOf } from './long-ipc/ends.js';
import { isInMemory } from './long-ipc/memory.js';
import { NEVER, copyMessage, saveMessage, saveReceive, tellInMemory, timeoutWord } from './message.js';
import { idOf } from './names.js';
import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { leaveIpc } from './pending.js';
import { deliverInterrupt, end, makeReady, poll, wait } from './phases.js';
import { lineUp } from './ready.js';
import { firstQueued, leaveQueue } from './send-queue.js';
import { handOn } from './slice.js';
import { Fault, State, Tcb, threadNamed } from './tcb.js';
import { ANY, NOBODY, lineOf, type IdWord } from './thread-id.js';
import { arm } from './wakeups.js';

/**
 * `ipc`: the arguments go to the TCB of the caller, as the trap saves its registers there; then the first phase begins.
 *
 * @refines ipc/send-phase-first, ipc/receive-phase-only
 */
export const ipc = (k: Nucleus, caller: TcbAddress, { send, receive }: Ipc): TcbAddress => {
  saveReceive(k, caller, receive);
  if (send !== undefined) {
    saveMessage(k, caller, send);
    return sendPhase(k, caller, idOf(k, send.to), timeoutWord(send.timeoutMs));
  }
  const sender = receivePhase(k, caller);
  return sender === 0 ? 0 : transfer(k, sender, caller);
};

/**
 * The message is in the TCB. Oneself is nobody to send to (F:1.4).
 *
 * @refines ipc/send-nonexistent, ipc/send-partner-ready, ipc/send-poll, ipc/send-queue
 */
export const sendPhase = (k: Nucleus, sender: TcbAddress, to: IdWord, timeout: number): TcbAddress => {
  const receiver = threadNamed(k, to);
  if (receiver === 0 || receiver === sender) end(k, sender, 'send', 'nonExistent');
  else if (waitsFor(k, receiver, sender)) return transfer(k, sender, receiver);
  else if (timeout === 0) end(k, sender, 'send', 'timeout');
  else poll(k, sender, receiver, timeout);
  return 0;
};

/**
 * Whether a transfer from `sender` can begin now. Who waits for its pager to serve a fault takes no fault message: of
 * two threads that page each other, both would for ever be resumed and fault again.
 *
 * @refines fault/no-answer
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
 *
 * @refines ipc/receive-nonexistent, ipc/receive-queued-sender, ipc/receive-poll, ipc/receive-wait, ipc/sleep,
 *   interrupts/await
 */
const receivePhase = (k: Nucleus, receiver: TcbAddress): TcbAddress => {
  const { memory } = k;
  const from = memory.read(receiver, Tcb.receiveFrom);
  const timeout = memory.read(receiver, Tcb.receiveTimeout);
  const line = lineOf(from);
  if (line < 0 && from !== ANY && from !== NOBODY && threadNamed(k, from) === 0) {
    end(k, receiver, 'receive', 'nonExistent');
    return 0;
  }
  if (takesInterrupt(k, receiver, from)) {
    makeReady(k, receiver);
    deliverInterrupt(k, receiver);
    return 0;
  }
  wait(k, receiver, from);
  const sender = firstQueued(k, receiver, waitsFor);
  if (sender !== 0) leaveQueue(k, receiver, sender);
  else if (timeout === 0)
    end(k, receiver, 'receive', line < 0 ? polled(k, receiver, from) : pollLine(k, receiver, line));
  else arm(k, receiver, timeout);
  return sender;
};

/**
 * Whether an interrupt came on the thread's own line, and it wants it: an interrupt goes before all senders (F:1.2).
 *
 * @refines interrupts/take-raised, interrupts/line-or-sender
 */
const takesInterrupt = (k: Nucleus, receiver: TcbAddress, from: IdWord): boolean => {
  const own = lineOfThread(k, receiver);
  return own >= 0 && isRaised(k, own) && (from === ANY || lineOf(from) === own);
};

/**
 * Nobody was there to take from. To ask nobody, without waiting, is to give up one's line (F:3.6).
 *
 * @refines interrupts/detach
 */
const polled = (k: Nucleus, receiver: TcbAddress, from: IdWord): IpcCause => {
  if (from === NOBODY) detach(k, receiver);
  return 'timeout';
};

/**
 * To ask a free line, without waiting, is to attach to it; that it ends in a timeout is the sign of success. A line of
 * another's, or that the machine does not have, is refused, and the thread keeps the line that it had (F:3.6), or in some
 * dialects loses it (F:A25).
 *
 * @refines interrupts/attach, interrupts/attach-refused, interrupts/poll
 */
const pollLine = (k: Nucleus, receiver: TcbAddress, line: number): IpcCause => {
  if (lineOfThread(k, receiver) === line) return 'timeout';
  if (line >= lineCount(k) || ownerOf(k, line) !== NOBODY) {
    if (k.dialect.failedAttach === 'loses') detach(k, receiver);
    return 'nonExistent';
  }
  attach(k, receiver, line);
  return 'timeout';
};

/**
 * The rendez-vous. When the message is delivered the sender's receive phase begins, before anybody can run (L.45), and
 * it may find a sender queued: then that transfer follows at once, and its receiver is who runs (F:A28). Each round
 * takes a thread out of its send queue, so there are no more rounds than threads. A copy that cannot go on leaves the
 * processor: to whom it says, or else to the receiver of the transfer before, if there was one.
 *
 * @refines ipc/transfer, schedule/partner
 */
const transfer = (k: Nucleus, first: TcbAddress, partner: TcbAddress, isCopying = false): TcbAddress => {
  let [sender, receiver, before] = [first, partner, 0];
  let isBegun = isCopying;
  for (let i = 0; i <= threadLimit(k); i++) {
    if (!isBegun && isCopied(k, sender, receiver)) {
      beginTransfer(k, sender, receiver);
      isBegun = true;
    }
    const copied = isBegun ? runCopy(k, sender) : null;
    if (copied?.is === 'left') return copied.chosen !== 0 ? copied.chosen : before === 0 ? 0 : handOn(k, before);
    if (isBegun) forgetTransfer(k, sender, receiver);
    const cause = deliver(k, sender, receiver, copied);
    const user = userOf(k, receiver);
    const queued = goesOn(k, sender, receiver, cause);
    if (queued === 0) return handOn(k, user);
    lineUp(k, user);
    [before, receiver, sender] = [user, sender, queued];
    isBegun = false;
  }
  throw new CorruptKernelMemory('more threads were queued than exist');
};
/**
 * A sender that has the processor goes on with its copy, and with what follows it.
 *
 * @refines strings/go-on
 */
export const goOn = (k: Nucleus, sender: TcbAddress): TcbAddress => transfer(k, sender, partnerIn(k, sender), true);

/** Some of it is to be copied: a receiver that waits for its pager asks for pages alone. */
const isCopied = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress): boolean =>
  k.memory.read(sender, Tcb.fault) === Fault.none &&
  k.memory.read(receiver, Tcb.fault) === Fault.none &&
  isInMemory(k, sender);

/**
 * The sender's side after the transfer. Returns the queued sender whose transfer follows at once, or 0.
 *
 * @refines ipc/sent, ipc/enter-receive
 */
const goesOn = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress, cause: IpcCause): TcbAddress => {
  if (k.memory.read(sender, Tcb.fault) !== Fault.none) {
    awaitServant(k, sender, receiver);
    return 0;
  }
  if (cause !== 'ok' || k.memory.read(sender, Tcb.receives) === 0) {
    end(k, sender, 'send', cause);
    return 0;
  }
  return receivePhase(k, sender);
};

/**
 * A thread whose fault was told waits for the answer: for ever, or as long as its partner in a transfer allows.
 *
 * @refines fault/await-answer, strings/await-page, strings/no-time-for-a-page
 */
const awaitServant = (k: Nucleus, tcb: TcbAddress, servant: TcbAddress): void => {
  const timeout = k.memory.read(tcb, Tcb.fault) === Fault.missing ? pagerTimeout(k, tcb) : NEVER;
  wait(k, tcb, k.memory.read(servant, Tcb.myself));
  if (timeout === 0) end(k, tcb, 'receive', 'timeout');
  else arm(k, tcb, timeout);
};

/**
 * Items, then words (F:3.3); a receiver without a window gets the words alone, and both sides learn of the cut (F:A14),
 * as of one of what was copied; in some dialects the receiver alone. Returns what the sender learns. A receiver that
 * waits for its pager has all its space as window and asks for no words: whatever the answer, it tries its access again, goes on behind its exception, or is in its transfer again.
 *
 * @refines ipc/deliver, ipc/transfer-cut, strings/copied, strings/cut, fault/message, fault/answered,
 *   exceptions/message, exceptions/answered, strings/missing-page-message
 */
const deliver = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress, copied: Copied | null): IpcCause => {
  const { memory } = k;
  const items = memory.read(sender, Tcb.fault) === Fault.none ? memory.read(sender, Tcb.itemCount) : 0;
  const cut = copied?.is === 'cut' || (items > 0 && windowOf(k, receiver) === 0);
  const cause = cut ? 'messageCut' : 'ok';
  const told = k.dialect.cutTells === 'receiver' ? 'ok' : cause;
  if (!cut && items > 0) applyItems(k, sender, receiver);
  const fault = memory.read(receiver, Tcb.fault);
  if (fault === Fault.missing) {
    pageAnswered(k, receiver);
    return told;
  }
  memory.write(receiver, Tcb.state, State.ready);
  if (fault === Fault.trap) memory.write(receiver, Tcb.fault, Fault.none);
  if (fault !== Fault.none) return told;
  leaveIpc(k, receiver, 'receive', cause);
  copyMessage(k, sender, receiver);
  if (copied !== null && !cut) tellInMemory(k, sender, receiver);
  return told;
};

/**
 * The pager answered: the thread is in its transfer again, with partner, message and timeouts as before.
 *
 * @refines strings/page-answered
 */
const pageAnswered = (k: Nucleus, tcb: TcbAddress): void => {
  const { memory } = k;
  const side = memory.read(tcb, Tcb.role);
  memory.write(tcb, Tcb.fault, Fault.none);
  memory.write(tcb, Tcb.state, State.copying);
  memory.write(userOf(k, tcb), Tcb.paged, side);
};
