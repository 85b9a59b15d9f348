/** The ways in which bytes get from space to space, behind one interface. */
import { PAGE_BYTES } from '../../../spec/vocabulary/index.js';
import { FRAME, PRESENT, USER, WRITE, type PageFault } from '../../machine/paging.js';
import type { Nucleus, TcbAddress } from '../nucleus.js';
import { KERNEL_BASE, changeEntry, entryOf } from '../page-table.js';
import type { Policy } from '../policy.js';
import { directoryOf } from '../task-table.js';
import { Role, taskOfThread } from '../tcb.js';
import { loadSpace, openRegion } from './region.js';

/** The bytes of a step: no page ends within them, on either side. */
export interface Bytes {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** Moves the bytes of a step while the sender's space is loaded. Returns the side whose page is missing, or `Role.none`. */
export type Strategy = (k: Nucleus, sender: TcbAddress, receiver: TcbAddress, bytes: Bytes) => number;

/** The source is read, the target written: the bit of the fault code tells which it was (F:4). */
const sideOf = (fault: PageFault | null): number => {
  if (fault === null) return Role.none;
  return (fault.code & WRITE) === 0 ? Role.sender : Role.receiver;
};

/** Within one space there is nothing to see through: user memory ends where the kernel's begins. */
const within = (k: Nucleus, { from, to, bytes }: Bytes): number =>
  to >= KERNEL_BASE ? Role.receiver : sideOf(k.machine.copy(from, to, bytes));

/** One copy, through the IPC region (L.50-52). */
const temporaryMapping: Strategy = (k, _, receiver, { from, to, bytes }) =>
  sideOf(k.machine.copy(from, openRegion(k, directoryOf(k, taskOfThread(k, receiver)), to), bytes));

/** Two copies, through a buffer of the kernel, which every space has in its kernel half (L.48). */
const doubleCopy: Strategy = (k, sender, receiver, { from, to, bytes }) => {
  const buffer = KERNEL_BASE + k.layout.copyBuffer;
  const first = k.machine.copy(from, buffer, bytes);
  if (first !== null) return Role.sender;
  if (to >= KERNEL_BASE) return Role.receiver;
  loadSpace(k, directoryOf(k, taskOfThread(k, receiver)));
  const second = k.machine.copy(buffer, to, bytes);
  loadSpace(k, directoryOf(k, taskOfThread(k, sender)));
  return second === null ? Role.none : Role.receiver;
};

/**
 * No copy at all: the page of the sender is let into the space of the receiver (L.49). What the sender stores later the
 * receiver sees, so the message is not its own: this is wrong, and there to be found.
 */
const sharedBuffer: Strategy = (k, sender, receiver, { from, to, bytes }) => {
  const missing = temporaryMapping(k, sender, receiver, { from, to, bytes });
  if (missing !== Role.none) return missing;
  const [source, target] = [Math.floor(from / PAGE_BYTES), Math.floor(to / PAGE_BYTES)];
  const entry = entryOf(k, taskOfThread(k, sender), source);
  changeEntry(k, taskOfThread(k, receiver), target, ((entry & FRAME) | PRESENT | USER | WRITE) >>> 0);
  return Role.none;
};

const strategies: Readonly<Record<Policy['transfer'], Strategy>> = {
  'temporary-mapping': temporaryMapping,
  'double-copy': doubleCopy,
  'shared-buffer': sharedBuffer,
};

/** A step of a copy, as the kernel is built to make it. */
export const moveBytes: Strategy = (k, sender, receiver, it) => {
  if (it.from >= KERNEL_BASE) return Role.sender;
  if (taskOfThread(k, sender) === taskOfThread(k, receiver)) return within(k, it);
  return strategies[k.policy.transfer](k, sender, receiver, it);
};
