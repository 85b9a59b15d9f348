/** The end of a task: the tasks that it made, its threads, and its pages with everything derived from them (F:3.5). */
import { PAGE_BYTES } from '../../spec/vocabulary/index.js';
import { demap } from './demap.js';
import { freeFrame } from './frame-table.js';
import { detach } from './lines.js';
import { endSide, partnerIn } from './long-ipc/ends.js';
import { nodeOf } from './mapping-database.js';
import type { Nucleus, TcbAddress } from './nucleus.js';
import { tableOf } from './page-table.js';
import { end, withdraw } from './phases.js';
import { stepOut } from './ready.js';
import { sendersOf } from './send-queue.js';
import { TaskRecord, chiefOf, directoryOf, taskRecord } from './task-table.js';
import { State, TCB_WORDS, Tcb, allThreads, threadsOfTask } from './tcb.js';
import { wakeupsOf } from './wakeups.js';

/**
 * Deletes a task and its clan. The caller is never among them: it is the chief, and no task is its own chief's chief.
 * Where the clan is kept (F:A29), whoever has the number next is its chief.
 *
 * @refines tasks/delete
 */
export const deleteTask = (k: Nucleus, task: number): void => {
  const doomed = [task];
  for (const chief of k.dialect.clanOfDeleted === 'kept' ? [] : doomed)
    for (let made = 0; made < k.config.tasks; made++)
      if (directoryOf(k, made) !== 0 && chiefOf(k, made) === chief) doomed.push(made);
  for (const each of doomed) {
    for (const tcb of threadsOfTask(k, each)) killThread(k, tcb);
    deleteSpace(k, each);
  }
};

/**
 * A thread leaves every queue and its line; whoever waits for it is told that there is no such thread, in the phase in
 * which it waits. Its slot remembers how many threads there were.
 *
 * @refines tasks/kill, strings/partner-deleted
 */
const killThread = (k: Nucleus, tcb: TcbAddress): void => {
  const { memory } = k;
  detach(k, tcb);
  const partner = partnerIn(k, tcb);
  if (partner !== 0) endSide(k, partner, 'aborted');
  withdraw(k, tcb);
  stepOut(k, tcb);
  wakeupsOf(k).remove(k, tcb);
  const births = memory.read(tcb, Tcb.births);
  const id = memory.read(tcb, Tcb.myself);
  bereave(k, tcb, id);
  for (let field = 0; field < TCB_WORDS; field++) memory.write(tcb, field, 0);
  memory.write(tcb, Tcb.births, births);
};

/**
 * @refines tasks/bereave, tasks/no-more-waiting
 */
const bereave = (k: Nucleus, gone: TcbAddress, id: number): void => {
  const { memory } = k;
  for (let sender = memory.read(sendersOf(gone)); sender !== 0; sender = memory.read(sendersOf(gone)))
    end(k, sender, withdraw(k, sender), 'nonExistent');
  for (const tcb of allThreads(k))
    if (tcb !== gone && memory.read(tcb, Tcb.state) === State.waiting && memory.read(tcb, Tcb.partner) === id)
      end(k, tcb, 'receive', 'nonExistent');
};

/** The pages of a space become nil, with everything derived from them, and its frames are free. */
const deleteSpace = (k: Nucleus, task: number): void => {
  for (let page = 0; page < k.config.pages; page++) {
    const node = nodeOf(k, task, page);
    if (node !== 0) demap(k, node, true);
  }
  const table = tableOf(k, task);
  if (table !== 0) freeFrame(k, table / PAGE_BYTES);
  freeFrame(k, directoryOf(k, task) / PAGE_BYTES);
  k.memory.write(taskRecord(k, task), TaskRecord.directory, 0);
};
