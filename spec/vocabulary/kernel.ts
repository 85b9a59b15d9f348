import type { BootConfig } from './boot.js';
import type { Manifest } from './manifest.js';
import type { Seen } from './seen.js';
import type { Stimulus } from './stimulus.js';
import type { View } from './view.js';

/**
 * The contract of a kernel under test. One step: the machine executes ONE instruction of the thread that runs, then runs
 * until the processor again needs a user instruction from some thread, or idles. The kernel decides who runs. A load or store
 * that faulted is executed again when its thread runs, before that thread is asked for an instruction.
 */
export interface KernelUnderTest {
  readonly manifest: Manifest;
  /** Starts the machine afresh; called once for each program. Thread 0.0 runs. */
  boot(config: BootConfig): Seen;
  /** Executes one stimulus, and returns what is seen when the next instruction is needed. */
  step(stimulus: Stimulus): Seen;
  /** White box: what the kernel shows of its inside. Called after `boot` and after each `step`. */
  view?(): View;
}

/** What a kernel in this process throws at a stimulus that it does not know: the program is dropped and counted, as by `cannot` on the wire. */
export class CannotDo extends Error {
  override readonly name = 'CannotDo';
}

/** What a kernel's module exports by default. Called once in each process that runs the kernel. */
export type KernelFactory = () => KernelUnderTest;
