import { facts, lecture } from '../../vocabulary/index.js';
import type { Result, Stimulus } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { birthsAt } from './births.js';
import {
  callerOf,
  findIn,
  isAlike,
  isSame,
  isWaiting,
  namedIn,
  ownResult,
  systemProperty,
  isCopyFree,
} from './property.js';
import type { Survivor, SystemStep, WholeThread } from './property.js';
import { isDecided } from './waits.js';

// lthread_ex_regs: a thread is made, or its registers are exchanged and its IPC ends. And the ids of threads.

type Exchange = Extract<Stimulus, { do: 'lthread_ex_regs' }>;
type Old = Extract<Result, { call: 'lthread_ex_regs' }>['old'];
interface Exchanged {
  readonly asked: Exchange;
  readonly old: Old;
  readonly victim: Survivor | undefined;
}
const exchangeIn = (step: SystemStep): Exchanged | undefined => {
  const { before, stimulus, survivors } = step;
  const result = ownResult(step);
  if (stimulus.do !== 'lthread_ex_regs' || result?.call !== 'lthread_ex_regs' || before.running === 'idle')
    return undefined;
  const slot = [before.running[0], stimulus.lthread] as const;
  return { asked: stimulus, old: result.old, victim: survivors.find(({ was }) => isSame(was.thread, slot)) };
};
/** The exchange of the registers of a thread that was there. */
const victimIn = (step: SystemStep): Survivor | undefined => exchangeIn(step)?.victim;

export const tellsOldRegisters = systemProperty({
  name: 'registers/tells-the-old',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'lthread_ex_regs tells what the registers of the thread were, or that there was none.',
  formula: tex`e = \text{lthread\_ex\_regs}(q) \land \text{result} \ne \varnothing \Rightarrow (q \in T \Rightarrow \text{result} = \text{regs}(q)) \land (q \notin T \Rightarrow \text{result} = \text{created})`,
  when: (step) => exchangeIn(step) !== undefined,
  holds: (step) => {
    const { old, victim } = exchangeIn(step) ?? {};
    if (victim === undefined) return old === 'created';
    return (
      old !== 'created' &&
      old?.ip === victim.was.ip &&
      isAlike(old.pager, victim.was.pager) &&
      isAlike(old.handler, victim.was.handler)
    );
  },
});

type Servant = WholeThread['pager'];
/** The pager or handler is the one that is asked for, if that is a thread; where none is, it is the old one. */
const isSet = ({ after }: SystemStep, asked: Exchange['pager'], old: Servant, now: Servant): boolean => {
  if (asked === undefined) return isAlike(old, now);
  if (asked === 'nobody') return now === 'nobody';
  const named = namedIn(after, asked);
  return named === undefined || isSame(now, named.thread);
};

export const setsNewRegisters = systemProperty({
  name: 'registers/sets-the-new',
  profile: 'tasks',
  source: [facts('3.5')],
  says: 'What lthread_ex_regs is given takes the place of what was there; what it is not given stays.',
  stays:
    'It speaks of threads that are there, and `registers/born-ready` of those that are made: an edit of what both are given breaks both.',
  formula: tex`e = \text{lthread\_ex\_regs}(q, x, p, r) \land \text{result} \ne \varnothing \land q \in T \Rightarrow \text{regs}'(q) \simeq (x, p, r) \mathbin{?} \text{regs}(q)`,
  when: (step) => victimIn(step) !== undefined,
  holds: (step) => {
    const { asked, victim } = exchangeIn(step) ?? {};
    if (asked === undefined || victim === undefined) return false;
    const { was, is } = victim;
    return (
      is.ip === (asked.ip ?? was.ip) &&
      isSet(step, asked.pager, was.pager, is.pager) &&
      isSet(step, asked.handler, was.handler, is.handler)
    );
  },
});

export const registersStay = systemProperty({
  name: 'registers/stay',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A thread keeps its instruction pointer, its pager and its handler until its own task exchanges them.',
  formula: tex`\lnot\, q : \text{exchanged} \Rightarrow \text{regs}'(q) \doteq \text{regs}(q)`,
  when: () => true,
  holds: (step) =>
    step.survivors.every(({ was, is }) => {
      if (
        step.stimulus.do === 'lthread_ex_regs' &&
        callerOf(step)?.thread[0] === is.thread[0] &&
        is.thread[1] === step.stimulus.lthread
      )
        return true;
      // The name of a pager that is gone is another, that of one that is to come may be too.
      const keeps = (a: typeof was.pager, b: typeof was.pager): boolean =>
        a === 'nobody' || b === 'nobody' ? a === b : a[0] === b[0] && a[1] === b[1];
      return was.ip === is.ip && keeps(was.pager, is.pager) && keeps(was.handler, is.handler);
    }),
});

