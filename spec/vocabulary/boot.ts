import { z } from 'zod';

/**
 * The machine that a program wants. Task 0 has sigma-zero, sigma_0(v) = v for v < `frames`, and thread 0.0, which runs and
 * has no pager. Word 0 of frame f holds f and every other word 0, so that a load names its frame.
 */
export const BootConfig = z
  .strictObject({
    /** Frames of real memory, each one page. */
    frames: z.int().min(1).max(1024),
    /** Virtual pages of each space: the user limit. Pages from here on stay nil for ever. */
    pages: z.int().min(1).max(1024),
    /** Task numbers run from 0 to `tasks` - 1. */
    tasks: z.int().min(1).max(64),
    /** Thread numbers within a task run from 0 to `lthreads` - 1. */
    lthreads: z.int().min(1).max(64),
    /** Interrupt lines, numbered from 0; none unless given. */
    lines: z.int().min(0).max(16).optional(),
    /** What the clock shows at boot, so that 2^24, 2^31 and 2^32 ms are near; 0 unless given. */
    clockMs: z
      .int()
      .min(0)
      .max(2 ** 40)
      .optional(),
  })
  .readonly();
export type BootConfig = z.infer<typeof BootConfig>;
