import type { Program } from '../../spec/vocabulary/index.js';
import type { Named } from './dialects.js';
import type { Route } from './frame.js';
import type { Recording } from './recording.js';

/** What can be played: a program, and a way through it. */
export interface Playable {
  readonly program: Program;
  readonly route: Route;
  readonly latenessMs?: number;
  /** Whose rules say what is allowed; unless given those of the kernel that was recorded, or else the reference. */
  readonly dialect?: Named;
  /** How it failed on a kernel that is not at hand. */
  readonly recording?: Recording;
}
/** A program that a page brings with it. */
export interface Offered extends Playable {
  readonly name: string;
  readonly group: string;
  /** The kernel that is to run it; unless given what was recorded, or else the specification. */
  readonly kernel?: string;
}