export const exchangeCancels = systemProperty({
  name: 'registers/exchange-cancels',
  profile: 'tasks',
  source: [facts('3.5'), facts('A24')],
  says: 'An exchange of registers ends the IPC in which the thread waits: without a new instruction pointer it is told that it was cancelled, in the phase in which it waited.',
  where: { exRegsCancels: ['always'] },
  formula: tex`e = \text{lthread\_ex\_regs}(q, x) \land \text{result} \ne \varnothing \land q : \text{waiting} \land \text{fault}(q) = \varnothing \land \tau_q = \infty \Rightarrow q : \text{ready}' \land (x = \bot \Rightarrow q \Downarrow \varphi_q, \text{cancelled})`,
  when: (step) => {
    const victim = victimIn(step);
    return (
      victim !== undefined &&
      isWaiting(victim.was) &&
      victim.was.fault === null &&
      isDecided(step.before.waits, victim.was.thread)
    );
  },
  holds: (step) => {
    const { asked, victim } = exchangeIn(step) ?? {};
    if (victim?.is.phase.is !== 'ready') return false;
    if (asked?.ip !== undefined) return true;
    const told = step.newResults.find(({ thread }) => isSame(thread, victim.is.thread))?.result;
    return told?.cause === 'cancelled' && told.phase === (victim.was.phase.is === 'sending' ? 'send' : 'receive');
  },
});

export const exchangeFreesTheHalted = systemProperty({
  name: 'registers/exchange-frees-the-halted',
  profile: 'tasks',
  source: [facts('3.5'), facts('3.7')],
  says: 'A halted thread whose registers are exchanged may run again.',
  formula: tex`e = \text{lthread\_ex\_regs}(q) \land \text{result} \ne \varnothing \land q : \text{halted} \Rightarrow q : \text{ready}'`,
  when: (step) => victimIn(step)?.was.phase.is === 'halted',
  holds: (step) => victimIn(step)?.is.phase.is === 'ready',
});

export const cancelledByExchange = systemProperty({
  name: 'registers/cancelled-by-exchange-alone',
  profile: 'tasks',
  source: [facts('3.2'), facts('3.5')],
  says: 'Nobody is told that its IPC was cancelled but a thread whose registers were exchanged while it waited.',
  formula: tex`p \Downarrow \text{cancelled} \Rightarrow p : \text{exchanged} \land p : \text{waiting}`,
  when: ({ newResults }) => newResults.some(({ result }) => result.cause === 'cancelled'),
  holds: (step) =>
    step.newResults.every(({ thread, result }) => {
      const victim = victimIn(step);
      return (
        result.cause !== 'cancelled' ||
        (victim !== undefined && isSame(victim.was.thread, thread) && isWaiting(victim.was))
      );
    }),
});

export const newPointerForgets = systemProperty({
  name: 'registers/new-pointer-forgets',
  profile: 'tasks',
  source: [facts('3.5'), facts('6.2')],
  says: 'A thread with a new instruction pointer is ready there: it has no access to try again, and no result of what it did before.',
  formula: tex`e = \text{lthread\_ex\_regs}(q, x) \land \text{result} \ne \varnothing \land q \in T \setminus \{c\} \land x \ne \bot \Rightarrow q : \text{ready}' \land \text{pending}'(q) = \text{fault}'(q) = \varnothing`,
  when: (step) => {
    const { asked, victim } = exchangeIn(step) ?? {};
    return asked?.ip !== undefined && victim !== undefined && !isSame(victim.was.thread, step.before.running);
  },
  holds: (step) => {
    const is = victimIn(step)?.is;
    return is?.phase.is === 'ready' && is.pending === null && is.fault === null;
  },
});

export const ownTaskOnly = systemProperty({
  name: 'registers/own-task-only',
  profile: 'tasks',
  source: [lecture(72), facts('3.5')],
  says: 'lthread_ex_regs changes no thread but the one it names, of the task of its caller.',
  formula: tex`e : \text{lthread\_ex\_regs} \land \text{copy-free} \land \lnot\, q : \text{exchanged} \Rightarrow \text{phase}'(q) = \text{phase}(q) \land \text{fault}'(q) = \text{fault}(q)`,
  when: (step) => {
    const { stimulus, before } = step;
    return isCopyFree(step) && stimulus.do === 'lthread_ex_regs' && before.running !== 'idle';
  },
  holds: (step) =>
    step.survivors.every(
      ({ was, is }) =>
        (is.thread[0] === callerOf(step)?.thread[0] &&
          step.stimulus.do === 'lthread_ex_regs' &&
          is.thread[1] === step.stimulus.lthread) ||
        (was.phase.is === is.phase.is && isAlike(was.fault, is.fault)),
    ),
});

