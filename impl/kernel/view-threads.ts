import type { ShownThread, ThreadId, View } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { isRaised, lineCount, ownerOf, raisedWord } from './lines.js';
import { isName, nameOf, nameOrNobody } from './names.js';
import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { pendingOf } from './pending.js';
import { countLinked, nextInRing, previousInRing, type Links } from './ring.js';
import { sendersOf } from './send-queue.js';
import { sliceOf } from './slice.js';
import { Fault, State, TCB_WORDS, Tcb, allThreads, calledAt, slotOf, threadNamed } from './tcb.js';
import { ANY, NOBODY, lineOf, versionOf, type IdWord } from './thread-id.js';
import { PRIORITIES } from './variables.js';

/** The TCBs of all threads, by task and number. */
export const threadsOf = (k: Nucleus): readonly TcbAddress[] => {
  const threads = allThreads(k);
  for (const tcb of threads) {
    const myself = k.memory.read(tcb, Tcb.myself);
    if (slotOf(k, myself) !== tcb || !isName(k, myself) || versionOf(myself) !== k.memory.read(tcb, Tcb.births))
      throw new CorruptKernelMemory(`the slot of ${calledAt(k, tcb)} holds the id ${myself}`);
  }
  return threads;
};

/** Whether a thread's TCB begins at this address. */
export const isTcb = (k: Nucleus, address: number): boolean => {
  const slots = 1 << (k.layout.taskBits + k.layout.lthreadBits);
  const slot = (address - k.layout.tcbs) / (TCB_WORDS * 4);
  if (!Number.isInteger(slot) || slot < 0 || slot >= slots) return false;
  const id = k.memory.read(address, Tcb.myself);
  return id !== 0 && slotOf(k, id) === address;
};

/**
 * The members of a ring from the head on, at most as many as there can be threads. Throws, rather than loops, where the links do not close to a ring
 * or lead to what is no TCB; `called` says which ring it is.
 */
export const ringOf = (k: Nucleus, head: number, links: Links, called: () => string): readonly TcbAddress[] => {
  const { memory } = k;
  const members: TcbAddress[] = [];
  const first = memory.read(head);
  let member = first;
  for (let i = 0; i < threadLimit(k) && member !== 0; i++) {
    if (!isTcb(k, member)) throw new CorruptKernelMemory(`${called()} leads to ${member}, where no thread is`);
    members.push(member);
    const next = nextInRing(memory, links, member);
    if (!isTcb(k, next) || previousInRing(memory, links, next) !== member)
      throw new CorruptKernelMemory(`${called()} is broken behind ${calledAt(k, member)}`);
    if (next === first) return members;
    member = next;
  }
  if (first === 0) return members;
  throw new CorruptKernelMemory(`${called()} does not close`);
};

const existing = (k: Nucleus, id: IdWord, what: string): IdWord => {
  if (threadNamed(k, id) === 0) throw new CorruptKernelMemory(`a thread ${what} ${id}, which is no thread`);
  return id;
};

const phaseOf = (k: Nucleus, tcb: TcbAddress): ShownThread['phase'] => {
  const partner = k.memory.read(tcb, Tcb.partner);
  const state = k.memory.read(tcb, Tcb.state);
  switch (state) {
    case State.ready:
      return { is: 'ready' };
    case State.polling:
      return { is: 'sending', to: nameOf(k, existing(k, partner, 'sends to')) };
    case State.waiting:
      if (partner === ANY) return { is: 'receiving', from: 'any' };
      if (partner === NOBODY) return { is: 'receiving', from: 'nobody' };
      if (lineOf(partner) >= 0) return { is: 'receiving', from: { line: lineOf(partner) } };
      return { is: 'receiving', from: nameOf(k, existing(k, partner, 'waits for')) };
    case State.halted:
      return { is: 'halted' };
    case State.copying:
      return {
        is: 'transferring',
        with: nameOf(k, existing(k, k.memory.read(tcb, Tcb.transferPartner), 'is in a transfer with')),
      };
    default:
      throw new CorruptKernelMemory(`${calledAt(k, tcb)} is in state ${state}`);
  }
};

