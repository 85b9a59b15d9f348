/**
 * The machine as the ledger needs it: what the kernel reads and writes of its own memory goes through the TLB too, at its
 * place in the kernel half, and so does its code. The machine of every other run does without, for nothing that a kernel
 * shows depends on it.
 */
import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import { Machine, noCounts, type Counts } from '../machine/machine.js';
import { PhysicalMemory } from '../machine/memory.js';
import { WRITE, type Access, type PageFault } from '../machine/paging.js';
import { KERNEL_BASE } from '../kernel/page-table.js';
import { LINE_BYTES } from './clocks.js';

/** Memory that tells of each access to a word, and keeps the lines that were read. */
class MeteredMemory extends PhysicalMemory {
  readonly lines = new Set<number>();
  onAccess: (address: number, access: Access) => void = () => undefined;

  override read(structure: number, field = 0): number {
    this.onAccess(structure + 4 * field, 0);
    this.lines.add(Math.floor((structure + 4 * field) / LINE_BYTES));
    return super.read(structure, field);
  }

  override write(structure: number, field: number, value: number): void {
    this.onAccess(structure + 4 * field, WRITE);
    super.write(structure, field, value);
  }

  override copy(from: number, to: number, bytes: number): void {
    for (let address = from; address < from + bytes; address += LINE_BYTES)
      this.lines.add(Math.floor(address / LINE_BYTES));
    super.copy(from, to, bytes);
  }
}

/** What was counted between two moments, and the lines of 16 bytes that were read: code, which is listed, left out. */
export interface Metered extends Counts {
  readonly lines: number;
}

export class MeteredMachine extends Machine {
  override readonly memory = new MeteredMemory();
  /** Where the kernel's code is, once it is metered. */
  #text = 0;
  /** While the hardware itself reads or writes: a walk, or a user's access. */
  #isHardware = true;

  constructor() {
    super();
    this.memory.onAccess = (address, access) => this.#kernelAccess(address, access);
  }

  override reset(frames: number): void {
    this.#text = 0;
    this.#isHardware = true;
    super.reset(frames);
  }

  /** From here on, until the machine is reset, the kernel's own accesses count; its code is in the page at `text`. */
  meter(text: number): void {
    this.#text = text;
    this.#isHardware = false;
  }

  /** What `work` makes the machine do. It begins with a trap, and so with a fetch of the kernel's code. */
  count(work: () => void): Metered {
    this.counts = noCounts();
    this.memory.lines.clear();
    this.#kernelAccess(this.#text, 0);
    work();
    return { ...this.counts, lines: this.memory.lines.size };
  }

  override loadCr3(directory: number): void {
    super.loadCr3(directory);
    if (this.#text !== 0) this.#kernelAccess(this.#text, 0);
  }

  override userLoad(address: number): number | PageFault {
    return this.#inHardware(() => super.userLoad(address));
  }

  override userStore(address: number, value: number): number | PageFault {
    return this.#inHardware(() => super.userStore(address, value));
  }

  override copy(from: number, to: number, bytes: number): PageFault | null {
    return this.#inHardware(() => super.copy(from, to, bytes));
  }

  #kernelAccess(address: number, access: Access): void {
    if (this.#isHardware) return;
    const fault = this.#inHardware(() => this.touch(KERNEL_BASE + address, access));
    if (fault !== null) throw new Error(`the kernel half has no page at ${Math.floor(address / PAGE_BYTES)}`);
  }

  #inHardware<T>(work: () => T): T {
    const was = this.#isHardware;
    this.#isHardware = true;
    const done = work();
    this.#isHardware = was;
    return done;
  }
}
