import type { Stimulus } from '../../spec/vocabulary/index.js';
import type { Step } from './runtime/scenario.js';

/** One of the seven system calls: why it cannot be implemented above the kernel, and the scenario that shows best what fails without it. */
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
    why: 'Who one is, only who keeps the ids can say: what a thread says of itself, nobody has to believe.',
    shownBy: 'exceptions',
  },
  fpage_unmap: {
    why: 'To take a page back needs nothing of those who have it, who may not want to give it: page tables are the kernel’s alone.',
    shownBy: 'spaces',
  },
  thread_switch: {
    why: 'To give the processor up without a message, to one thread or to all, changes who runs: the kernel decides that.',
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
