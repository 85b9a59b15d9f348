import type { Program } from '../../spec/vocabulary/index.js';
import type { Route } from './frame.js';

/** A program that a page brings with it, and a way through it. */
export interface Offered {
  readonly name: string;
  readonly group: string;
  readonly program: Program;
  readonly route: Route;
  readonly latenessMs?: number;
  /** The kernel that is to run it; the specification unless given. */
  readonly kernel?: string;
}