/** A pager or handler: somebody who is, was or may be next. */
const servantOf = (k: Nucleus, tcb: TcbAddress, field: number): ThreadId | 'nobody' => {
  const servant = k.memory.read(tcb, field);
  if (servant !== NOBODY && !isName(k, servant))
    throw new CorruptKernelMemory(`${calledAt(k, tcb)} has the pager or handler ${servant}`);
  return nameOrNobody(k, servant);
};

const faultOf = (k: Nucleus, tcb: TcbAddress): NonNullable<ShownThread['fault']> | null => {
  const { memory } = k;
  const kind = memory.read(tcb, Tcb.fault);
  if (kind === Fault.none) return null;
  const address = memory.read(tcb, Tcb.faultAddress);
  if (kind === Fault.trap) return { vector: address };
  if (address % 4 !== 0) throw new CorruptKernelMemory(`${calledAt(k, tcb)} faulted at ${address}, no word's address`);
  if (kind === Fault.missing) return { missing: address, write: memory.read(tcb, Tcb.faultValue) !== 0 };
  if (kind === Fault.load) return { address };
  if (kind === Fault.store) return { address, store: memory.read(tcb, Tcb.faultValue) };
  throw new CorruptKernelMemory(`${calledAt(k, tcb)} has a fault of kind ${kind}`);
};

const priorityOf = (k: Nucleus, tcb: TcbAddress): number => {
  const priority = k.memory.read(tcb, Tcb.priority);
  if (priority >= PRIORITIES) throw new CorruptKernelMemory(`${calledAt(k, tcb)} has the priority ${priority}`);
  return priority;
};

/** A thread as the view shows it. */
export const showThread = (k: Nucleus, tcb: TcbAddress): ShownThread => ({
  thread: nameOf(k, k.memory.read(tcb, Tcb.myself)),
  phase: phaseOf(k, tcb),
  pager: servantOf(k, tcb, Tcb.pager),
  handler: servantOf(k, tcb, Tcb.handler),
  priority: priorityOf(k, tcb),
  sliceMs: sliceOf(k.memory.read(tcb, Tcb.slice)),
  ip: k.memory.read(tcb, Tcb.ip),
  fault: faultOf(k, tcb),
  pending: pendingOf(k, tcb),
});

/** The interrupt lines, and who has them. */
export const showLines = (k: Nucleus): NonNullable<View['lines']> => {
  const lines: NonNullable<View['lines']>[number][] = [];
  for (let line = 0; line < lineCount(k); line++) {
    const owner = ownerOf(k, line);
    if (owner !== NOBODY && !isName(k, owner))
      throw new CorruptKernelMemory(`line ${line} belongs to ${owner}, which is no thread`);
    if (raisedWord(k, line) > 1) throw new CorruptKernelMemory(`line ${line} is neither raised nor not`);
    lines.push({ owner: nameOrNobody(k, owner), raised: isRaised(k, line) });
  }
  return lines;
};

/** The send queues that are not empty: who has links is in one of them. */
export const showQueues = (k: Nucleus, threads: readonly TcbAddress[]): NonNullable<View['queues']> => {
  const queues: { receiver: ThreadId; senders: ThreadId[] }[] = [];
  let queued = 0;
  for (const receiver of threads) {
    if (k.memory.read(receiver, Tcb.senders) === 0) continue;
    const senders = ringOf(k, sendersOf(receiver), Tcb.queue, () => `the send queue of ${calledAt(k, receiver)}`);
    queued += senders.length;
    const nameOfTcb = (tcb: TcbAddress): ThreadId => nameOf(k, k.memory.read(tcb, Tcb.myself));
    queues.push({ receiver: nameOfTcb(receiver), senders: senders.map(nameOfTcb) });
  }
  const linked = countLinked(k.memory, Tcb.queue, threads);
  if (queued !== linked) throw new CorruptKernelMemory(`${linked} threads are linked, but ${queued} in send queues`);
  return queues;
};
