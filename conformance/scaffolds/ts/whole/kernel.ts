import type { BootConfig, KernelFactory, Seen, Stimulus } from 'l4-conformance';

/** The machine of one program. So far there is one thread, 0.0, and one space, sigma-zero: page v is frame v. */
class Machine {
  private readonly memory = new Map<number, number>(); // by byte address of a word; word 0 of frame f holds f, every other 0
  private isHalted = false; // 0.0, for ever

  constructor(private readonly config: BootConfig) {
    for (let frame = 0; frame < config.frames; frame++) this.memory.set(frame * 4096, frame);
  }

  /** The running thread executes one instruction; then the machine runs until some thread needs its next one, or it idles. */
  step(x: Stimulus): Seen {
    if (this.isHalted) return { running: 'idle', ignored: true };
    switch (x.do) {
      case 'load':
        return this.has(x.address) ? { running: [0, 0], loaded: this.memory.get(x.address) ?? 0 } : this.fault();
      case 'store':
        if (!this.has(x.address)) return this.fault();
        this.memory.set(x.address, x.value);
        return { running: [0, 0], stored: true };
      case 'id_nearest': // to write: the thread that is named, if it is there
        return { running: [0, 0], result: { call: 'id_nearest', nearest: x.of === 'nobody' ? [0, 0] : 'nobody' } };
      case 'task_new': // to write: a new space, and its thread 0, which is ready and runs when nobody else does
        return { running: [0, 0], result: { call: 'task_new', made: 'nobody' } };
      case 'lthread_ex_regs': // to write: another thread of the same space
        return { running: [0, 0], result: { call: 'lthread_ex_regs', old: 'created' } };
      case 'ipc': // to write: a send, a receive, or one and then the other; and the pages that travel with the message
        return { running: [0, 0], result: { call: 'ipc', phase: 'send', cause: 'nonExistent' } };
      case 'thread_switch': // to write: another thread runs
      case 'fpage_unmap': // to write: whatever was mapped from the pages goes
        return { running: [0, 0] };
      case 'tick': // what only the profiles have that the manifest does not claim
      case 'thread_schedule':
      case 'trap':
      case 'interrupt':
      case 'during':
        throw Object.assign(new Error(x.do), { name: 'CannotDo' });
    }
  }

  /** Task 0 has the pages below the frames. */
  private has(address: number): boolean {
    return address < Math.min(this.config.frames, this.config.pages) * 4096;
  }

  /** To write: a fault is a message to the pager of the thread. 0.0 has none: it is halted, and nobody else can run. */
  private fault(): Seen {
    this.isHalted = true;
    return { running: 'idle' };
  }
}

const kernel: KernelFactory = () => {
  let machine: Machine | undefined;
  return {
    manifest: { l4c: 1, name: 'my-kernel', profiles: ['sigma', 'ipc'] },
    boot(config) {
      machine = new Machine(config);
      return { running: [0, 0] };
    },
    step(stimulus) {
      if (machine === undefined) throw new Error('no machine was booted');
      return machine.step(stimulus);
    },
  };
};
export default kernel;
