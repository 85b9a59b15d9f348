import { events } from './kernel-mutants/events.js';
import { ipc } from './kernel-mutants/ipc.js';
import { scheduling } from './kernel-mutants/scheduling.js';
import { spaces } from './kernel-mutants/spaces.js';
import { strings } from './kernel-mutants/strings.js';
import { tasks } from './kernel-mutants/tasks.js';
import { timeouts } from './kernel-mutants/timeouts.js';

/** A way to break the bundled 486 kernel: one edit of one file. */
export interface Mutant {
  readonly name: string;
  /** The rules that the edit breaks. A failure must be blamed on one of them, or on one that stands for them. */
  readonly attacks: readonly string[];
  /** Rules that stand for them: where the break shows first, they wrote last what it shows in. */
  readonly standIns?: readonly string[];
  readonly story: string;
  /** The file below impl/, compiled. */
  readonly file: string;
  /** A text that occurs exactly once in it, and what takes its place. */
  readonly find: string;
  readonly replace: string;
}

export const mutants: readonly Mutant[] = [
  ...spaces,
  ...ipc,
  ...tasks,
  ...timeouts,
  ...scheduling,
  ...events,
  ...strings,
];
