import { traps } from './faults/exception.js';
import { interrupts } from './interrupts/interrupt.js';
import { slices } from './scheduling/slice.js';
import { threadSchedules } from './scheduling/thread-schedule.js';
import { bereavements, deletions, kills } from './tasks/delete.js';
import { expiries, firings } from './timeouts/expire.js';
import { alarms, ticks } from './timeouts/tick.js';
import { loads, stores } from './faults/access.js';
import { faults } from './faults/fault.js';
import { calls } from './ipc/call.js';
import { deliveries, failures, sentEnds } from './ipc/end.js';
import { receives } from './ipc/receive.js';
import { sends } from './ipc/send.js';
import { transfers } from './ipc/transfer.js';
import { copies } from './strings/copy.js';
import { durings, sliceEnds } from './strings/during.js';
import type { Kind, Rule, Rules } from './rule.js';
import { dispatches, ignores, picks } from './scheduling/dispatch.js';
import { resumptions } from './scheduling/resume.js';
import { threadSwitches } from './scheduling/thread-switch.js';
import { demaps, unmaps } from './spaces/demap.js';
import { items } from './spaces/items.js';
import { links } from './spaces/link.js';
import { pages } from './spaces/pages.js';
import { nearests } from './tasks/id-nearest.js';
import { exchanges, redirections } from './tasks/lthread-ex-regs.js';
import { taskNews } from './tasks/task-new.js';

/** The table of families: what L4 is, in this version of the specification. */
export const reference: Rules = {
  ipc: calls,
  send: sends,
  receive: receives,
  transfer: transfers,
  copy: copies,
  deliver: deliveries,
  sent: sentEnds,
  fail: failures,
  item: items,
  page: pages,
  link: links,
  fpage_unmap: unmaps,
  demap: demaps,
  load: loads,
  store: stores,
  fault: faults,
  trap: traps,
  id_nearest: nearests,
  task_new: taskNews,
  lthread_ex_regs: exchanges,
  redirect: redirections,
  delete: deletions,
  kill: kills,
  bereave: bereavements,
  thread_switch: threadSwitches,
  thread_schedule: threadSchedules,
  tick: ticks,
  expire: expiries,
  fire: firings,
  alarm: alarms,
  slice: slices,
  interrupt: interrupts,
  during: durings,
  slice_end: sliceEnds,
  dispatch: dispatches,
  pick: picks,
  resume: resumptions,
  ignored: ignores,
};

/** Every rule of a table, in the order of its families. */
export const rulesOf = (table: Rules): readonly Rule[] =>
  (Object.keys(table) as Kind[]).flatMap((kind) => table[kind] as readonly unknown[] as readonly Rule[]);

/** The table with another family in one place: how a dialect, a mutant or a door departs from the reference. */
export const withFamily = <K extends Kind>(rules: Rules, kind: K, family: Rules[K]): Rules =>
  Object.fromEntries(
    Object.entries(rules).map(([key, kept]) => [key, key === kind ? family : kept]),
  ) as unknown as Rules;
