import { presets } from '../../spec/dialects/index.js';
import type { BootConfig, KernelUnderTest, Manifest, Seen, Stimulus, View } from '../../spec/vocabulary/index.js';
import { Machine } from '../machine/machine.js';
import { boot } from './boot.js';
import { fpageUnmap } from './demap.js';
import { lthreadExRegs } from './ex-regs.js';
import { access, trap } from './fault.js';
import { interrupt } from './interrupt.js';
import { ipc } from './ipc.js';
import { cleanRegion } from './long-ipc/region.js';
import { nameOf } from './names.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { Pending, pendingOf } from './pending.js';
import { SOUND, nameOfPolicy, type Policy } from './policy.js';
import { dispatch, threadSchedule, threadSwitch } from './schedule.js';
import { idNearest, taskNew } from './tasks.js';
import { Tcb } from './tcb.js';
import { tick } from './tick.js';
import { viewer } from './view.js';
import { SCAN_MS } from './wakeups/wakeup.js';

const PROFILES = ['sigma', 'ipc', 'tasks', 'timeouts', 'scheduling', 'exceptions', 'interrupts', 'strings'] as const;

/** What the specification leaves open and this kernel always does in one way. */
const SETTLES: NonNullable<Manifest['settles']> = [
  { rule: 'schedule/partner', reason: 'it goes on with the partner that the message reached, and with no other' },
  { rule: 'interrupts/line-or-sender', reason: 'an open receive looks at its line before it looks at its queue' },
  { rule: 'strings/arrives', reason: 'what is due in a copy is taken at the first point between two steps' },
];

/**
 * L4 on a simulated 486. Its fields are the machine, and what `boot` computed; its state is words of the machine's
 * memory.
 */
export class I486Kernel implements KernelUnderTest {
  readonly manifest: Manifest;
  readonly #policy: Policy;
  readonly #machine: Machine;
  #nucleus: Nucleus | undefined;
  /** Made for the machine as it was booted last, when first looked at. */
  #view: (() => View) | null = null;

  constructor(policy: Policy = SOUND, machine = new Machine()) {
    this.#policy = policy;
    this.#machine = machine;
    const isInOrder = presets[policy.dialect].senders === 'fifo'; // then the specification leaves that open no more
    this.manifest = {
      l4c: 1,
      name: nameOfPolicy(policy),
      profiles: PROFILES,
      latenessMs: SCAN_MS - 1,
      settles: isInOrder ? SETTLES.filter(({ rule }) => rule !== 'interrupts/line-or-sender') : SETTLES,
      ...(policy.dialect !== SOUND.dialect && { dialect: policy.dialect }),
    };
  }

  boot(config: BootConfig): Seen {
    this.#nucleus = boot(this.#machine, config, this.#policy);
    this.#view = null;
    return leaveKernel(this.#nucleus);
  }

  /**
   * The running thread enters the kernel, or accesses memory; or the timer or a line interrupts it. Then the processor is
   * given to whoever is due.
   *
   * @refines schedule/ignored, strings/arm, schedule/resume
   */
  step(stimulus: Stimulus): Seen {
    const k = this.nucleus;
    if (stimulus.do === 'tick') {
      const { elapsedMs, chosen } = tick(k, stimulus.ms);
      dispatch(k, chosen);
      return { ...leaveKernel(k), elapsedMs };
    }
    const caller = current(k);
    if (stimulus.do === 'during') k.machine.armed = stimulus;
    else if (stimulus.do === 'interrupt') dispatch(k, interrupt(k, stimulus));
    else if (caller === 0) return { running: 'idle', ignored: true };
    else dispatch(k, enterKernel(k, caller, stimulus));
    return leaveKernel(k);
  }

  /** What memory, CR3 and TLB show. Throws where kernel memory makes no sense. */
  view(): View {
    this.#view ??= viewer(this.nucleus);
    return this.#view();
  }

  /** The booted kernel, for tests that look at its memory. Throws before `boot`. */
  get nucleus(): Nucleus {
    if (this.#nucleus === undefined) throw new Error('the machine has not been booted');
    return this.#nucleus;
  }
}

/** What a thread executes; the other stimuli come from outside. */
type Instruction = Exclude<Stimulus, { do: 'tick' | 'interrupt' | 'during' }>;

/**
 * Executes one instruction of the running thread. Returns the thread to switch to, or 0 where no rule of the call names
 * one.
 */
const enterKernel = (k: Nucleus, caller: TcbAddress, x: Instruction): TcbAddress => {
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
      threadSchedule(k, caller, x);
      return 0;
    case 'trap':
      return trap(k, caller, x);
  }
};

/** Back to user mode: the thread that runs shows, once, what its last instruction left. */
const leaveKernel = (k: Nucleus): Seen => {
  cleanRegion(k);
  const tcb = current(k);
  if (tcb === 0) return { running: 'idle' };
  const running = nameOf(k, k.memory.read(tcb, Tcb.myself));
  const shown = pendingOf(k, tcb);
  if (shown === null) return { running };
  k.memory.write(tcb, Tcb.pending, Pending.nothing);
  return { running, ...shown };
};
