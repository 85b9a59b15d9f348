import type { PhysicalMemory } from '../machine/memory.js';
import { CorruptKernelMemory } from './corrupt.js';
import type { Tcb } from './tcb.js';
import type { TcbAddress } from './nucleus.js';

/**
 * A ring of TCBs, doubly linked through fields of their own (F:1.2): append and remove touch three TCBs and need no
 * memory. It is named by the address of the word that holds its head, and by the field of its links.
 */
export type Links = (typeof Tcb)['ready' | 'queue' | 'wakeup'];
const NEXT = 0;
const PREVIOUS = 1;

export const isLinked = (memory: PhysicalMemory, links: Links, tcb: TcbAddress): boolean =>
  memory.read(tcb, links + NEXT) !== 0;

/** How many of these TCBs are in a ring of these links. */
export const countLinked = (memory: PhysicalMemory, links: Links, tcbs: readonly TcbAddress[]): number => {
  let linked = 0;
  for (const tcb of tcbs) if (isLinked(memory, links, tcb)) linked++;
  return linked;
};

export const nextInRing = (memory: PhysicalMemory, links: Links, tcb: TcbAddress): TcbAddress =>
  memory.read(tcb, links + NEXT);

export const previousInRing = (memory: PhysicalMemory, links: Links, tcb: TcbAddress): TcbAddress =>
  memory.read(tcb, links + PREVIOUS);

/** Adds a TCB, which is in no ring of these links, at the end: just before the head, which stays the head. */
export const append = (memory: PhysicalMemory, head: number, links: Links, tcb: TcbAddress): void => {
  const first = memory.read(head);
  if (first === 0) memory.write(head, 0, tcb);
  linkBefore(memory, links, first === 0 ? tcb : first, tcb);
};

/** Adds a TCB in front of a member, and so at the head if that is the head. */
export const insertBefore = (
  memory: PhysicalMemory,
  head: number,
  links: Links,
  member: TcbAddress,
  tcb: TcbAddress,
): void => {
  linkBefore(memory, links, member, tcb);
  if (memory.read(head) === member) memory.write(head, 0, tcb);
};

const linkBefore = (memory: PhysicalMemory, links: Links, after: TcbAddress, tcb: TcbAddress): void => {
  const before = after === tcb ? tcb : memory.read(after, links + PREVIOUS);
  memory.write(tcb, links + NEXT, after);
  memory.write(tcb, links + PREVIOUS, before);
  memory.write(before, links + NEXT, tcb);
  memory.write(after, links + PREVIOUS, tcb);
};

/** Takes a TCB out of the ring in which it is. One that is in none has no links: to follow them would write to frame 0. */
export const remove = (memory: PhysicalMemory, head: number, links: Links, tcb: TcbAddress): void => {
  const after = memory.read(tcb, links + NEXT);
  if (after === 0) throw new CorruptKernelMemory(`the thread at ${tcb} is in no ring that it could leave`);
  const before = memory.read(tcb, links + PREVIOUS);
  memory.write(before, links + NEXT, after);
  memory.write(after, links + PREVIOUS, before);
  if (memory.read(head) === tcb) memory.write(head, 0, after === tcb ? 0 : after);
  memory.write(tcb, links + NEXT, 0);
  memory.write(tcb, links + PREVIOUS, 0);
};
