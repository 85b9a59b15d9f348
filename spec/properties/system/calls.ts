import { facts, lecture } from '../../vocabulary/index.js';
import type { Stimulus, ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import {
  callerOf,
  findIn,
  isFaultFree,
  isSame,
  isThread,
  isWaiting,
  namedIn,
  systemProperty,
  isCopyFree,
} from './property.js';
import type { Named, SystemStep, WholeThread } from './property.js';
import { isDecided, waitOf } from './waits.js';

// The five forms of the call, and how each ends.

type Ipc = Extract<Stimulus, { do: 'ipc' }>;
/** The call in which the thread was, or which it made in this step. */
const callOf = ({ before, stimulus }: SystemStep, thread: ThreadId): Ipc | null => {
  if (isSame(before.running, thread)) return stimulus.do === 'ipc' ? stimulus : null;
  return waitOf(before.waits, thread)?.call ?? null;
};
const wasReceiving = ({ before }: SystemStep, thread: ThreadId): boolean =>
  findIn(before, thread)?.phase.is === 'receiving';
/** Whether somebody received in this step what the thread sent, or waited for it as the answer to a fault. */
const wasTaken = (step: SystemStep, from: ThreadId, to: Named): boolean =>
  step.newResults.some(
    ({ thread, result }) => result.from !== undefined && isSame(result.from, from) && isSame(thread, to),
  ) || step.survivors.some(({ was }) => was.fault !== null && isSame(was.thread, to));
/** Whom a send phase of the call names, and who it was when the call was made. */
const addressee = (step: SystemStep, thread: ThreadId, call: Ipc): Named => {
  const phase = findIn(step.before, thread)?.phase;
  return phase?.is === 'sending' ? phase.to : (namedIn(step.before, call.send?.to ?? 'nobody')?.thread ?? 'nobody');
};

export const sentEndsASendAlone = systemProperty({
  name: 'ipc/sent-ends-a-send-alone',
  profile: 'ipc',
  source: [lecture(45), facts('3.2')],
  says: 'A call ends with its message sent only if it has no receive phase.',
  formula: tex`p \Downarrow \text{send}, \text{ok} \Rightarrow \text{from}_p = \bot`,
  when: ({ newResults }) => newResults.some(({ result }) => result.phase === 'send' && result.cause === 'ok'),
  holds: (step) =>
    step.newResults.every(
      ({ thread, result }) =>
        result.phase !== 'send' || result.cause !== 'ok' || callOf(step, thread)?.receive === undefined,
    ),
});

export const failedSendNeverReceives = systemProperty({
  name: 'ipc/failed-send-never-receives',
  profile: 'ipc',
  source: [lecture(45), facts('3.2')],
  says: 'A call with a send phase enters its receive phase only after its message was taken.',
  formula: tex`p \Downarrow \text{receive} \land \text{to}_p \ne \bot \land \lnot\, p : \text{receiving} \Rightarrow \text{taken}(p)`,
  when: (step) =>
    step.newResults.some(
      ({ thread, result }) => result.phase === 'receive' && callOf(step, thread)?.send !== undefined,
    ),
  holds: (step) =>
    step.newResults.every(({ thread, result }) => {
      const call = callOf(step, thread);
      if (result.phase !== 'receive' || call?.send === undefined || wasReceiving(step, thread)) return true;
      return wasTaken(step, thread, addressee(step, thread, call));
    }),
});

export const noMessageIsLost = systemProperty({
  name: 'ipc/no-message-is-lost',
  profile: 'ipc',
  source: [lecture(24), lecture(58)],
  says: 'A thread stops waiting to send when its message was taken, or when it is told that it was not.',
  formula: tex`p : \text{sending} \land \lnot\, p : \text{sending}' \land \text{fault}(p) = \varnothing \land \text{copy-free} \land \lnot\, e : \text{lthread\_ex\_regs} \Rightarrow \text{taken}(p) \lor \exists\, \kappa \notin \{\text{ok}, \text{messageCut}\} : p \Downarrow \text{send}, \kappa`,
  when: (step) => {
    const { survivors, stimulus } = step;
    return (
      isCopyFree(step) &&
      stimulus.do !== 'lthread_ex_regs' &&
      survivors.some(({ was, is }) => was.phase.is === 'sending' && is.phase.is !== 'sending')
    );
  },
  holds: (step) =>
    step.survivors.every(({ was, is }) => {
      if (was.phase.is !== 'sending' || is.phase.is === 'sending' || was.fault !== null) return true;
      const told = step.newResults.find(({ thread }) => isSame(thread, is.thread))?.result;
      const failed = told?.phase === 'send' && told.cause !== 'ok' && told.cause !== 'messageCut';
      return failed || wasTaken(step, was.thread, was.phase.to);
    }),
});

export const sentMeansTaken = systemProperty({
  name: 'ipc/sent-means-taken',
  profile: 'ipc',
  source: [lecture(24), lecture(58)],
  says: 'Nothing is buffered: a message is sent when its receiver has it.',
  formula: tex`p \Downarrow \text{send}, \text{ok} \Rightarrow \text{taken}(p)`,
  when: ({ newResults }) => newResults.some(({ result }) => result.phase === 'send' && result.cause === 'ok'),
  holds: (step) =>
    step.newResults.every(({ thread, result }) => {
      const call = callOf(step, thread);
      return (
        result.phase !== 'send' ||
        result.cause !== 'ok' ||
        call === null ||
        wasTaken(step, thread, addressee(step, thread, call))
      );
    }),
});

export const arrivesOnce = systemProperty({
  name: 'ipc/arrives-once',
  profile: 'ipc',
  source: [lecture(24)],
  says: 'A message arrives once.',
  stays:
    'Whoever has a message a second time has it from a sender that did not send to it, which `ipc/sender-is-who-sent` finds. It stays because it is what a user means by a message, and needs no memory of calls.',
  formula: tex`x \rightsquigarrow p \land x \rightsquigarrow q \land \text{fault-free} \Rightarrow p = q`,
  when: (step) => isFaultFree(step) && step.newResults.some(({ result }) => result.from !== undefined),
  holds: ({ newResults }) => {
    const senders = newResults.flatMap(({ result: { from } }) => (from === undefined ? [] : [from]));
    return senders.every((from, at) => !senders.some((other, i) => i < at && isSame(from, other)));
  },
});

export const waitsAsAsked = systemProperty({
  name: 'ipc/waits-as-asked',
  profile: 'ipc',
  source: [lecture(45), lecture(58)],
  says: 'Who waits after its call waits for whom the call names: to send to it or, once that is done, to receive from it.',
  formula: tex`e : \text{ipc} \land \text{copy-free} \Rightarrow (c : \text{sending}'(q) \Rightarrow q = \text{to}_c) \land (c : \text{receiving}'(q) \Rightarrow q = \text{from}_c)`,
  when: (step) => isCopyFree(step) && step.stimulus.do === 'ipc' && isWaiting(findIn(step.after, step.before.running)),
  holds: (step) => {
    const { before, stimulus, after } = step;
    const phase = findIn(after, before.running)?.phase;
    if (stimulus.do !== 'ipc' || phase === undefined) return false;
    if (phase.is === 'sending')
      return isSame(phase.to, namedIn(before, stimulus.send?.to ?? 'nobody')?.thread ?? 'nobody');
    if (phase.is !== 'receiving' || stimulus.receive === undefined) return false;
    const { from } = stimulus.receive;
    if (!isThread(from)) return isSame(phase.from, from);
    const source = namedIn(before, from)?.thread ?? 'nobody';
    return isSame(phase.from, isSame(source, before.running) ? 'nobody' : source);
  },
});

/** A queued sender waits to receive, by its own call: the kernel asks no pager in its name for a page of its message. */
const hasGoneOn = (was: WholeThread, is: WholeThread): boolean =>
  was.phase.is === 'sending' && is.phase.is === 'receiving' && was.fault === null && is.fault === null;

export const queuedGoesOnAsAsked = systemProperty({
  name: 'ipc/queued-goes-on-as-asked',
  profile: 'ipc',
  source: [lecture(45), lecture(58)],
  says: 'A queued sender whose message is taken goes on with the receive phase of its call, and waits for whom that names.',
  formula: tex`p : \text{sending} \land p : \text{receiving}'(q) \land \text{fault}(p) = \text{fault}'(p) = \varnothing \Rightarrow q \doteq \text{from}_p`,
  when: ({ survivors }) => survivors.some(({ was, is }) => hasGoneOn(was, is)),
  holds: (step) =>
    step.survivors.every(({ was, is }) => {
      if (!hasGoneOn(was, is) || is.phase.is !== 'receiving') return true;
      const from = waitOf(step.before.waits, was.thread)?.call?.receive?.from;
      if (from === undefined) return false;
      if (!isThread(from)) return isSame(is.phase.from, from);
      // To receive from oneself is to sleep.
      const isOwn = from[0] === is.thread[0] && from[1] === is.thread[1];
      return isOwn
        ? is.phase.from === 'nobody'
        : isThread(is.phase.from) && is.phase.from[0] === from[0] && is.phase.from[1] === from[1];
    }),
});

const isGone = ({ survivors }: SystemStep, name: Named): boolean =>
  !survivors.some(({ was }) => isSame(was.thread, name));
/** Whether the partner that a phase of the caller's call names is one that it can have. */
const hasPartner = (step: SystemStep, name: ThreadId | 'nobody'): boolean => {
  const partner: WholeThread | undefined = namedIn(step.before, name);
  return partner !== undefined && !isSame(partner.thread, step.before.running);
};

export const nonExistentIsGone = systemProperty({
  name: 'ipc/non-existent-is-gone',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A thread is told that its partner does not exist only if that is so, or if the partner is itself; or a line that it may not have.',
  formula: tex`p \Downarrow \varphi, \text{nonExistent} \Rightarrow \text{any} \ne \text{partner}_\varphi(p) \notin (T \cap T') \setminus \{p\} \lor (\varphi = \text{receive} \land p : \text{sending})`,
  when: ({ newResults }) => newResults.some(({ result }) => result.cause === 'nonExistent'),
  holds: (step) =>
    step.newResults.every(({ thread, result: { cause, phase } }) => {
      if (cause !== 'nonExistent') return true;
      const waited = findIn(step.before, thread)?.phase;
      if (waited?.is === 'sending' && phase === 'send') return isGone(step, waited.to);
      if (waited?.is === 'receiving') return isThread(waited.from) && isGone(step, waited.from);
      const call = callOf(step, thread);
      const named = phase === 'send' ? call?.send?.to : call?.receive?.from;
      if (named === undefined || named === 'any') return false;
      return !isThread(named) || !hasPartner(step, named) || waited?.is === 'sending';
    }),
});

export const nobodyIsRefused = systemProperty({
  name: 'ipc/nobody-is-refused',
  profile: 'ipc',
  source: [facts('1.4'), facts('3.2')],
  says: 'A send to nobody, to a thread that does not exist or to oneself is refused at once.',
  formula: tex`e : \text{ipc} \land \text{to}_c \ne \bot \land \text{to}_c \notin T \setminus \{c\} \Rightarrow c \Downarrow \text{send}, \text{nonExistent} \land \text{running}' = c`,
  when: (step) =>
    step.stimulus.do === 'ipc' &&
    step.stimulus.send !== undefined &&
    step.before.running !== 'idle' &&
    !hasPartner(step, step.stimulus.send.to),
  holds: (step) => {
    const told = step.newResults.find(({ thread }) => isSame(thread, step.before.running))?.result;
    return told?.phase === 'send' && told.cause === 'nonExistent' && isSame(step.seen.running, step.before.running);
  },
});

export const onlyTheFiniteTimeOut = systemProperty({
  name: 'ipc/only-the-finite-time-out',
  profile: 'ipc',
  source: [lecture(59)],
  says: 'A phase that may wait for ever does not time out.',
  formula: tex`p \Downarrow \varphi, \text{timeout} \Rightarrow \tau_\varphi(p) \ne \infty`,
  when: ({ newResults }) => newResults.some(({ result }) => result.cause === 'timeout'),
  holds: (step) =>
    step.newResults.every(({ thread, result: { cause, phase } }) => {
      const call = callOf(step, thread);
      return cause !== 'timeout' || (phase === 'send' ? call?.send : call?.receive)?.timeoutMs !== 'never';
    }),
});

/** The partner waits for certain for what the caller sends. */
const waitsForCaller = ({ before }: SystemStep, partner: WholeThread | undefined): boolean =>
  partner?.phase.is === 'receiving' &&
  (partner.phase.from === 'any' || isSame(partner.phase.from, before.running)) &&
  isDecided(before.waits, partner.thread);

export const readyPartnerTakes = systemProperty({
  name: 'ipc/ready-partner-takes',
  profile: 'ipc',
  source: [lecture(58), facts('1.4')],
  says: 'A message to a thread that waits for it is taken at once, whatever the timeout.',
  formula: tex`\text{to}_c = q \land q : \text{receiving}(c \mid \text{any}) \land \tau_q = \infty \Rightarrow \lnot\, q : \text{waiting}' \lor \text{fault}'(q) \ne \varnothing`,
  when: (step) =>
    step.stimulus.do === 'ipc' &&
    step.stimulus.send !== undefined &&
    step.before.running !== 'idle' &&
    waitsForCaller(step, namedIn(step.before, step.stimulus.send.to)),
  holds: ({ before, stimulus, survivors }) => {
    const partner = stimulus.do === 'ipc' && namedIn(before, stimulus.send?.to ?? 'nobody');
    return survivors.every(
      ({ was, is }) =>
        partner === false ||
        partner === undefined ||
        !isSame(was.thread, partner.thread) ||
        !isWaiting(is) ||
        is.fault !== null,
    );
  },
});

export const queuedSenderIsTaken = systemProperty({
  name: 'ipc/queued-sender-is-taken',
  profile: 'ipc',
  source: [lecture(58), facts('1.4')],
  says: 'A receiver that would take a waiting sender does not wait or time out.',
  formula: tex`e : \text{ipc} \land \text{to}_c = \bot \land q : \text{sending}(c) \land \text{from}_c \in \{q, \text{any}\} \land \tau_q = \infty \land \text{copy-free} \Rightarrow c \Downarrow \text{receive}, \text{ok} \mid \text{messageCut}`,
  when: (step) => {
    if (!isCopyFree(step)) return false;
    const { before, stimulus } = step;
    if (
      stimulus.do !== 'ipc' ||
      stimulus.receive === undefined ||
      stimulus.send !== undefined ||
      before.running === 'idle'
    )
      return false;
    const { from } = stimulus.receive;
    const accepted = from === 'any' ? 'any' : isThread(from) ? namedIn(before, from)?.thread : undefined;
    return before.view.threads.some(
      ({ thread, phase }) =>
        phase.is === 'sending' &&
        isSame(phase.to, before.running) &&
        accepted !== undefined &&
        (accepted === 'any' || isSame(accepted, thread)) &&
        isDecided(before.waits, thread),
    );
  },
  holds: (step) => {
    const told = step.newResults.find(({ thread }) => isSame(thread, step.before.running))?.result;
    return told?.phase === 'receive' && (told.cause === 'ok' || told.cause === 'messageCut');
  },
});

export const sleeperHearsNobody = systemProperty({
  name: 'ipc/sleeper-hears-nobody',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A thread that receives from nobody is woken by time or by an exchange of its registers, never by a message.',
  formula: tex`p : \text{receiving}(\varnothing) \land \lnot\, p : \text{waiting}' \Rightarrow e : \text{lthread\_ex\_regs} \lor p \Downarrow \text{receive}, \text{timeout}`,
  when: ({ survivors }) =>
    survivors.some(({ was, is }) => was.phase.is === 'receiving' && was.phase.from === 'nobody' && !isWaiting(is)),
  holds: ({ survivors, stimulus, newResults }) =>
    survivors.every(({ was, is }) => {
      if (was.phase.is !== 'receiving' || was.phase.from !== 'nobody' || isWaiting(is)) return true;
      const told = newResults.find(({ thread }) => isSame(thread, is.thread))?.result;
      return stimulus.do === 'lthread_ex_regs' || (told?.cause === 'timeout' && told.phase === 'receive');
    }),
});

/** The caller, its partner, and whoever waits to send to one of these, directly or not: each may be set free by the one before. */
const isReachedBy = ({ before, stimulus }: SystemStep): ((thread: ThreadId) => boolean) => {
  const partner = stimulus.do === 'ipc' ? namedIn(before, stimulus.send?.to ?? 'nobody')?.thread : undefined;
  const reached: Named[] = [before.running, ...(partner === undefined ? [] : [partner])];
  const isIn = (thread: ThreadId): boolean => reached.some((name) => isSame(name, thread));
  for (let at = 0; at < reached.length && at < before.view.threads.length; at++)
    for (const { thread, phase } of before.view.threads)
      if (phase.is === 'sending' && isSame(phase.to, reached[at] ?? 'nobody') && !isIn(thread)) reached.push(thread);
  return isIn;
};

export const touchesPartnersOnly = systemProperty({
  name: 'ipc/touches-partners-only',
  profile: 'ipc',
  source: [lecture(24), lecture(58)],
  says: 'An ipc changes what its caller does, its partner, and those that wait to send to one of these; nobody else.',
  stays:
    'Whoever is touched besides is told something, and another property says that this is not so. It stays because it is the frame of all others: what no sentence speaks of does not happen.',
  formula: tex`e : \text{ipc} \land \text{copy-free} \land \text{fault-free} \land \text{phase}'(p) \ne \text{phase}(p) \Rightarrow p \in \text{reach} \lor \tau_p < \infty`,
  when: (step) => isCopyFree(step) && step.stimulus.do === 'ipc' && isFaultFree(step) && callerOf(step) !== undefined,
  holds: (step) => {
    const isReached = isReachedBy(step);
    return step.survivors.every(
      ({ was, is }) =>
        was.phase.is === is.phase.is || isReached(was.thread) || !isDecided(step.before.waits, was.thread),
    );
  },
});
