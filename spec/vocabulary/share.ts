import { z } from 'zod';

/** The priority of a thread: of the ready threads one with the highest runs (L.25). */
export const Priority = z.int().min(0).max(255);
/** How long a thread runs before others of its priority have their turn; `never` if its slice has no end. */
export const SliceMs = z.union([z.int().min(1).max(127), z.literal('never')]);
export type SliceMs = z.infer<typeof SliceMs>;

/** What thread 0.0 has at boot, and with it every thread, until somebody schedules it otherwise. */
export const BOOT_SHARE = { priority: 100, sliceMs: 'never' } as const;
