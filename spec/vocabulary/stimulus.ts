import { z } from 'zod';
import { FpageUnmap, renderFpageUnmap } from './calls/fpage-unmap.js';
import { IdNearest, renderIdNearest } from './calls/id-nearest.js';
import { Ipc, renderIpc } from './calls/ipc.js';
import { LthreadExRegs, renderLthreadExRegs } from './calls/lthread-ex-regs.js';
import { TaskNew, renderTaskNew } from './calls/task-new.js';
import { ThreadSwitch, renderThreadSwitch } from './calls/thread-switch.js';
import { Address, Word, pageOf, wordOf } from './pages.js';

/** The running thread loads the word at `address`. */
export const Load = z.strictObject({ do: z.literal('load'), address: Address });
export type Load = z.infer<typeof Load>;
/** The running thread stores `value` at `address`. */
export const Store = z.strictObject({ do: z.literal('store'), address: Address, value: Word });
export type Store = z.infer<typeof Store>;

/**
 * What happens to the machine in one step: ONE instruction of the thread that runs. `do` says which. While the machine
 * idles there is no such thread, and the stimulus is ignored.
 */
export const Stimulus = z
  .discriminatedUnion('do', [Ipc, IdNearest, FpageUnmap, ThreadSwitch, TaskNew, LthreadExRegs, Load, Store])
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
    case 'task_new':
      return renderTaskNew(x);
    case 'lthread_ex_regs':
      return renderLthreadExRegs(x);
    case 'load':
      return `load ${renderAddress(x.address)}`;
    case 'store':
      return `store ${String(x.value)} to ${renderAddress(x.address)}`;
  }
};
