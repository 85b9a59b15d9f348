/**
 * The ready rings, one for each priority, are lazy (F:1.2): they have at least all ready threads except the running
 * one; the state in the TCB is the truth. IPC never takes a thread out; whoever no longer is ready is dropped when the
 * dispatcher comes by.
 */
import { CorruptKernelMemory } from './corrupt.js';
import { current, threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { append, insertBefore, isLinked, nextInRing, remove } from './ring.js';
import { Role, State, Tcb, threadNamed } from './tcb.js';
import { PRIORITIES, Variable } from './variables.js';

/** Address of the head of the ready ring of a priority. */
export const readyHead = ({ layout }: Nucleus, priority: number): number =>
  layout.variables + (Variable.ready + priority) * 4;

const headOf = (k: Nucleus, tcb: TcbAddress): number => readyHead(k, k.memory.read(tcb, Tcb.priority));

/** Whether the thread can use the processor: it is ready, or it copies, and neither side of the transfer waits. */
export const isReady = (k: Nucleus, tcb: TcbAddress): boolean => {
  const { memory } = k;
  const state = memory.read(tcb, Tcb.state);
  if (state !== State.copying) return state === State.ready;
  if (memory.read(tcb, Tcb.role) !== Role.sender) return false;
  const partner = threadNamed(k, memory.read(tcb, Tcb.transferPartner));
  return partner !== 0 && memory.read(partner, Tcb.state) === State.copying;
};

/** Puts a ready thread behind all others of its priority, wherever it lingered: what is lazy must not be unfair. */
export const lineUp = (k: Nucleus, tcb: TcbAddress): void => {
  const { memory, layout } = k;
  const count = memory.read(layout.variables, Variable.linedUp) + 1;
  memory.write(layout.variables, Variable.linedUp, count);
  memory.write(tcb, Tcb.since, count);
  stepOut(k, tcb);
  append(memory, headOf(k, tcb), Tcb.ready, tcb);
};

/** Takes a thread out of the ready ring, if it lingers there. */
export const stepOut = (k: Nucleus, tcb: TcbAddress): void => {
  if (isLinked(k.memory, Tcb.ready, tcb)) remove(k.memory, headOf(k, tcb), Tcb.ready, tcb);
};

/**
 * Gives a thread another priority. Among its new equals it stands where it would, had it always been one of them: in
 * front of those who lined up later.
 */
export const setPriority = (k: Nucleus, tcb: TcbAddress, priority: number): void => {
  const { memory } = k;
  stepOut(k, tcb);
  memory.write(tcb, Tcb.priority, priority);
  if (!isReady(k, tcb) || tcb === current(k)) return;
  const head = readyHead(k, priority);
  const first = memory.read(head);
  let later = first;
  for (let i = 0; i < threadLimit(k) && later !== 0; i++) {
    if (memory.read(later, Tcb.since) > memory.read(tcb, Tcb.since)) break;
    later = nextInRing(memory, Tcb.ready, later);
    if (later === first) later = 0;
  }
  if (later === 0) append(memory, head, Tcb.ready, tcb);
  else insertBefore(memory, head, Tcb.ready, later, tcb);
};

/** Of the ready threads of one priority the one that has been ready for longest, or 0. It stays in the ring. */
const firstReady = (k: Nucleus, priority: number): TcbAddress => {
  const head = readyHead(k, priority);
  for (let i = 0; i <= threadLimit(k); i++) {
    const tcb = k.memory.read(head);
    if (tcb === 0 || isReady(k, tcb)) return tcb;
    remove(k.memory, head, Tcb.ready, tcb);
  }
  throw new CorruptKernelMemory('a ready ring has more members than threads exist');
};

/**
 * Of the ready threads of the highest priority the one that has been ready for longest, or 0. It stays in its ring.
 *
 * @refines schedule/round-robin
 */
export const nextReady = (k: Nucleus): TcbAddress => {
  for (let priority = PRIORITIES - 1; priority >= 0; priority--) {
    const tcb = firstReady(k, priority);
    if (tcb !== 0) return tcb;
  }
  return 0;
};
