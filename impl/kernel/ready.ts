/**
 * The ready ring is lazy (F:1.2): it has at least all ready threads except the running one; the state in the TCB is the
 * truth. IPC never takes a thread out; whoever no longer is ready is dropped when the dispatcher comes by.
 */
import { CorruptKernelMemory } from './corrupt.js';
import { threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { append, isLinked, remove } from './ring.js';
import { State, Tcb } from './tcb.js';
import { Variable } from './variables.js';

/** Address of the head of the ready ring. */
export const readyHead = ({ layout }: Nucleus): number => layout.variables + Variable.ready * 4;

export const isReady = ({ memory }: Nucleus, tcb: TcbAddress): boolean => memory.read(tcb, Tcb.state) === State.ready;

/** Puts a ready thread behind all others, wherever it lingered: what is lazy must not be unfair. */
export const lineUp = (k: Nucleus, tcb: TcbAddress): void => {
  if (isLinked(k.memory, Tcb.ready, tcb)) remove(k.memory, readyHead(k), Tcb.ready, tcb);
  append(k.memory, readyHead(k), Tcb.ready, tcb);
};

/** The thread that has been ready for longest, or 0. It stays in the ring. */
export const nextReady = (k: Nucleus): TcbAddress => {
  const head = readyHead(k);
  for (let i = 0; i <= threadLimit(k); i++) {
    const tcb = k.memory.read(head);
    if (tcb === 0 || isReady(k, tcb)) return tcb;
    remove(k.memory, head, Tcb.ready, tcb);
  }
  throw new CorruptKernelMemory('the ready ring has more members than threads exist');
};
