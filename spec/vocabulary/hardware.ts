import { z } from 'zod';
import { ThreadId } from './ids.js';

const Count = z.int().min(0);

/** One valid entry of the translation lookaside buffer: what the 486 has cached of a walk. */
export const TlbEntry = z
  .strictObject({
    /** Number of the linear page (linear address / 4096). */
    page: Count,
    /** Number of the physical frame. */
    frame: Count,
    write: z.boolean(),
    user: z.boolean(),
  })
  .readonly();
/** One valid entry of the translation lookaside buffer: what the 486 has cached of a walk. */
export type TlbEntry = z.infer<typeof TlbEntry>;

/** What a frame of physical memory is used for; a frame has one role. */
export const FrameRole = z.enum(['user', 'free', 'directory', 'table', 'tcb', 'database', 'kernel']);
/** What a frame of physical memory is used for; a frame has one role. */
export type FrameRole = z.infer<typeof FrameRole>;

const Threads = z.array(ThreadId).readonly();
/**
 * n lists for the current window of the clock: the timer looks at list j mod n in scan period j; and a list for later windows. Scan period
 * and window are in ms, and windows begin at the multiples of their length.
 */
export const WakeupLists = z
  .strictObject({ scanMs: Count, windowMs: Count, soon: z.array(Threads).readonly(), late: Threads })
  .readonly();
/** The lists of wakeups: of the current window, and of later ones. */
export type WakeupLists = z.infer<typeof WakeupLists>;

/**
 * The machine under a kernel, as the hardware properties read it. Addresses are physical bytes; page directories and tables
 * are words of `memory` with the 486's own bits: present 1, write 2, user 4, accessed 32, dirty 64, frame in 31..12.
 */
export const HardwareView = z
  .strictObject({
    /** Physical memory, one 32-bit word an element. User frame f of sigma-zero is physical frame f. */
    memory: z.custom<Uint32Array>((it) => it instanceof Uint32Array, 'a Uint32Array is due'),
    /**
     * By frame, if the machine knows it: a number that has grown whenever a word of the frame has changed. What is said of frames that have not
     * changed is then not looked at again.
     */
    changed: z.custom<Float64Array>((it) => it instanceof Float64Array, 'a Float64Array is due').optional(),
    /** Physical address of the page directory in use. */
    cr3: Count,
    tlb: z.array(TlbEntry).readonly(),
    /** By task: physical address of its page directory, or null where no task is. */
    directories: z.array(Count.nullable()).readonly(),
    /** By physical frame. */
    roles: z.array(FrameRole).readonly(),
    /** First linear address of the kernel half, which all directories share; user space is below. */
    kernelBase: Count,
    /** First linear address of the IPC region, which lies in the kernel half and ends with it: through it a copy sees the space of the receiver. */
    regionBase: Count,
    /**
     * The ready rings that are not empty, from the highest priority down; each from its head on, with the moment, by a count, at which its
     * members lined up. Every ready thread is in one, the running one may be; others may linger (lazily).
     */
    ready: z
      .array(
        z
          .strictObject({
            priority: Count,
            threads: z.array(z.strictObject({ thread: ThreadId, since: Count }).readonly()).readonly(),
          })
          .readonly(),
      )
      .readonly(),
    /** Every thread that waits and not for ever: when its wait ends, by the clock. */
    timeouts: z.array(z.strictObject({ thread: ThreadId, dueMs: Count }).readonly()).readonly(),
    /** The wakeup lists (L.61-63). Every thread with a timeout that runs is in one; others may linger (lazily). */
    wakeups: WakeupLists,
    /** What is left of the slice of the running thread. */
    sliceLeftMs: z.union([Count, z.literal('never')]),
  })
  .readonly();
/** The machine under a kernel, as the hardware properties read it. */
export type HardwareView = z.infer<typeof HardwareView>;
