import type { BootConfig, HardwareView, Seen, ThreadId, View } from '../../vocabulary/index.js';
import type { Property } from '../property.js';

/** The indexes of the present entries of the directory or page table at a physical address, ascending. */
export type PresentEntries = (address: number) => readonly number[];

/** A machine between two steps, when user code is about to run or the processor idles, with its inside shown. */
export interface ShownMachine {
  readonly config: BootConfig;
  readonly running: Seen['running'];
  readonly hardware: HardwareView;
  readonly view: View;
  /** `presentEntries` of the hardware, or what is known of them. */
  readonly present: PresentEntries;
}

/** How a property of the hardware is broken, and the part of the machine that it is about. */
export interface Breach {
  readonly says: string;
  readonly part:
    { readonly page: number; readonly task: number } | { readonly thread: ThreadId } | { readonly task: number } | null;
  /** What was taken from the part is still there. */
  readonly isRevoked?: true;
}

/** A claim about the machine under a kernel that must hold whenever user code is about to run (DESIGN 10). */
export interface HardwareProperty extends Property {
  /**
   * `tables`: of what a step may change, it reads the page directories, the page tables that hang from them, and the roles of frames, and
   * nothing else. As long as these stay as they are, so does what it says.
   */
  readonly reads: 'tables' | 'machine';
  /** Whether the machine has something of which the property speaks. */
  when(machine: ShownMachine): boolean;
  /** The first breach, or null where the property holds. */
  breach(machine: ShownMachine): Breach | null;
}
