import type { ThreadSchedule, ThreadSwitch } from '../../spec/vocabulary/index.js';
import { CorruptKernelMemory } from './corrupt.js';
import { retry } from './fault.js';
import { goOn } from './ipc.js';
import { loadSpace } from './long-ipc/region.js';
import { idOf } from './names.js';
import { current, threadLimit, type Nucleus, type TcbAddress } from './nucleus.js';
import { leaveSchedule, refuseSchedule } from './pending.js';
import { isReady, lineUp, setPriority } from './ready.js';
import { beginSlice, pick, sliceWord } from './slice.js';
import { directoryOf, mcpOf } from './task-table.js';
import { Fault, State, Tcb, taskOfThread, threadNamed } from './tcb.js';
import { Variable } from './variables.js';

/**
 * Chooses who runs when the kernel is left: the partner of the last transfer, `partner`, where there was one, for IPC
 * switches directly (L.58), or of a wakeup; else the thread that ran, if it can; else who has been ready for longest at
 * the highest priority. A thread whose access faulted tries it again first, and may block again: each such thread at most once, since only a message makes
 * it ready.
 *
 * @refines schedule/continue, schedule/leave, schedule/idle
 */
export const dispatch = (k: Nucleus, partner: TcbAddress): void => {
  let chosen = partner;
  for (let i = 0; i <= 4 * threadLimit(k) + 4; i++) {
    const ran = current(k);
    if (chosen === 0) chosen = ran !== 0 && isReady(k, ran) ? ran : pick(k);
    if (chosen !== ran) {
      if (ran !== 0 && isReady(k, ran)) lineUp(k, ran);
      switchTo(k, chosen);
    }
    if (chosen === 0) return;
    if (k.memory.read(chosen, Tcb.state) === State.copying) chosen = goOn(k, chosen);
    else if (k.memory.read(chosen, Tcb.fault) === Fault.none) return;
    else chosen = retry(k, chosen);
  }
  throw new CorruptKernelMemory('more threads retry an access than exist');
};

/**
 * Makes a thread the running one, or the machine idle. Another space means a load of CR3 and an empty TLB; threads of
 * one space share both (L.42, L.54).
 */
export const switchTo = (k: Nucleus, tcb: TcbAddress): void => {
  k.memory.write(k.layout.variables, Variable.current, tcb);
  if (tcb === 0) return;
  const directory = directoryOf(k, taskOfThread(k, tcb));
  if (directory !== k.machine.cr3) loadSpace(k, directory);
};

/**
 * `thread_switch`: to a thread that is ready, on the rest of the caller's slice; else to who has been ready for longest,
 * the caller being last (F:3.5).
 *
 * @refines schedule/yield-to, schedule/yield
 */
export const threadSwitch = (k: Nucleus, caller: TcbAddress, { to }: ThreadSwitch): TcbAddress => {
  const tcb = threadNamed(k, idOf(k, to));
  if (tcb !== 0 && isReady(k, tcb)) return tcb;
  lineUp(k, caller);
  return pick(k);
};

/**
 * `thread_schedule` (F:3.5): sets priority and slice of a thread that is not above the maximum of the caller's task, nor
 * would be, and tells what they were.
 *
 * @refines scheduling/set, scheduling/refuse
 */
export const threadSchedule = (k: Nucleus, caller: TcbAddress, { of, priority, sliceMs }: ThreadSchedule): void => {
  const { memory } = k;
  const tcb = threadNamed(k, idOf(k, of));
  const mcp = mcpOf(k, taskOfThread(k, caller));
  if (tcb === 0 || memory.read(tcb, Tcb.priority) > mcp || (priority ?? 0) > mcp) {
    refuseSchedule(k, caller);
    return;
  }
  leaveSchedule(k, caller, tcb);
  if (priority !== undefined) setPriority(k, tcb, priority);
  if (sliceMs === undefined) return;
  memory.write(tcb, Tcb.slice, sliceWord(sliceMs));
  if (tcb === caller) beginSlice(k, tcb);
};
