import { CannotDo } from '../../spec/vocabulary/index.js';
import type { BootConfig, KernelUnderTest, Manifest, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { Machine } from '../machine/machine.js';
import { boot } from './boot.js';
import { fpageUnmap } from './demap.js';
import { access } from './fault.js';
import { ipc } from './ipc.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { Pending, pendingOf } from './pending.js';
import { dispatch, threadSwitch } from './schedule.js';
import { idNearest, lthreadExRegs, taskNew } from './tasks.js';
import { Tcb } from './tcb.js';
import { decodeId } from './thread-id.js';
import { viewOf } from './view.js';

/**
 * L4 on a simulated 486. Its fields are the machine, and what `boot` computed; its state is words of the machine's
 * memory.
 */
export class I486Kernel implements KernelUnderTest {
  readonly manifest: Manifest = { l4c: 1, name: 'i486', profiles: ['sigma', 'ipc'] };
  readonly #machine = new Machine();
  #nucleus: Nucleus | undefined;

  boot(config: BootConfig): Seen {
    this.#nucleus = boot(this.#machine, config);
    return leaveKernel(this.#nucleus);
  }

  /** The running thread enters the kernel, or accesses memory; then the processor is given to whoever is due. */
  step(stimulus: Stimulus): Seen {
    const k = this.nucleus;
    const caller = current(k);
    if (caller === 0) return { running: 'idle', ignored: true };
    dispatch(k, enterKernel(k, caller, stimulus));
    return leaveKernel(k);
  }

  /** What memory, CR3 and TLB show. Throws where kernel memory makes no sense. */
  view(): View {
    return viewOf(this.nucleus);
  }

  /** The booted kernel, for tests that look at its memory. Throws before `boot`. */
  get nucleus(): Nucleus {
    if (this.#nucleus === undefined) throw new Error('the machine has not been booted');
    return this.#nucleus;
  }
}

/**
 * Executes one instruction of the running thread. Returns the thread to switch to, or 0 where no rule of the call names
 * one.
 */
const enterKernel = (k: Nucleus, caller: TcbAddress, x: Stimulus): TcbAddress => {
  switch (x.do) {
    case 'load':
    case 'store':
      return access(k, caller, x);
    case 'ipc':
      return ipc(k, caller, x);
    case 'thread_switch':
      return threadSwitch(k, caller, x);
    case 'fpage_unmap':
      fpageUnmap(k, caller, x);
      return 0;
    case 'id_nearest':
      idNearest(k, caller, x);
      return 0;
    case 'task_new':
      taskNew(k, caller, x);
      return 0;
    case 'lthread_ex_regs':
      lthreadExRegs(k, caller, x);
      return 0;
    case 'thread_schedule':
    case 'trap':
    case 'tick':
    case 'interrupt':
    case 'during':
      throw new CannotDo(x.do);
  }
};

/** Back to user mode: the thread that runs shows, once, what its last instruction left. */
const leaveKernel = (k: Nucleus): Seen => {
  const tcb = current(k);
  if (tcb === 0) return { running: 'idle' };
  const running = decodeId(k.memory.read(tcb, Tcb.myself));
  const shown = pendingOf(k, tcb);
  if (shown === null) return { running };
  k.memory.write(tcb, Tcb.pending, Pending.nothing);
  return { running, ...shown };
};
