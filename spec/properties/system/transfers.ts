import { facts, lecture } from '../../vocabulary/index.js';
import type { IpcResult, ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { transfersIn, spotsOf } from './copies.js';
import type { Copy } from './copies.js';
import { findIn, isCopyFree, isExchanged, isMissing, isSame, isThread, systemProperty } from './property.js';
import type { SystemStep } from './property.js';
import { isDecided } from './waits.js';

// Transfers that have begun: how the two sides stand, and how they end.

const FAULT_TIMEOUTS: readonly IpcResult['cause'][] = ['senderFaultTimeout', 'receiverFaultTimeout'];
const isOfBoth = (cause: IpcResult['cause']): boolean => cause === 'aborted' || FAULT_TIMEOUTS.includes(cause);
const isThere = ({ survivors }: SystemStep, thread: ThreadId): boolean =>
  survivors.some(({ is }) => isSame(is.thread, thread));
const resultOf = ({ newResults }: SystemStep, thread: ThreadId): IpcResult | undefined =>
  newResults.find((it) => isSame(it.thread, thread))?.result;
/** The thread has a new instruction pointer, and forgets what it did before. */
const isRedirected = (step: SystemStep, thread: ThreadId): boolean =>
  step.stimulus.do === 'lthread_ex_regs' && step.stimulus.ip !== undefined && isExchanged(step, thread);
/** The transfers of the step in which the thread is. */
const transfersOf = (step: SystemStep, thread: ThreadId): readonly Copy[] =>
  transfersIn(step).filter(({ sender, receiver }) => isSame(sender, thread) || isSame(receiver, thread));

export const bothAreTold = systemProperty({
  name: 'strings/both-are-told',
  profile: 'strings',
  source: [facts('3.2')],
  says: 'A transfer that is aborted, or ends in a page-fault timeout, ends so for both partners, for each in its own phase; unless one of them is gone, or is to go on elsewhere.',
  formula: tex`p \Downarrow \varphi, \kappa \land \kappa \in K \Rightarrow \exists\, q \in C_\varphi^+(p) : (q \in T' \Rightarrow q : \text{redirected} \lor q \Downarrow \bar\varphi, \kappa) \land (q \notin T' \Rightarrow \kappa = \text{aborted} \lor \min(\tau_p, \tau_q) < \infty)`,
  when: ({ newResults }) => newResults.some(({ result: { cause } }) => isOfBoth(cause)),
  holds: (step) =>
    step.newResults.every(
      ({ thread, result: { phase, cause } }) =>
        !isOfBoth(cause) ||
        transfersOf(step, thread).some(({ sender, receiver }) => {
          if (!isSame(phase === 'send' ? sender : receiver, thread)) return false;
          const partner = phase === 'send' ? receiver : sender;
          const told = resultOf(step, partner);
          // A page-fault timeout that may have fired may have done so before the partner went.
          const isCertain = [thread, partner].every((it) => isDecided(step.before.waits, it));
          if (!isThere(step, partner)) return cause === 'aborted' || !isCertain;
          return isRedirected(step, partner) || (told?.cause === cause && told.phase !== phase);
        }),
    ),
});

const isIn = ({ after }: SystemStep, thread: ThreadId): boolean => {
  const t = findIn(after, thread);
  return t?.phase.is === 'transferring' || isMissing(t);
};

export const endsForBoth = systemProperty({
  name: 'strings/ends-for-both',
  profile: 'strings',
  source: [lecture(58), facts('3.2')],
  says: 'Neither partner leaves a transfer without the other, nor without a word: a sender that has no result goes on with the receive phase of its call.',
  formula: tex`(p, q) \in C \Rightarrow (p : \text{copying}' \land q : \text{copying}') \lor ((p \in T' \Rightarrow \text{told}(p) \lor (\text{from}_p \ne \bot \land \text{told}(q))) \land (q \in T' \Rightarrow \text{told}(q)))`,
  when: ({ before }) => before.copies.length > 0,
  holds: (step) =>
    step.before.copies.every(({ sender, receiver, calls }) => {
      const [s, r] = [sender, receiver].map((thread) => ({
        isThere: isThere(step, thread),
        isIn: isIn(step, thread),
        isTold: resultOf(step, thread) !== undefined || isRedirected(step, thread),
      }));
      const hasGoneOn = calls.sender.receive !== undefined && r.isTold;
      if (s.isThere && r.isThere && s.isIn && r.isIn) return true;
      return (!s.isThere || s.isTold || hasGoneOn) && (!r.isThere || r.isTold);
    }),
});

export const begunIsNotTimedOut = systemProperty({
  name: 'strings/begun-does-not-time-out',
  profile: 'strings',
  source: [lecture(59), facts('3.2')],
  says: 'The timeouts of the two phases count until the transfer begins: what has begun does not end in them, nor is it cancelled.',
  stays:
    'A copy that is told as a timeout was not waited for so long, which `timeouts/never-before` finds, and one that is told as cancelled breaks `registers/cancelled-by-exchange-alone`. It stays because it is L.59: timeouts count until the transfer begins.',
  formula: tex`(p, q) \in C \Rightarrow \lnot\, p \Downarrow \text{send}, \text{timeout} \mid \text{cancelled} \land \lnot\, q \Downarrow \text{receive}, \text{timeout} \mid \text{cancelled}`,
  when: ({ before }) => before.copies.length > 0,
  holds: (step) =>
    step.before.copies.every(({ sender, receiver }) => {
      const isOutOfTime = (thread: ThreadId, phase: IpcResult['phase']): boolean => {
        const told = resultOf(step, thread);
        return told?.phase === phase && (told.cause === 'timeout' || told.cause === 'cancelled');
      };
      return !isOutOfTime(sender, 'send') && !isOutOfTime(receiver, 'receive');
    }),
});

/** The thread asks its pager for a page, and has no answer yet: neither in this step nor because the pager is gone. */
const isUnanswered = (step: SystemStep, thread: ThreadId): boolean => {
  const { before, stimulus } = step;
  const t = findIn(before, thread);
  if (t === undefined || !isMissing(t)) return false;
  const asked = t.phase.is === 'sending' ? t.phase.to : t.phase.is === 'receiving' ? t.phase.from : 'nobody';
  const isAnswering = stimulus.do === 'ipc' && isSame(before.running, asked);
  return !isAnswering && isThread(asked) && isThere(step, asked);
};
/** Some byte of the message has no place, or is in no page of the sender. */
const missesAPage = ({ after }: SystemStep, copy: Copy): boolean => {
  const { from, to } = spotsOf(after.view, copy);
  return from.includes(undefined) || to.includes(undefined);
};

export const abortedForAReason = systemProperty({
  name: 'strings/aborted-for-a-reason',
  profile: 'strings',
  source: [facts('3.2'), facts('3.5'), facts('3.7')],
  says: 'A transfer is aborted by an exchange of the registers of one side, by its deletion, or by a pager that is gone or answers without the page.',
  formula: tex`p \Downarrow \text{aborted} \Rightarrow \exists\, q \in C^+(p) : p : \text{exchanged} \lor q : \text{exchanged} \lor \{p, q\} \nsubseteq T' \lor ((\exists\, n : \varnothing \in \{\alpha_n', \beta_n'\}) \land \lnot\, p : \text{unanswered} \land \lnot\, q : \text{unanswered})`,
  when: ({ newResults }) => newResults.some(({ result: { cause } }) => cause === 'aborted'),
  holds: (step) =>
    step.newResults.every(
      ({ thread, result: { cause } }) =>
        cause !== 'aborted' ||
        transfersOf(step, thread).some((copy) => {
          const sides = [copy.sender, copy.receiver];
          if (sides.some((side) => isExchanged(step, side) || !isThere(step, side))) return true;
          return missesAPage(step, copy) && !sides.some((side) => isUnanswered(step, side));
        }),
    ),
});

export const exchangeAborts = systemProperty({
  name: 'strings/exchange-aborts',
  profile: 'strings',
  source: [facts('3.2'), facts('3.5'), facts('B5')],
  says: 'An exchange of the registers of a thread in the middle of a transfer aborts it: its partner is told, unless a page-fault timeout has ended it before.',
  where: { exRegsCancels: ['always'] },
  formula: tex`q \in C(p) \land p : \text{exchanged} \Rightarrow \exists\, \kappa \in K : q \Downarrow \kappa`,
  when: (step) =>
    step.before.copies.some(({ sender, receiver }) => isExchanged(step, sender) || isExchanged(step, receiver)),
  holds: (step) =>
    step.before.copies.every(({ sender, receiver }) => {
      const [isSenders, isReceivers] = [isExchanged(step, sender), isExchanged(step, receiver)];
      if (!isSenders && !isReceivers) return true;
      const cause = resultOf(step, isSenders ? receiver : sender)?.cause;
      return cause === 'aborted' || (cause !== undefined && FAULT_TIMEOUTS.includes(cause));
    }),
});

export const partnerStays = systemProperty({
  name: 'strings/partner-stays-in-the-transfer',
  profile: 'strings',
  source: [lecture(57), facts('3.7')],
  says: 'Who is in the middle of a transfer is so with its partner, which is in it as well, or has its pager to ask for a page.',
  stays:
    'A side that leaves alone is told alone, which `strings/ends-for-both` finds. It stays because it is the invariant of a transfer, of a moment alone, as the views of kernels show it.',
  formula: tex`p : \text{transferring}'(q) \Rightarrow q : \text{transferring}'(p) \lor \text{fault}'(q) : \text{missing}`,
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is === 'transferring'),
  holds: (step) =>
    step.after.view.threads.every(({ thread, phase }) => {
      if (phase.is !== 'transferring') return true;
      const partner = findIn(step.after, phase.with);
      if (partner?.phase.is === 'transferring') return isSame(partner.phase.with, thread);
      return partner !== undefined && isIn(step, partner.thread);
    }),
});

export const copyIsNotLeft = systemProperty({
  name: 'strings/idle-only-if-nothing-is-copied',
  profile: 'strings',
  source: [lecture(57), facts('1.4')],
  says: 'The machine does not idle while a copy can go on.',
  formula: tex`\text{running}' = \varnothing \land (p, q) \in C' \Rightarrow \lnot\,(p : \text{transferring}' \land q : \text{transferring}')`,
  when: (step) => step.seen.running === 'idle' && !isCopyFree(step),
  holds: ({ after }) =>
    after.copies.every(({ sender, receiver }) =>
      [sender, receiver].some((thread) => findIn(after, thread)?.phase.is !== 'transferring'),
    ),
});
