import type { IdNearest, LthreadExRegs, TaskNew, ThreadId } from '../../spec/vocabulary/index.js';
import { takeFrame } from './frame-table.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { enterKernelHalf } from './page-table.js';
import { Pending, leave } from './pending.js';
import { lineUp } from './ready.js';
import { TaskRecord, chiefOf, directoryOf, taskRecord } from './task-table.js';
import { State, Tcb, slotOf, taskOfThread, threadNamed } from './tcb.js';
import { NOBODY, canExist, encodeId, idWord, type IdWord } from './thread-id.js';

/** A task of its own: a directory with the kernel half and nothing else, and a chief. */
export const makeTask = (k: Nucleus, task: number, chief: number): void => {
  const directory = takeFrame(k, 'directory');
  enterKernelHalf(k, directory);
  k.memory.write(taskRecord(k, task), TaskRecord.directory, directory);
  k.memory.write(taskRecord(k, task), TaskRecord.chief, chief);
};

/** A thread in a slot where none was. All other fields of its TCB are 0: no pending result, no fault, in no ring. */
export const makeThread = (k: Nucleus, id: IdWord, pager: IdWord, ip: number): TcbAddress => {
  const tcb = slotOf(k, id);
  k.memory.write(tcb, Tcb.myself, id);
  k.memory.write(tcb, Tcb.state, State.ready);
  k.memory.write(tcb, Tcb.pager, pager);
  k.memory.write(tcb, Tcb.ip, ip);
  return tcb;
};

/** A pager that may yet come is kept by its id and looked up at each fault; one that cannot is nobody. */
const pagerWord = ({ config }: Nucleus, pager: ThreadId | 'nobody'): IdWord => {
  const id = encodeId(pager);
  return canExist(id, config.tasks, config.lthreads) ? id : NOBODY;
};

/**
 * `task_new` (L.72, F:3.5): a number that is free, or an inactive task of the caller's, becomes a task of the caller's:
 * active with a pager, inactive without. Deletion comes later: an active task stays as it is.
 */
export const taskNew = (k: Nucleus, caller: TcbAddress, { task, pager, ip }: TaskNew): void => {
  const chief = taskOfThread(k, caller);
  const first = idWord(task, 0);
  const exists = task >= k.config.tasks || directoryOf(k, task) !== 0;
  if (exists && (task >= k.config.tasks || chiefOf(k, task) !== chief || threadNamed(k, first) !== 0)) {
    leave(k, caller, Pending.made, NOBODY);
    return;
  }
  if (!exists) makeTask(k, task, chief);
  if (pager !== 'nobody') lineUp(k, makeThread(k, first, pagerWord(k, pager), ip));
  leave(k, caller, Pending.made, pager === 'nobody' ? NOBODY : first);
};

/**
 * `lthread_ex_regs`: makes a thread of the caller's task, with the caller's pager unless another is given (F:3.5). Of a
 * thread that is there nothing is exchanged yet.
 */
export const lthreadExRegs = (k: Nucleus, caller: TcbAddress, { lthread, ip, pager }: LthreadExRegs): void => {
  const id = idWord(taskOfThread(k, caller), lthread);
  if (lthread < k.config.lthreads && threadNamed(k, id) === 0) {
    const given = pager === undefined ? k.memory.read(caller, Tcb.pager) : pagerWord(k, pager);
    lineUp(k, makeThread(k, id, given, ip ?? 0));
  }
  leave(k, caller, Pending.created, NOBODY);
};

/** `id_nearest`: there are no clans, so nearest to a thread is the thread itself; to nobody, the caller. */
export const idNearest = (k: Nucleus, caller: TcbAddress, { of }: IdNearest): void => {
  const nearest = of === 'nobody' ? caller : threadNamed(k, encodeId(of));
  leave(k, caller, Pending.nearest, nearest === 0 ? NOBODY : k.memory.read(nearest, Tcb.myself));
};
