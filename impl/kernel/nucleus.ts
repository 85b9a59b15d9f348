import type { Dialect } from '../../spec/dialects/index.js';
import type { BootConfig } from '../../spec/vocabulary/index.js';
import type { Machine } from '../machine/machine.js';
import type { PhysicalMemory } from '../machine/memory.js';
import type { Layout } from './layout.js';
import type { Policy } from './policy.js';
import { Variable } from './variables.js';

/**
 * What every part of the kernel is handed, as `k`: the machine, and where things lie in its memory. Nothing here
 * changes after boot; the kernel's state is words of `memory`. Structures there are named by their physical address,
 * and 0 means none: address 0 is in a user frame.
 */
export interface Nucleus {
  readonly config: BootConfig;
  readonly layout: Layout;
  readonly policy: Policy;
  /** What the policy's dialect says of each parameter. */
  readonly dialect: Dialect;
  readonly machine: Machine;
  readonly memory: PhysicalMemory;
}

/** Physical address of a TCB, or 0. */
export type TcbAddress = number;

/** The running thread, or 0 while the machine idles. */
export const current = ({ memory, layout }: Nucleus): TcbAddress => memory.read(layout.variables, Variable.current);

/** How many threads can exist: the bound of every walk over threads. */
export const threadLimit = ({ config }: Nucleus): number => config.tasks * config.lthreads;
