import type { IdNearest, TaskNew } from '../../spec/vocabulary/index.js';
import { CannotDo } from '../../spec/vocabulary/index.js';
import { deleteTask } from './delete.js';
import { takeFrame } from './frame-table.js';
import { idOf, servantId } from './names.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { enterKernelHalf } from './page-table.js';
import { Pending, leave } from './pending.js';
import { lineUp } from './ready.js';
import { TaskRecord, chiefOf, directoryOf, mcpOf, taskRecord } from './task-table.js';
import { State, Tcb, slotOf, taskOfThread, threadNamed, threadsOfTask } from './tcb.js';
import { LAST_VERSION, NOBODY, idWord, type IdWord } from './thread-id.js';

/** A task of its own: a directory with the kernel half and nothing else, a chief, and a maximum controlled priority. */
export const makeTask = (k: Nucleus, task: number, chief: number, mcp: number): void => {
  const directory = takeFrame(k, 'directory');
  enterKernelHalf(k, directory);
  k.memory.write(taskRecord(k, task), TaskRecord.directory, directory);
  setOwner(k, task, chief, mcp);
};

const setOwner = (k: Nucleus, task: number, chief: number, mcp: number): void => {
  k.memory.write(taskRecord(k, task), TaskRecord.chief, chief);
  k.memory.write(taskRecord(k, task), TaskRecord.mcp, mcp);
};

/** What a thread begins with. */
export interface Start {
  readonly ip: number;
  readonly pager: IdWord;
  readonly handler: IdWord;
  readonly priority: number;
  readonly slice: number;
}

/** A thread in a slot where none is. All other fields of its TCB are 0: no pending result, no fault, in no list. */
export const makeThread = (k: Nucleus, task: number, lthread: number, start: Start): TcbAddress => {
  const tcb = slotOf(k, idWord(task, lthread));
  const births = k.memory.read(tcb, Tcb.births) + 1;
  if (births > LAST_VERSION) throw new CannotDo(`make more than ${LAST_VERSION} threads in one slot`);
  k.memory.write(tcb, Tcb.births, births);
  k.memory.write(tcb, Tcb.myself, idWord(task, lthread, births));
  k.memory.write(tcb, Tcb.state, State.ready);
  k.memory.write(tcb, Tcb.ip, start.ip);
  k.memory.write(tcb, Tcb.pager, start.pager);
  k.memory.write(tcb, Tcb.handler, start.handler);
  k.memory.write(tcb, Tcb.priority, start.priority);
  k.memory.write(tcb, Tcb.slice, start.slice);
  return tcb;
};

/**
 * `task_new` (L.72, F:3.5): a number that is free, or a task of the caller's, which is deleted if it is active, becomes
 * a task of the caller's: active with a pager, inactive without.
 *
 * @refines tasks/create, tasks/reserve, tasks/delete-first, tasks/refuse
 */
export const taskNew = (k: Nucleus, caller: TcbAddress, { task, pager, ip, mcp }: TaskNew): void => {
  const chief = taskOfThread(k, caller);
  if (task >= k.config.tasks || (directoryOf(k, task) !== 0 && chiefOf(k, task) !== chief)) {
    leave(k, caller, Pending.made, NOBODY);
    return;
  }
  if (threadsOfTask(k, task).length > 0) deleteTask(k, task);
  const most = Math.min(mcp ?? mcpOf(k, chief), mcpOf(k, chief));
  if (directoryOf(k, task) === 0) makeTask(k, task, chief, most);
  else setOwner(k, task, chief, most);
  leave(k, caller, Pending.made, pager === 'nobody' ? NOBODY : makeOwner(k, caller, task, servantId(k, pager), ip));
};

/** The first thread of a task: its pager handles its exceptions too; its share is the creator's, as far as it may be. */
const makeOwner = (k: Nucleus, caller: TcbAddress, task: number, pager: IdWord, ip: number): IdWord => {
  const priority = Math.min(k.memory.read(caller, Tcb.priority), mcpOf(k, task));
  const slice = k.memory.read(caller, Tcb.slice);
  const tcb = makeThread(k, task, 0, { ip, pager, handler: pager, priority, slice });
  lineUp(k, tcb);
  return k.memory.read(tcb, Tcb.myself);
};

/**
 * `id_nearest`: there are no clans, so nearest to a thread is the thread itself; to nobody, the caller.
 *
 * @refines tasks/nearest-self, tasks/nearest, tasks/nearest-nobody
 */
export const idNearest = (k: Nucleus, caller: TcbAddress, { of }: IdNearest): void => {
  const nearest = of === 'nobody' ? caller : threadNamed(k, idOf(k, of));
  leave(k, caller, Pending.nearest, nearest === 0 ? NOBODY : k.memory.read(nearest, Tcb.myself));
};
