import type { ThreadId } from './ids.js';

/** One valid entry of the translation lookaside buffer: what the 486 has cached of a walk. */
export interface TlbEntry {
  /** Number of the linear page (linear address / 4096). */
  readonly page: number;
  /** Number of the physical frame. */
  readonly frame: number;
  readonly write: boolean;
  readonly user: boolean;
}

/** What a frame of physical memory is used for; a frame has one role. */
export type FrameRole = 'user' | 'free' | 'directory' | 'table' | 'tcb' | 'database' | 'kernel';

/**
 * n lists for the current window of the clock: the timer looks at list j mod n in scan period j; and a list for later windows. Scan period
 * and window are in ms, and windows begin at the multiples of their length.
 */
export interface WakeupLists {
  readonly scanMs: number;
  readonly windowMs: number;
  readonly soon: readonly (readonly ThreadId[])[];
  readonly late: readonly ThreadId[];
}

/**
 * The machine under a kernel, as the hardware properties read it. Addresses are physical bytes; page directories and tables
 * are words of `memory` with the 486's own bits: present 1, write 2, user 4, accessed 32, dirty 64, frame in 31..12.
 */
export interface HardwareView {
  /** Physical memory, one 32-bit word an element. User frame f of sigma-zero is physical frame f. */
  readonly memory: Uint32Array;
  /** Physical address of the page directory in use. */
  readonly cr3: number;
  readonly tlb: readonly TlbEntry[];
  /** By task: physical address of its page directory, or null where no task is. */
  readonly directories: readonly (number | null)[];
  /** By physical frame. */
  readonly roles: readonly FrameRole[];
  /** First linear address of the kernel half, which all directories share; user space is below. */
  readonly kernelBase: number;
  /** First linear address of the IPC region, which lies in the kernel half and ends with it: through it a copy sees the space of the receiver. */
  readonly regionBase: number;
  /**
   * The ready rings that are not empty, from the highest priority down; each from its head on, with the moment, by a count, at which its
   * members lined up. Every ready thread is in one, the running one may be; others may linger (lazily).
   */
  readonly ready: readonly {
    readonly priority: number;
    readonly threads: readonly { readonly thread: ThreadId; readonly since: number }[];
  }[];
  /** Every thread that waits and not for ever: when its wait ends, by the clock. */
  readonly timeouts: readonly { readonly thread: ThreadId; readonly dueMs: number }[];
  /** The wakeup lists (L.61-63). Every thread with a timeout that runs is in one; others may linger (lazily). */
  readonly wakeups: WakeupLists;
  /** What is left of the slice of the running thread. */
  readonly sliceLeftMs: number | 'never';
}
