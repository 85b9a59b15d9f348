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
  /** The ready ring from its head on: every ready thread is in it, the running one may be; others may linger (lazily). */
  readonly ready: readonly ThreadId[];
}
