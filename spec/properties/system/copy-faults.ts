import { facts, lecture } from '../../vocabulary/index.js';
import type { ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { carriedBy, copyOf, pageTimeoutOf, spotsOf, transfersIn } from './copies.js';
import type { Copy } from './copies.js';
import { isSame, systemProperty } from './property.js';
import type { SystemMoment, SystemStep, WholeThread } from './property.js';
import { waitOf } from './waits.js';

// Pages that are missing for a copy: who asks whose pager, and for how long.

type Missing = Extract<NonNullable<WholeThread['fault']>, { missing: number }>;
const missingOf = ({ fault }: WholeThread): Missing | undefined =>
  fault !== null && 'missing' in fault ? fault : undefined;
/** The threads that ask for a page from this step on, and for which. */
const asking = ({ survivors }: SystemStep): readonly { readonly thread: ThreadId; readonly missing: Missing }[] =>
  survivors.flatMap(({ was, is }) => {
    const [old, missing] = [missingOf(was), missingOf(is)];
    return missing === undefined || old?.missing === missing.missing ? [] : [{ thread: is.thread, missing }];
  });
const isSender = ({ sender }: Copy, thread: ThreadId): boolean => isSame(sender, thread);

/** By byte of the message that lies in the word for which the thread asks: whether its own page is missing, and that of its partner. */
const lackOf = (
  { view }: SystemMoment,
  copy: Copy,
  thread: ThreadId,
  { missing }: Missing,
): readonly { readonly own: boolean; readonly partner: boolean }[] => {
  const [addresses, spots] = [carriedBy(copy), spotsOf(view, copy)];
  const [mine, other] = isSender(copy, thread) ? (['from', 'to'] as const) : (['to', 'from'] as const);
  return addresses[mine].flatMap((address, at) =>
    address - (address % 4) === missing
      ? [{ own: spots[mine][at] === undefined, partner: spots[other][at] === undefined }]
      : [],
  );
};

export const asksForWhatIsMissing = systemProperty({
  name: 'strings/asks-for-what-is-missing',
  profile: 'strings',
  source: [lecture(57), lecture(74), facts('3.7')],
  says: 'A page for which a thread asks in the middle of a copy is one of its own, that its message or buffer needs and that it does not have; a receiver asks for it to write.',
  formula: tex`(\text{asks}(p, a, \text{read}) \Rightarrow \exists\, (p, q) \in C', n \in a : \alpha_n' = \varnothing) \land (\text{asks}(q, a, \text{write}) \Rightarrow \exists\, (p, q) \in C', n \in a : \beta_n' = \varnothing)`,
  when: (step) => asking(step).length > 0,
  holds: (step) =>
    asking(step).every(({ thread, missing }) => {
      const copy = copyOf(step.after.copies, thread);
      return (
        copy !== undefined &&
        missing.write !== isSender(copy, thread) &&
        lackOf(step.after, copy, thread, missing).some(({ own }) => own)
      );
    }),
});

export const readsFirst = systemProperty({
  name: 'strings/reads-before-it-writes',
  profile: 'strings',
  source: [lecture(50), facts('3.7')],
  says: 'A receiver asks for a page only where the sender has the bytes that are to go there: a copy reads before it writes.',
  formula: tex`\text{asks}(q, a, \text{write}) \land (p, q) \in C' \Rightarrow \exists\, n \in a : \beta_n' = \varnothing \ne \alpha_n'`,
  when: (step) => asking(step).some(({ missing }) => missing.write),
  holds: (step) =>
    asking(step).every(({ thread, missing }) => {
      const copy = copyOf(step.after.copies, thread);
      return (
        copy === undefined ||
        isSender(copy, thread) ||
        lackOf(step.after, copy, thread, missing).some(({ own, partner }) => own && !partner)
      );
    }),
});

export const pageTimeoutIsThePartners = systemProperty({
  name: 'strings/page-timeout-is-the-partners',
  profile: 'strings',
  source: [facts('3.2'), facts('3.7')],
  says: 'A transfer ends in the page-fault timeout of one side if it is a page of the other that is missing, and no sooner than that side allows.',
  formula: tex`p \Downarrow \kappa \land \kappa \in K \setminus \{\text{aborted}\} \Rightarrow \exists\, r \in \text{lacking}_\kappa(p) : \pi_r < \infty \land ((\text{fault}(r) : \text{missing} \land \text{now}' \ge \text{due}(r)) \lor (\pi_r = 0 \land r : \text{short}'))`,
  when: ({ newResults }) => newResults.some(({ result: { cause } }) => cause.endsWith('FaultTimeout')),
  holds: (step) =>
    step.newResults.every(({ thread, result: { cause } }) => {
      if (cause !== 'senderFaultTimeout' && cause !== 'receiverFaultTimeout') return true;
      const side = cause === 'senderFaultTimeout' ? 'receiver' : 'sender';
      return transfersIn(step).some((copy) => {
        const [timeoutMs, who] = [pageTimeoutOf([copy], copy[side]), copy[side]];
        if (![copy.sender, copy.receiver].some((it) => isSame(it, thread)) || timeoutMs === 'never') return false;
        const { from, to } = spotsOf(step.after.view, copy);
        const wait = waitOf(step.before.waits, who);
        const isAsked = step.before.view.threads.some((t) => isSame(t.thread, who) && missingOf(t) !== undefined);
        if (timeoutMs === 0) return isAsked || (side === 'sender' ? from : to).includes(undefined);
        return isAsked && wait !== undefined && step.after.view.clockMs >= wait.startMs + timeoutMs;
      });
    }),
});

export const asksOnce = systemProperty({
  name: 'strings/asks-once',
  profile: 'strings',
  source: [facts('3.7')],
  says: 'A thread whose pager answers does not ask it for the same page again: the copy goes on, or ends.',
  where: { pageStillMissing: ['aborts the copy'] },
  formula: tex`p : \text{receiving}(c) \land \text{to}_c \ne \bot \land \text{fault}(p) = \text{missing}(a) = \text{fault}'(p) \Rightarrow p : \text{receiving}' \land \nexists\, r : p \rightsquigarrow r`,
  when: ({ before, stimulus, survivors }) =>
    stimulus.do === 'ipc' &&
    stimulus.send !== undefined &&
    survivors.some(
      ({ was }) =>
        missingOf(was) !== undefined && was.phase.is === 'receiving' && isSame(was.phase.from, before.running),
    ),
  holds: ({ survivors, newResults, before }) =>
    survivors.every(({ was, is }) => {
      const [old, missing] = [missingOf(was), missingOf(is)];
      if (old === undefined || old.missing !== missing?.missing || was.phase.is !== 'receiving') return true;
      const isToldAgain = newResults.some(({ result: { from } }) => from !== undefined && isSame(from, is.thread));
      return !isSame(was.phase.from, before.running) || (is.phase.is === 'receiving' && !isToldAgain);
    }),
});
