import type { Stimulus } from '../../spec/vocabulary/index.js';
import type { Step } from './runtime/scenario.js';

/**
 * One of the seven system calls: why it cannot be implemented above the kernel, and the scenario that shows best what fails without it. That one fails
 * shows that it is used; that nothing above could take its place is an argument.
 */
interface InTheKernel {
  readonly why: string;
  readonly shownBy: string;
}

/** The seven system calls, and why each must be in the kernel: "only accept a concept in the kernel if it cannot be implemented above" (L.41). */
export const SEVEN_CALLS = {
  ipc: {
    why: 'Spaces cannot reach each other: only who is in all of them can carry a message, or a page, from one to another, and tell who sent it.',
    shownBy: 'bootstrap',
  },
  id_nearest: {
    why: 'One’s own id any partner could tell, who hears it from the kernel: above, that is a message more. What cannot be told above is who of a chain of chiefs is nearest to a thread; the contract leaves clans out.',
    shownBy: 'exceptions',
  },
  fpage_unmap: {
    why: 'To take a page back needs nothing of those who have it, who may not want to give it: page tables are the kernel’s alone.',
    shownBy: 'spaces',
  },
  thread_switch: {
    why: 'To yield could be had above, by a wait of 1 ms or a call of a thread that answers at once. What cannot is to give the rest of one’s slice to a thread that waits for no message: who runs the kernel decides.',
    shownBy: 'dead-server',
  },
  thread_schedule: {
    why: 'A policy above needs a lever: priorities and slices act at each tick, when no thread runs that could.',
    shownBy: 'scheduler',
  },
  lthread_ex_regs: {
    why: 'To begin a thread, or to fetch one out of its wait, changes registers and queues that only the kernel has.',
    shownBy: 'threads',
  },
  task_new: {
    why: 'A space with its first thread cannot be made from within: before it there is nobody there.',
    shownBy: 'bootstrap',
  },
} as const satisfies Readonly<Record<string, InTheKernel>>;
export type SystemCall = keyof typeof SEVEN_CALLS;

/** Their names. */
export const systemCalls = Object.keys(SEVEN_CALLS) as readonly SystemCall[];

const isCall = (name: Stimulus['do']): name is SystemCall => Object.hasOwn(SEVEN_CALLS, name);

/** How often each of the seven was called. */
export const callsOf = (steps: readonly Pick<Step, 'stimulus'>[]): Readonly<Partial<Record<SystemCall, number>>> => {
  const counts: Partial<Record<SystemCall, number>> = {};
  for (const { stimulus } of steps) if (isCall(stimulus.do)) counts[stimulus.do] = (counts[stimulus.do] ?? 0) + 1;
  return counts;
};
