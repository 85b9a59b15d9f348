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

/**
 * What happens to the machine in one step: ONE instruction of the thread that runs, or ONE event from outside (`tick`, `interrupt`). `do`
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
  ])
  .refine(
    (x) => x.do !== 'ipc' || x.send !== undefined || x.receive !== undefined,
    'an ipc has a send phase, a receive phase or both',
  );
export type Stimulus = z.infer<typeof Stimulus>;

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
  }
};
