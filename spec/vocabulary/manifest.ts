import { z } from 'zod';

/** The version of the contract between the suite and a kernel that this package speaks. */
export const CONTRACT = 1;

/** The parts of L4 that a kernel can claim: their rules are judged and must be exercised. */
export const Profile = z.enum([
  'sigma',
  'ipc',
  'tasks',
  'timeouts',
  'scheduling',
  'exceptions',
  'interrupts',
  'strings',
]);
export type Profile = z.infer<typeof Profile>;

/** How late a wakeup may be, in ms, unless a manifest says otherwise: the lecture's scan period of 4 ms and a tick of 1 ms (L.62). */
export const DEFAULT_LATENESS_MS = 5;

/** Stimuli that come from outside or from the clock: a kernel may not be able to take them. The seven calls, loads and stores every kernel takes. */
export const External = z.enum(['tick', 'interrupt', 'trap', 'during']);
export type External = z.infer<typeof External>;

/** The parts of a view. */
export const ViewPart = z.enum(['frames', 'derivation', 'threads', 'queues', 'lines', 'clockMs', 'hardware']);
export type ViewPart = z.infer<typeof ViewPart>;

const Most = z.int().min(1).optional();

/** What a kernel may not keep as it was given. */
export const Opaque = z.enum(['ip']);
export type Opaque = z.infer<typeof Opaque>;

/** What a kernel says of itself. */
export const Manifest = z
  .strictObject({
    /** The contract version that the kernel speaks. */
    l4c: z.literal(CONTRACT, `this suite speaks contract version ${String(CONTRACT)}`),
    name: z.string().min(1).max(80),
    profiles: z.array(Profile).min(1).readonly(),
    /** Which dialect of L4 it speaks: a preset, or the parameters that are not those of the reference (spec/dialects). The reference unless given. */
    dialect: z.union([z.string(), z.record(z.string(), z.string()).readonly()]).optional(),
    /** How late a wakeup may be, and how much longer than it should a slice may last: 5 ms unless given. */
    latenessMs: z.int().min(0).max(1000).optional(),
    /** Which stimuli from outside it can take: all unless given. */
    can: z.array(External).readonly().optional(),
    /** The largest machine on which it boots: no program wants more. No limit but the contract's unless given. */
    limits: z
      .strictObject({ frames: Most, pages: Most, tasks: Most, lthreads: Most, lines: z.int().min(0).optional() })
      .readonly()
      .optional(),
    /** Which parts its view always has: one that is missing breaks the contract, any other is not looked at. Whatever its view has unless given. */
    shows: z.array(ViewPart).readonly().optional(),
    /** What it does not keep as it was given, so that nothing is asked of it: `ip`, the instruction pointers. */
    opaque: z.array(Opaque).readonly().optional(),
    /** Rules that it is known to break, and why: what breaks them is told apart, and does not fail a run. */
    waivers: z
      .array(z.strictObject({ rule: z.string(), reason: z.string().min(1, 'a waiver has a reason') }).readonly())
      .readonly()
      .optional(),
    /** Choices that the specification leaves open and that it always makes in one way, by rule, and why: the report says so beside what it was never seen to do. */
    settles: z
      .array(
        z.strictObject({ rule: z.string(), reason: z.string().min(1, 'a settled choice has a reason') }).readonly(),
      )
      .readonly()
      .optional(),
    /** Whether to boot it costs much: then programs are long, and few are tried to make a failure smaller. */
    boot: z.enum(['cheap', 'dear']).optional(),
    /** How many lines the suite may write ahead to a kernel behind a pipe. */
    window: z.int().min(1).max(1024).optional(),
  })
  .readonly();
export type Manifest = z.infer<typeof Manifest>;
