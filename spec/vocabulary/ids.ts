import { z } from 'zod';

/** A task number, 0 .. tasks - 1. Task 0 owns sigma-zero. */
export const TaskNumber = z.int().min(0).max(2047);
/** A thread's number within its task, 0 .. lthreads - 1. */
export const LthreadNumber = z.int().min(0).max(127);

/**
 * How everything on the wire names a thread. `[1, 0]` is whoever is now thread 0 of task 1; `[1, 0, 2]` is the second
 * thread ever made there, perhaps gone by now. A slot that nobody occupies is a legal argument: it names nobody.
 */
export const ThreadId = z.union([
  z.tuple([TaskNumber, LthreadNumber]).readonly(),
  z.tuple([TaskNumber, LthreadNumber, z.int().min(1).max(1023)]).readonly(),
]);
export type ThreadId = z.infer<typeof ThreadId>;

/** The thread that does not exist: no pager, no destination, a sleep as the source of a receive. */
export const Nobody = z.literal('nobody');
/** The source of an open receive. */
export const Any = z.literal('any');

/** A thread as reports print it: `1.0`, and with its count `1.0v2`. */
export const renderThread = (id: ThreadId): string =>
  id[2] === undefined ? `${String(id[0])}.${String(id[1])}` : `${String(id[0])}.${String(id[1])}v${String(id[2])}`;

/** An interrupt line of the machine, as the source of a message: the lecture's interrupts are IPC from the hardware (L.27-28). */
export const Line = z.strictObject({ line: z.int().min(0).max(15) }).readonly();
export type Line = z.infer<typeof Line>;

/** A thread, a line, or one of the words that stand for a thread, as reports print it. */
export const renderPartner = (id: ThreadId | Line | 'nobody' | 'any'): string => {
  if (typeof id === 'string') return id;
  return 'line' in id ? `line ${String(id.line)}` : renderThread(id);
};
