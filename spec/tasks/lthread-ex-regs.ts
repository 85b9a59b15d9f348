import { endTransfer, makeReady, makeThread, registersOf, shareOf, withFault, withRegisters } from '../change.js';
import { servantNumberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { findThread, threadOf } from '../state.js';
import type { Registers, State, Thread, Tid } from '../state.js';
import { splitting } from '../timeouts/split.js';
import { facts, lecture } from '../vocabulary/index.js';

type Call = Work<'lthread_ex_regs'>;
const slotIn = (s: State, { thread, lthread }: Call): number => threadOf(s, thread).task * s.world.lthreads + lthread;
/** The thread whose registers are exchanged, or -1. */
const victimId = (s: State, w: Call): Tid => s.threads[slotIn(s, w)]?.id ?? -1;
/** What is given, beside what was there. */
const exchanged = (s: State, { ip, pager, handler }: Call, old: Registers): Registers =>
  registersOf(
    ip ?? old.ip,
    pager === undefined ? old.pager : servantNumberOf(s, pager),
    handler === undefined ? old.handler : servantNumberOf(s, handler),
  );

export const createThread = rule({
  name: 'tasks/create-thread',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: "Where no thread is, the task gains one: another owner of the same space, with its creator's pager and handler unless others are given, and its creator's share of the processor.",
  formula: tex`\theta_k(\sigma_i) : \text{ready}`,
  on: 'lthread_ex_regs',
  when: (s, w) => s.threads[slotIn(s, w)] === null,
  then: (s, w) => {
    const { registers, share } = threadOf(s, w.thread);
    const start = exchanged(s, w, registersOf(0, registers.pager, registers.handler));
    const born = makeThread(s, slotIn(s, w), start, shareOf(share.priority, share.sliceMs));
    return next(makeReady(born, w.thread, { is: 'lthread_ex_regs', old: null }), { do: 'dispatch', ran: w.thread });
  },
});

const victim = (s: State, w: Call): Thread | false => findThread(s, victimId(s, w)) ?? false;
/** In which phase it waits, before a transfer. */
const waits = ({ phase, transfer }: Thread): 'send' | 'receive' | false => {
  if (transfer !== null) return false;
  return phase.is === 'sending' ? 'send' : phase.is === 'receiving' ? 'receive' : false;
};

/** The caller is told the old registers, the victim has the new ones, and then whatever follows from them is done. */
export const exchange = (s: State, w: Call, t: Thread, ...work: Work[]) => {
  const set = withRegisters(s, t.id, exchanged(s, w, t.registers));
  const redirected: Work[] = w.ip === undefined ? [] : [{ do: 'redirect', thread: t.id }];
  return next(makeReadyCaller(set, w.thread, t), ...work, ...redirected, { do: 'dispatch', ran: w.thread });
};
const makeReadyCaller = (s: State, caller: Tid, { registers }: Thread): State =>
  makeReady(s, caller, { is: 'lthread_ex_regs', old: registers });

export const exchangeRegisters = rule({
  name: 'tasks/exchange',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'Of a thread that does not wait the registers that are given take the place of what it had; a halted thread is ready again.',
  formula: tex`\text{regs}(q) := (x, p, r) \mathbin{?} \text{regs}(q)`,
  on: 'lthread_ex_regs',
  when: (s, w) => {
    const t = victim(s, w);
    return t !== false && waits(t) === false && t.transfer === null ? t : false;
  },
  then: (s, w, t) => (t.phase.is === 'halted' ? exchange(retried(s, t), w, t) : exchange(s, w, t)),
});

export const cancel = rule({
  name: 'tasks/cancel',
  profile: 'tasks',
  source: [facts('3.5'), facts('A24')],
  says: 'An exchange cancels the IPC in which the thread waits, before anything was transferred: unless it is redirected it is told so in the phase in which it waited, or, if it waited because of a fault, goes on: an access is tried again.',
  formula: tex`q : \text{waiting} \Rightarrow q : \text{cancelled}`,
  on: 'lthread_ex_regs',
  when: (s, w) => {
    const t = victim(s, w);
    return t !== false && waits(t) !== false ? t : false;
  },
  then: (s, w, t) => {
    const phase = t.phase.is === 'sending' ? 'send' : 'receive';
    // The wait of a fault ends without a word: the access is tried again.
    const ends: Work[] = t.fault === null ? [{ do: 'fail', thread: t.id, phase, cause: 'cancelled' }] : [];
    return exchange(t.fault === null ? s : retried(s, t), w, t, ...ends);
  },
});

export const abort = rule({
  name: 'strings/abort',
  profile: 'strings',
  source: [facts('3.2'), facts('3.5'), facts('B5')],
  says: 'An exchange aborts the transfer that the thread is in the middle of, also while one side waits for a page: its partner is told so, and itself unless it is redirected; what was copied stays.',
  formula: tex`q : \text{transferring}(r) \Rightarrow q, r : \text{aborted}`,
  on: 'lthread_ex_regs',
  when: (s, w) => {
    const t = victim(s, w);
    return t !== false && t.transfer !== null ? t : false;
  },
  then: (s, w, t) => exchange(endTransfer(s, t.id, 'aborted'), w, t),
});
/** Its fault is over: an access is tried again, an exception was told or is forgotten. */
const retried = (s: State, { id, fault }: Thread): State =>
  makeReady(fault?.is === 'trap' ? withFault(s, id, null) : s, id, null);

export const redirect = rule({
  name: 'tasks/redirect',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'A thread with a new instruction pointer is ready there: it forgets an access that faulted, and the result of its last instruction.',
  formula: tex`\text{ip}(q) := x \Rightarrow q : \text{ready}, \; \text{pending}(q) := \varnothing`,
  on: 'redirect',
  when: (s, { thread }) => thread !== s.running,
  then: (s, { thread }) => next(makeReady(withFault(s, thread, null), thread, null)),
});

export const redirectSelf = rule({
  name: 'tasks/redirect-self',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'A thread that gives itself a new instruction pointer goes on there, and is told its old registers.',
  formula: tex`\text{ip}(p) := x`,
  on: 'redirect',
  when: (s, { thread }) => thread === s.running,
  then: (s) => next(s),
});

export const exchanges = splitting(
  'timeouts/undecided-victim',
  'Whether the timeout of a thread has fired decides whether an exchange of its registers cancels its IPC.',
  (w, s) => victimId(s, w),
  family(createThread, exchangeRegisters, cancel, abort),
);
export const redirections = family(redirect, redirectSelf);
