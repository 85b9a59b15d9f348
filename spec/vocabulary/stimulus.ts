import { z } from 'zod';
import { FpageUnmap, renderFpageUnmap } from './calls/fpage-unmap.js';
import { IdNearest, renderIdNearest } from './calls/id-nearest.js';
import { Ipc, renderIpc } from './calls/ipc.js';
import { LthreadExRegs, renderLthreadExRegs } from './calls/lthread-ex-regs.js';
import { TaskNew, renderTaskNew } from './calls/task-new.js';
import { ThreadSchedule, renderThreadSchedule } from './calls/thread-schedule.js';
import { ThreadSwitch, renderThreadSwitch } from './calls/thread-switch.js';
import { Address, Word, pageOf, wordOf } from './pages.js';

/** The running thread loads the word at `address`. */
export const Load = z.strictObject({ do: z.literal('load'), address: Address });
export type Load = z.infer<typeof Load>;
/** The running thread stores `value` at `address`. */
export const Store = z.strictObject({ do: z.literal('store'), address: Address, value: Word });
export type Store = z.infer<typeof Store>;

/** The running thread executes an instruction that raises exception number `vector` (L.20). */
export const Trap = z.strictObject({ do: z.literal('trap'), vector: z.int().min(0).max(31) });
export type Trap = z.infer<typeof Trap>;
/** Up to `ms` milliseconds pass while the running thread computes, or while the machine idles; fewer if another thread needs an instruction. */
export const Tick = z.strictObject({
  do: z.literal('tick'),
  ms: z
    .int()
    .min(1)
    .max(2 ** 32),
});
export type Tick = z.infer<typeof Tick>;
/** The hardware raises interrupt line number `line`. */
export const Interrupt = z.strictObject({ do: z.literal('interrupt'), line: z.int().min(0).max(15) });
export type Interrupt = z.infer<typeof Interrupt>;

/** The slice of the thread that runs is at its end. */
export const SliceEnd = z.strictObject({ do: z.literal('slice_end') });
export type SliceEnd = z.infer<typeof SliceEnd>;
/**
 * `event` is to come in the middle of a copy: at the first preemption point at or after copy step `k` of the next transfer that has one, or never.
 * A preemption point lies between two copy steps, of which `k` and perhaps more are done.
 */
export const During = z.strictObject({
  do: z.literal('during'),
  k: z.int().min(0).max(0xffff),
  event: z.discriminatedUnion('do', [Interrupt, Tick, SliceEnd]),
});
export type During = z.infer<typeof During>;

/**
 * What happens to the machine in one step: ONE instruction of the thread that runs, or ONE event from outside (`tick`, `interrupt`, or `during`, which
 * announces one). `do`
 * says which. While the machine idles there is no thread to execute an instruction, and it is ignored.
 */
export const Stimulus = z
  .discriminatedUnion('do', [
    Ipc,
    IdNearest,
    FpageUnmap,
    ThreadSwitch,
    ThreadSchedule,
    TaskNew,
    LthreadExRegs,
    Load,
    Store,
    Trap,
    Tick,
    Interrupt,
    During,
  ])
  .refine(
    (x) => x.do !== 'ipc' || x.send !== undefined || x.receive !== undefined,
    'an ipc has a send phase, a receive phase or both',
  );
export type Stimulus = z.infer<typeof Stimulus>;

/** Whether it comes from outside: no thread executes it. */
export const isEvent = (x: Stimulus): boolean => x.do === 'tick' || x.do === 'interrupt' || x.do === 'during';

const renderAddress = (address: number): string =>
  `page ${String(pageOf(address))}${wordOf(address) === 0 ? '' : ` word ${String(wordOf(address))}`}`;

/** One line for people, as reports and documents print a stimulus. */
export const renderStimulus = (x: Stimulus): string => {
  switch (x.do) {
    case 'ipc':
      return renderIpc(x);
    case 'id_nearest':
      return renderIdNearest(x);
    case 'fpage_unmap':
      return renderFpageUnmap(x);
    case 'thread_switch':
      return renderThreadSwitch(x);
    case 'thread_schedule':
      return renderThreadSchedule(x);
    case 'task_new':
      return renderTaskNew(x);
    case 'lthread_ex_regs':
      return renderLthreadExRegs(x);
    case 'load':
      return `load ${renderAddress(x.address)}`;
    case 'store':
      return `store ${String(x.value)} to ${renderAddress(x.address)}`;
    case 'trap':
      return `trap ${String(x.vector)}`;
    case 'tick':
      return `tick ${String(x.ms)} ms`;
    case 'interrupt':
      return `interrupt line ${String(x.line)}`;
    case 'during':
      return `at copy step ${String(x.k)}: ${x.event.do === 'slice_end' ? 'the slice ends' : renderStimulus(x.event)}`;
  }
};
