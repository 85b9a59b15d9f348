/** A 486, simulated, and an L4 kernel on it. */
import type { KernelFactory } from '../spec/vocabulary/index.js';
import { I486Kernel } from './kernel/kernel.js';

export { I486Kernel } from './kernel/kernel.js';
export { CorruptKernelMemory } from './kernel/corrupt.js';
export { Machine } from './machine/machine.js';
export type { Nucleus } from './kernel/nucleus.js';
export type { Layout, Region } from './kernel/layout.js';

export const i486: KernelFactory = () => new I486Kernel();
