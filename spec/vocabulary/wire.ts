import { z } from 'zod';
import type { BootConfig } from './boot.js';
import type { CONTRACT } from './manifest.js';
import { Seen } from './seen.js';
import type { Stimulus } from './stimulus.js';
import { View } from './view.js';

/**
 * A line from the suite to a kernel in another process: one JSON object, numbered `n`. The first is `hello`; each program
 * begins with `boot`; every other line is a stimulus, its fields beside `n`.
 */
export type Request =
  | { readonly n: number; readonly hello: { readonly l4c: typeof CONTRACT } }
  | { readonly n: number; readonly boot: BootConfig }
  | ({ readonly n: number } & Stimulus);

/** The answer to `hello`. The manifest is judged apart, so that another contract version gets its own message. */
export const HelloReply = z.strictObject({ n: z.literal(0), manifest: z.looseObject({ l4c: z.number() }) });

/** The kernel does not know this stimulus: the program is dropped and counted. */
export const CannotReply = z.strictObject({ n: z.int().min(0), cannot: z.string() });
/** The kernel gives up: the contract is broken. */
export const ErrorReply = z.strictObject({ n: z.int().min(0), error: z.string() });
/** The answer to `boot` and to a stimulus: what is seen, beside the echoed `n`, and perhaps a view. */
export const SeenReply = z.strictObject({ n: z.int().min(0), ...Seen.unwrap().shape, view: View.optional() });

/** What a kernel answers, a line for each stimulus. */
export const Reply = z.union([SeenReply, CannotReply, ErrorReply]);
/** What a kernel answers, a line for each stimulus. */
export type Reply = z.infer<typeof Reply>;
