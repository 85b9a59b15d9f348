import { forgetMet, makeReady, received, withMet, withSlice, withTask } from '../change.js';
import { transferCut } from '../ipc/transfer.js';
import { attachRefused, released } from '../interrupts/receive.js';
import { next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { canRun, metSomebody, partners } from '../scheduling/dispatch.js';
import { eitherSlice } from '../scheduling/slice.js';
import { NO_TASK, threadOf } from '../state.js';
import type { State, Tid } from '../state.js';
import { placesOf, threadsOf } from '../tasks/delete.js';
import { abort, cancel, exchange } from '../tasks/lthread-ex-regs.js';
import { facts } from '../vocabulary/index.js';

// IPC, tasks, interrupts and scheduling as dialects have them.

export const cutTellsReceiver = rule({
  name: 'ipc/transfer-cut-unnoticed',
  profile: 'ipc',
  source: [facts('A14')],
  says: 'A receiver without a window takes no items: the message is cut, the receiver is told, and the sender goes on as if all had been taken.',
  formula: tex`\text{items} \ne () \land \text{window} = \varnothing \Rightarrow q : \text{messageCut}, \; \text{sent}(p)`,
  on: 'transfer',
  when: (s, w) => transferCut.when(s, w),
  then: (s, { from, to, message, then }) => {
    const told = makeReady(s, to, received('messageCut', from, message.words));
    return next(withMet(told, to, from), { do: 'sent', from, to, then });
  },
});

export const attachLoses = rule({
  name: 'interrupts/attach-loses',
  profile: 'interrupts',
  source: [facts('A25'), facts('B7')],
  says: 'A line that another thread has, or that the machine does not have, is refused, and the thread loses the line that it had.',
  formula: tex`\text{owner}(n) = q \ne p \Rightarrow \text{nonExistent}, \; \forall\, m : \text{owner}(m) = p \Rightarrow \text{owner}(m) := \varnothing`,
  on: 'receive',
  when: (s, w) => attachRefused.when(s, w),
  then: (s, { thread }) => next(released(s, thread), { do: 'fail', thread, phase: 'receive', cause: 'nonExistent' }),
});

export const deleteAlone = rule({
  name: 'tasks/delete-alone',
  profile: 'tasks',
  source: [facts('A29')],
  says: 'With a task go its threads, and its pages with everything derived from them; the tasks that it made stay, and whoever has its number next is their chief.',
  formula: tex`\text{delete}(j) \to \sigma_j := \varnothing, \; T_j := \varnothing`,
  on: 'delete',
  when: () => true,
  then: (s, { task }) =>
    next(
      withTask(s, task, NO_TASK, 0),
      ...threadsOf(s, task).map((thread): Work => ({ do: 'kill', thread })),
      ...placesOf(s, task).map((place): Work => ({ do: 'demap', place, own: true, readOnly: false })),
    ),
});

export const cancelWithIp = rule({
  name: 'tasks/cancel-with-ip',
  profile: 'tasks',
  source: [facts('3.5'), facts('A24')],
  says: 'An exchange with a new instruction pointer cancels the IPC in which the thread waits.',
  formula: tex`q : \text{waiting} \land x \ne \bot \Rightarrow q : \text{cancelled}`,
  on: 'lthread_ex_regs',
  when: (s, w) => (w.ip === undefined ? false : cancel.when(s, w)),
  then: (s, w, t) => cancel.then(s, w, t),
});

export const exchangeWaiting = rule({
  name: 'tasks/exchange-waiting',
  profile: 'tasks',
  source: [facts('3.5'), facts('A24')],
  says: 'An exchange without a new instruction pointer leaves a thread waiting, or in its transfer.',
  formula: tex`q : \text{waiting} \land x = \bot \Rightarrow q : \text{waiting}`,
  on: 'lthread_ex_regs',
  when: (s, w) => (w.ip === undefined ? cancel.when(s, w) || abort.when(s, w) : false),
  then: (s, w, t) => exchange(s, w, t),
});

const switchesTo = (s: State, thread: Tid): Next =>
  next(withSlice(forgetMet(s), eitherSlice(s, threadOf(s, thread))), { do: 'resume', thread });
const runsOn = (s: State, thread: Tid): Next => next(forgetMet(s), { do: 'resume', thread });
const priorityOf = (s: State, id: Tid): number => threadOf(s, id).share.priority;

export const partnerByPriority = rule({
  name: 'schedule/partner-by-priority',
  profile: 'ipc',
  source: [facts('A15')],
  says: 'After a rendez-vous the processor goes to a partner whose priority is not below that of the thread that ran, unless that is no longer ready.',
  formula: tex`\text{transfer}(p, q) \land \text{prio}(q) \ge \text{prio}(p) \Rightarrow \text{running} := q`,
  on: 'dispatch',
  when: (s) => metSomebody(s),
  then: (s, { ran }) => {
    if (!canRun(s, ran)) return partners(s).map((thread) => switchesTo(s, thread));
    const able = partners(s).filter((id) => priorityOf(s, id) >= priorityOf(s, ran));
    return able.length === 0 ? runsOn(s, ran) : able.map((thread) => switchesTo(s, thread));
  },
});

export const partnerOrSender = rule({
  name: 'schedule/partner-or-sender',
  profile: 'ipc',
  source: [facts('A15')],
  says: 'After a rendez-vous a partner runs, or the thread that ran, if it is still ready.',
  formula: tex`\text{transfer}(p, q) \Rightarrow \text{running} := q \mid p`,
  on: 'dispatch',
  when: (s) => metSomebody(s),
  then: (s, { ran }) => [
    ...partners(s).map((thread) => switchesTo(s, thread)),
    ...(canRun(s, ran) && !partners(s).includes(ran) ? [runsOn(s, ran)] : []),
  ],
});
