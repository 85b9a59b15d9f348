import type { ShownThread, View } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { pendingOf } from './pending.js';
import { isLinked, membersOf } from './ring.js';
import { sendersOf } from './send-queue.js';
import { Fault, State, TCB_WORDS, Tcb, slotOf, threadNamed } from './tcb.js';
import { ANY, NOBODY, canExist, decodeId, idWord, type IdWord } from './thread-id.js';

/** The TCBs of all threads, by task and number. */
export const threadsOf = (k: Nucleus): readonly TcbAddress[] => {
  const threads: TcbAddress[] = [];
  for (let task = 0; task < k.config.tasks; task++) {
    for (let lthread = 0; lthread < k.config.lthreads; lthread++) {
      const id = idWord(task, lthread);
      const myself = k.memory.read(slotOf(k, id), Tcb.myself);
      if (myself === 0) continue;
      if (myself !== id) throw new CorruptKernelMemory(`the slot of thread ${task}.${lthread} holds the id ${myself}`);
      threads.push(slotOf(k, id));
    }
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

/** The members of a ring. Throws where a link leads astray, or where threads outside the ring have links too. */
export const ringOf = (k: Nucleus, head: number, links: typeof Tcb.ready | typeof Tcb.queue): readonly TcbAddress[] =>
  membersOf(k.memory, head, links, threadLimit(k), (address) => isTcb(k, address));

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
      return { is: 'sending', to: decodeId(existing(k, partner, 'sends to')) };
    case State.waiting:
      if (partner === ANY) return { is: 'receiving', from: 'any' };
      if (partner === NOBODY) return { is: 'receiving', from: 'nobody' };
      return { is: 'receiving', from: decodeId(existing(k, partner, 'waits for')) };
    case State.halted:
      return { is: 'halted' };
    default:
      throw new CorruptKernelMemory(`the thread at ${tcb} is in state ${state}`);
  }
};

const pagerOf = ({ config, memory }: Nucleus, tcb: TcbAddress): NonNullable<ShownThread['pager']> => {
  const pager = memory.read(tcb, Tcb.pager);
  if (pager === NOBODY) return 'nobody';
  if (!canExist(pager, config.tasks, config.lthreads))
    throw new CorruptKernelMemory(`the thread at ${tcb} has the pager ${pager}`);
  return decodeId(pager);
};

const faultOf = ({ memory }: Nucleus, tcb: TcbAddress): NonNullable<ShownThread['fault']> | null => {
  const kind = memory.read(tcb, Tcb.fault);
  if (kind === Fault.none) return null;
  const address = memory.read(tcb, Tcb.faultAddress);
  if (address % 4 !== 0) throw new CorruptKernelMemory(`the thread at ${tcb} faulted at ${address}, no word's address`);
  if (kind === Fault.load) return { address };
  if (kind === Fault.store) return { address, store: memory.read(tcb, Tcb.faultValue) };
  throw new CorruptKernelMemory(`the thread at ${tcb} has a fault of kind ${kind}`);
};

/** A thread as the view shows it. */
export const showThread = (k: Nucleus, tcb: TcbAddress): ShownThread => ({
  thread: decodeId(k.memory.read(tcb, Tcb.myself)),
  phase: phaseOf(k, tcb),
  pager: pagerOf(k, tcb),
  ip: k.memory.read(tcb, Tcb.ip),
  fault: faultOf(k, tcb),
  pending: pendingOf(k, tcb),
});

/** The send queues that are not empty. In them is who polls, each in the queue of its partner, and nobody else. */
export const showQueues = (k: Nucleus, threads: readonly TcbAddress[]): NonNullable<View['queues']> => {
  const { memory } = k;
  const queues: { receiver: ReturnType<typeof decodeId>; senders: ReturnType<typeof decodeId>[] }[] = [];
  let queued = 0;
  let linked = 0;
  for (const receiver of threads) {
    const isPolling = memory.read(receiver, Tcb.state) === State.polling;
    if (isLinked(memory, Tcb.queue, receiver) !== isPolling)
      throw new CorruptKernelMemory(`the thread at ${receiver} is in a send queue, or polls, but not both`);
    if (isPolling) linked++;
    if (memory.read(sendersOf(receiver)) === 0) continue;
    const id = memory.read(receiver, Tcb.myself);
    const senders = ringOf(k, sendersOf(receiver), Tcb.queue).map((sender) => {
      if (memory.read(sender, Tcb.partner) !== id)
        throw new CorruptKernelMemory(`the thread at ${sender} is in the send queue of ${id} and polls another`);
      return decodeId(memory.read(sender, Tcb.myself));
    });
    queued += senders.length;
    queues.push({ receiver: decodeId(id), senders });
  }
  if (queued !== linked) throw new CorruptKernelMemory(`${linked} threads poll, but ${queued} are in send queues`);
  return queues;
};
