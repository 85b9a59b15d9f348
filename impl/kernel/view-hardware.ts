import { PAGE_BYTES, type FrameRole, type HardwareView, type ThreadId } from '../../spec/vocabulary/index.js';
import { WINDOW_MS, inMs } from './clock.js';
import { CorruptKernelMemory } from './corrupt.js';
import { FrameRecord, ROLES, frameRecord } from './frame-table.js';
import { REGION_BASE } from './long-ipc/region.js';
import { nameOf } from './names.js';
import { current, type Nucleus, type TcbAddress } from './nucleus.js';
import { KERNEL_BASE } from './page-table.js';
import { isReady, readyHead } from './ready.js';
import { countLinked, type Links } from './ring.js';
import { sliceLeft, sliceOf } from './slice.js';
import { Standing } from './standing.js';
import { directoryOf } from './task-table.js';
import { Tcb, calledAt } from './tcb.js';
import { PRIORITIES, Variable } from './variables.js';
import { isTcb, ringOf } from './view-threads.js';
import { entryFor, slotCount, tcbAt } from './wakeups/array.js';
import { LATE, wakeupHead } from './wakeups/lists.js';
import { SCAN_MS, hasTimeout, wakeupOf } from './wakeups/wakeup.js';

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

/** The priorities whose ready rings are not empty, from the highest down. */
const prioritiesOf = (k: Nucleus): readonly number[] => {
  const heads = k.memory.span(readyHead(k, 0), PRIORITIES);
  const priorities: number[] = [];
  for (let priority = PRIORITIES - 1; priority >= 0; priority--) if (heads[priority] !== 0) priorities.push(priority);
  return priorities;
};

/** The ready rings that are not empty. A ready thread that does not run and is in none would never run again. */
const showReady = (
  k: Nucleus,
  priorities: readonly number[],
  threads: readonly TcbAddress[],
): HardwareView['ready'] => {
  const running = current(k);
  if (running !== 0 && !(isTcb(k, running) && isReady(k, running)))
    throw new CorruptKernelMemory(`the thread at ${running} runs and is not ready`);
  const rings: HardwareView['ready'][number][] = [];
  let members = 0;
  for (const priority of priorities) {
    const ring = ringOf(k, readyHead(k, priority), Tcb.ready, () => `the ready ring of priority ${priority}`);
    members += ring.length;
    const show = (tcb: TcbAddress) => ({ thread: nameOfTcb(k, tcb), since: k.memory.read(tcb, Tcb.since) });
    rings.push({ priority, threads: ring.map(show) });
  }
  checkLinked(k, threads, Tcb.ready, members, 'the ready rings');
  return rings;
};

/** A window that never ends: all wakeups are in one kind of list. */
const FOR_EVER_MS = Number.MAX_SAFE_INTEGER;

const showWakeups = (k: Nucleus, threads: readonly TcbAddress[]): HardwareView['wakeups'] => {
  switch (k.policy.wakeups) {
    case 'array':
      return { scanMs: SCAN_MS, windowMs: FOR_EVER_MS, soon: [showArray(k)], late: [] };
    case 'lists':
      return { ...showLists(k, threads), windowMs: FOR_EVER_MS };
    case 'split-lists':
      return showLists(k, threads);
  }
};

/** Whoever has an entry in the array. The entry of a thread that waits is that of its wakeup. */
const showArray = (k: Nucleus): readonly ThreadId[] => {
  const entered: ThreadId[] = [];
  for (let slot = 0; slot < slotCount(k); slot++) {
    const entry = k.memory.read(k.layout.wakeupArray, slot);
    const tcb = tcbAt(k, slot);
    if (entry === 0) continue;
    if (!isTcb(k, tcb) || (hasTimeout(k, tcb) && entry !== entryFor(wakeupOf(k, tcb))))
      throw new CorruptKernelMemory(`slot ${slot} is to be woken when its thread is not`);
    entered.push(nameOfTcb(k, tcb));
  }
  return entered;
};

/** The wakeup lists: each thread knows in which it is. */
const showLists = (k: Nucleus, threads: readonly TcbAddress[]): HardwareView['wakeups'] => {
  let members = 0;
  const show = (list: number): readonly ThreadId[] => {
    const ring = ringOf(k, wakeupHead(k, list), Tcb.wakeup, () => `wakeup list ${list}`);
    members += ring.length;
    for (const tcb of ring)
      if (k.memory.read(tcb, Tcb.wakeupList) !== list + 1)
        throw new CorruptKernelMemory(`${calledAt(k, tcb)} is in wakeup list ${list} and does not know`);
    return ring.map((tcb) => nameOfTcb(k, tcb));
  };
  const soon: (readonly ThreadId[])[] = [];
  for (let list = 0; list < LATE; list++) soon.push(show(list));
  const late = show(LATE);
  checkLinked(k, threads, Tcb.wakeup, members, 'the wakeup lists');
  return { scanMs: SCAN_MS, windowMs: WINDOW_MS, soon, late };
};

const showTimeouts = (k: Nucleus, threads: readonly TcbAddress[]): HardwareView['timeouts'] =>
  threads
    .filter((tcb) => hasTimeout(k, tcb))
    .map((tcb) => ({ thread: nameOfTcb(k, tcb), dueMs: inMs(wakeupOf(k, tcb)) }));

const nameOfTcb = (k: Nucleus, tcb: TcbAddress) => nameOf(k, k.memory.read(tcb, Tcb.myself));

/** As many threads have links as there are members: nobody is in a list of his own. */
const checkLinked = (
  k: Nucleus,
  threads: readonly TcbAddress[],
  links: Links,
  members: number,
  where: string,
): void => {
  const linked = countLinked(k.memory, links, threads);
  if (linked !== members)
    throw new CorruptKernelMemory(`${linked} threads are linked, but ${where} have ${members} members`);
};

/** The machine under the kernel, whenever it is asked for. `memory` is the live memory, not a copy. */
export const hardwareViewer = (k: Nucleus): ((threads: readonly TcbAddress[]) => HardwareView) => {
  const roles = new Standing(k.memory, () => showRoles(k));
  const priorities = new Standing(k.memory, () => prioritiesOf(k));
  const wakeups = new Standing(k.memory, (threads: readonly TcbAddress[]) => showWakeups(k, threads));
  return (threads) => ({
    memory: k.memory.words,
    changed: k.memory.changedFrames,
    cr3: k.machine.cr3,
    tlb: k.machine.tlb.entries(),
    directories: showDirectories(k, roles.of(null)),
    roles: roles.of(null),
    kernelBase: KERNEL_BASE,
    regionBase: REGION_BASE,
    ready: showReady(k, priorities.of(null), threads),
    timeouts: showTimeouts(k, threads),
    wakeups: wakeups.of(threads),
    sliceLeftMs: sliceOf(sliceLeft(k)),
  });
};
