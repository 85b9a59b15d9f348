import { z } from 'zod';
import { BootConfig } from './boot.js';
import { CONTRACT, Manifest } from './manifest.js';
import { Seen } from './seen.js';
import { Stimulus } from './stimulus.js';
import { View } from './view.js';

const n = z.int().min(0);

/**
 * A line from the suite to a kernel in another process: one JSON object, numbered `n`. The first is `hello`; each program
 * begins with `boot`; every other line is a stimulus, its fields beside `n`.
 */
export const Request = z.union([
  z.strictObject({ n: z.literal(0), hello: z.strictObject({ l4c: z.literal(CONTRACT) }) }),
  z.strictObject({ n, boot: BootConfig }),
  ...Stimulus.options.map((it) => z.strictObject({ n, ...it.shape })),
]);
/** A line from the suite to a kernel in another process. */
export type Request = z.infer<typeof Request>;

/** The answer to `hello`. The manifest is judged apart, so that another contract version gets its own message. */
export const HelloReply = z.strictObject({ n: z.literal(0), manifest: z.looseObject({ l4c: z.number() }) });

/** The kernel does not know this stimulus: the program is dropped and counted. */
export const CannotReply = z.strictObject({ n, cannot: z.string() });
/** The kernel gives up: the contract is broken. */
export const ErrorReply = z.strictObject({ n, error: z.string() });
/** The answer to `boot` and to a stimulus: what is seen, beside the echoed `n`, and perhaps a view. */
export const SeenReply = z.strictObject({ n, ...Seen.unwrap().shape, view: View.optional() });

/** What a kernel answers, a line for each stimulus. */
export const Reply = z.union([SeenReply, CannotReply, ErrorReply]);
/** What a kernel answers, a line for each stimulus. */
export type Reply = z.infer<typeof Reply>;

/** Any line that a kernel answers: the first is its manifest. */
export const Answer = z.union([z.strictObject({ n: z.literal(0), manifest: Manifest }), Reply]);
