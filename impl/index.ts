/** A 486, simulated, and an L4 kernel on it. */
import type { KernelFactory } from '../spec/vocabulary/index.js';
import { I486Kernel } from './kernel/kernel.js';
import { SOUND, nameOfPolicy } from './kernel/policy.js';

export { I486Kernel } from './kernel/kernel.js';
export { CorruptKernelMemory } from './kernel/corrupt.js';
export { Machine } from './machine/machine.js';
export { SOUND, nameOfPolicy, type Policy } from './kernel/policy.js';
export type { Nucleus } from './kernel/nucleus.js';
export type { Layout, Region } from './kernel/layout.js';
export * from './cost/index.js';

export const i486: KernelFactory = () => new I486Kernel();

/** The kernel with another design of the lecture in one place, or in another dialect (policy.ts), by the name of that. */
export const variants: Readonly<Record<string, KernelFactory>> = Object.fromEntries(
  (
    [
      { ...SOUND, tlb: 'lecture' },
      { ...SOUND, tlb: 'single-thread' },
      { ...SOUND, transfer: 'double-copy' },
      { ...SOUND, transfer: 'shared-buffer' },
      { ...SOUND, wakeups: 'array' },
      { ...SOUND, wakeups: 'lists' },
      { ...SOUND, dialect: 'lecture-formula' },
      { ...SOUND, dialect: 'paper-1995' },
      { ...SOUND, dialect: 'l4-486-1996' },
      { ...SOUND, dialect: 'hazelnut-2002' },
    ] as const
  ).map((policy) => [nameOfPolicy(policy), () => new I486Kernel(policy)]),
);