export const bornReady = systemProperty({
  name: 'registers/born-ready',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: "A thread that lthread_ex_regs makes is ready, with the registers that are given, and its creator's pager and handler where none are.",
  formula: tex`e = \text{lthread\_ex\_regs}(q, x, p, r) \land \text{result} = \text{created} \Rightarrow q : \text{ready}' \land \text{pending}'(q) = \text{fault}'(q) = \varnothing \land \text{ip}'(q) = x \mathbin{?} 0 \land \text{pager}'(q) \simeq p \mathbin{?} \text{pager}(c) \land \text{handler}'(q) \simeq r \mathbin{?} \text{handler}(c)`,
  when: (step) => exchangeIn(step)?.old === 'created',
  holds: (step) => {
    const { asked } = exchangeIn(step) ?? {};
    const caller = callerOf(step);
    const t = asked && caller && findIn(step.after, [caller.thread[0], asked.lthread]);
    if (asked === undefined || caller === undefined) return false;
    if (t?.phase.is !== 'ready' || t.pending !== null || t.fault !== null) return false;
    return (
      t.ip === (asked.ip ?? 0) &&
      isSet(step, asked.pager, caller.pager, t.pager) &&
      isSet(step, asked.handler, caller.handler, t.handler)
    );
  },
});

export const madeByCallsAlone = systemProperty({
  name: 'registers/threads-come-by-two-calls-alone',
  profile: 'ipc',
  source: [lecture(72), facts('3.5')],
  says: 'A thread comes into being by task_new or by lthread_ex_regs, one at a time.',
  stays:
    'The rules make threads at two places, and what makes one elsewhere gives it the name of one that is there, which `tasks/nobody-goes-by-another-call` finds. It stays because it is L.72 as a census.',
  formula: tex`|T' \setminus T| \le 1 \land (T' \nsubseteq T \Rightarrow e : \text{task\_new} \mid \text{lthread\_ex\_regs})`,
  when: () => true,
  holds: ({ before, stimulus, after }) => {
    const isNew = after.view.threads.filter(
      ({ thread }) =>
        findIn(before, thread) === undefined || birthsAt(before.births, thread) !== birthsAt(after.births, thread),
    );
    return (
      isNew.length === 0 || (isNew.length === 1 && (stimulus.do === 'task_new' || stimulus.do === 'lthread_ex_regs'))
    );
  },
});

export const staleNamesNobody = systemProperty({
  name: 'ids/stale-names-nobody',
  profile: 'tasks',
  source: [facts('1.4'), facts('3.1')],
  says: 'The id of a thread that is gone names nobody, whoever has its number now.',
  stays:
    '`ipc/nobody-is-refused` says it of every partner that does not exist. It stays because it is the reason why ids have counts (F:3.1), and needs no knowledge of who is there.',
  formula: tex`e : \text{ipc} \land \text{to}_c = \theta^n \land n \ne \text{count}(\theta) \Rightarrow c \Downarrow \text{send}, \text{nonExistent} \land \text{running}' = c`,
  when: ({ before, stimulus }) =>
    before.running !== 'idle' &&
    stimulus.do === 'ipc' &&
    stimulus.send !== undefined &&
    stimulus.send.to !== 'nobody' &&
    stimulus.send.to[2] !== undefined &&
    stimulus.send.to[2] !== birthsAt(before.births, stimulus.send.to),
  holds: (step) => {
    const result = ownResult(step);
    return result?.call === 'ipc' && result.phase === 'send' && result.cause === 'nonExistent';
  },
});

export const nearestIsTheNamed = systemProperty({
  name: 'ids/nearest-is-the-named',
  profile: 'ipc',
  source: [facts('3.5')],
  says: 'Without clans the nearest partner is the thread that is named, oneself if nobody is, and nobody if no thread is.',
  formula: tex`e = \text{id\_nearest}(q) \land \text{result} \ne \varnothing \Rightarrow \text{result} = \begin{cases} c & q = \varnothing \\ q & q \in T \\ \text{nobody} & \varnothing \ne q \notin T \end{cases}`,
  when: (step) => ownResult(step)?.call === 'id_nearest',
  holds: (step) => {
    const [{ stimulus, before }, result] = [step, ownResult(step)];
    if (stimulus.do !== 'id_nearest' || result?.call !== 'id_nearest') return false;
    if (stimulus.of === 'nobody') return isSame(result.nearest, before.running);
    return isSame(result.nearest, namedIn(before, stimulus.of)?.thread ?? 'nobody');
  },
});
