import { PAGE_BYTES, type FrameRole, type HardwareView, type ThreadId } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { FrameRecord, ROLES, frameRecord } from './frame-table.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { KERNEL_BASE } from './page-table.js';
import { isReady, readyHead } from './ready.js';
import { isLinked } from './ring.js';
import { directoryOf } from './task-table.js';
import { Tcb } from './tcb.js';
import { decodeId } from './thread-id.js';
import { Variable } from './variables.js';
import { isTcb, ringOf } from './view-threads.js';

/** The roles of all frames. The free list must have the free ones, and no others. */
const showRoles = (k: Nucleus): readonly FrameRole[] => {
  const { memory, layout } = k;
  const roles: FrameRole[] = [];
  let free = 0;
  for (let frame = 0; frame < layout.frames; frame++) {
    const role = ROLES[memory.read(frameRecord(k, frame), FrameRecord.role)];
    if (role === undefined) throw new CorruptKernelMemory(`frame ${frame} has no role`);
    if (role === 'free') free++;
    roles.push(role);
  }
  let listed = 0;
  let frame = memory.read(layout.variables, Variable.freeFrame);
  for (; frame !== 0 && listed <= free; listed++) {
    if (roles[frame] !== 'free')
      throw new CorruptKernelMemory(`the free list leads to frame ${frame}, which is not free`);
    frame = memory.read(frameRecord(k, frame), FrameRecord.nextFree);
  }
  if (listed !== free) throw new CorruptKernelMemory(`${free} frames are free, but ${listed} are in the free list`);
  return roles;
};

const showDirectories = (k: Nucleus, roles: readonly FrameRole[]): readonly (number | null)[] => {
  const directories: (number | null)[] = [];
  for (let task = 0; task < k.config.tasks; task++) {
    const directory = directoryOf(k, task);
    if (directory !== 0 && roles[directory / PAGE_BYTES] !== 'directory')
      throw new CorruptKernelMemory(`task ${task} has its page directory at ${directory}, where none is`);
    directories.push(directory === 0 ? null : directory);
  }
  return directories;
};

/** The ready ring. A ready thread that does not run and is not in it would never run again. */
const showReady = (k: Nucleus, threads: readonly TcbAddress[]): readonly ThreadId[] => {
  const members = ringOf(k, readyHead(k), Tcb.ready);
  const running = current(k);
  if (running !== 0 && !(isTcb(k, running) && isReady(k, running)))
    throw new CorruptKernelMemory(`the thread at ${running} runs and is not ready`);
  let linked = 0;
  for (const tcb of threads) {
    if (isLinked(k.memory, Tcb.ready, tcb)) linked++;
    else if (isReady(k, tcb) && tcb !== running)
      throw new CorruptKernelMemory(`the thread at ${tcb} is ready and not in the ready ring`);
  }
  if (linked !== members.length)
    throw new CorruptKernelMemory(`${linked} threads are linked, but the ready ring has ${members.length}`);
  return members.map((tcb) => decodeId(k.memory.read(tcb, Tcb.myself)));
};

/** The machine under the kernel. `memory` is the live memory, not a copy. */
export const showHardware = (k: Nucleus, threads: readonly TcbAddress[]): HardwareView => {
  const roles = showRoles(k);
  return {
    memory: k.memory.words,
    cr3: k.machine.cr3,
    tlb: k.machine.tlb.entries(),
    directories: showDirectories(k, roles),
    roles,
    kernelBase: KERNEL_BASE,
    ready: showReady(k, threads),
  };
};
