import { facts, lecture } from '../../vocabulary/index.js';
import type { Send, ThreadId } from '../../vocabulary/index.js';
import { tex } from '../property.js';
import { findIn, isReady, isSame, isThread, namedIn, systemProperty, isCopyFree } from './property.js';
import type { Named, SystemStep, Told, WholeThread } from './property.js';
import { callIn, carriedBy, copyOf } from './copies.js';
import type { Copy } from './copies.js';
import { waitOf } from './waits.js';

const areFaulting = (p: WholeThread, q: WholeThread): boolean => p.fault !== null && q.fault !== null;

export const noMatchingPairWaits = systemProperty({
  name: 'ipc/no-matching-pair-waits',
  profile: 'ipc',
  source: [lecture(58), facts('1.4')],
  says: 'No thread waits to send to a thread that waits to receive from it, but for two that page each other.',
  formula: tex`p : \text{sending}'(q) \land q : \text{receiving}'(p \mid \text{any}) \Rightarrow \text{fault}'(p) \ne \varnothing \land \text{fault}'(q) \ne \varnothing`,
  when: ({ after }) => after.view.threads.some(({ phase }) => phase.is === 'sending'),
  holds: ({ after: { view } }) =>
    view.threads.every((p) =>
      view.threads.every(
        (q) =>
          p.phase.is !== 'sending' ||
          q.phase.is !== 'receiving' ||
          !isSame(p.phase.to, q.thread) ||
          !(q.phase.from === 'any' || isSame(q.phase.from, p.thread)) ||
          areFaulting(p, q),
      ),
    ),
});

export const endedWaitsNowhere = systemProperty({
  name: 'ipc/ended-waits-nowhere',
  profile: 'ipc',
  source: [lecture(58), facts('6.4')],
  says: 'A thread whose IPC has ended is ready, and in no queue.',
  stays:
    'The queues of the model are read off the phases of threads, so that `results/kept-for-the-ready` finds the same. It stays because a kernel keeps queues apart from phases, and a thread that is left in one is its commonest fault.',
  formula: tex`\text{outcome}(p) \ne \varnothing \Rightarrow p : \text{ready}' \land p \notin \text{queue}'(q)`,
  when: (step) => step.results.length > 0,
  holds: (step) =>
    step.results.every(
      ({ thread }) =>
        isReady(findIn(step.after, thread)) &&
        !step.after.view.queues.some(({ senders }) => senders.some((sender) => isSame(sender, thread))),
    ),
});

export const resultPhase = systemProperty({
  name: 'ipc/result-phase',
  profile: 'ipc',
  source: [facts('3.2')],
  says: 'A result has words and a sender if a message arrived in the receive phase, and never otherwise.',
  stays:
    'A failure that names a sender or has words is told of a message that nobody sent, which `ipc/sender-is-who-sent` finds. It stays because it is the shape of every result, failures of sends included.',
  formula: tex`p \Downarrow \varphi, \kappa \Rightarrow ((\exists\, x : x \rightsquigarrow p) \Leftrightarrow \varphi = \text{receive} \land \kappa \in \{\text{ok}, \text{messageCut}\}) \land ((\exists\, x : x \rightsquigarrow p) \Leftrightarrow \text{words}(p) \ne \varnothing)`,
  when: (step) => step.newResults.length > 0,
  holds: (step) =>
    step.newResults.every(({ result: { phase, cause, from, words } }) => {
      const arrived = phase === 'receive' && (cause === 'ok' || cause === 'messageCut');
      return (from !== undefined) === arrived && (words !== undefined) === arrived;
    }),
});

/** A message from a thread, and the receiver of it. */
interface Arrival {
  readonly to: ThreadId;
  readonly from: ThreadId;
  readonly words: readonly number[];
  readonly isCut: boolean;
}
const arrivals = (step: SystemStep): readonly Arrival[] =>
  step.newResults.flatMap(({ thread, result: { cause, from, words } }: Told) =>
    from === undefined || 'line' in from
      ? []
      : [{ to: thread, from, words: words ?? [], isCut: cause === 'messageCut' }],
  );
/** What a thread has said it would send to `to`, or undefined if it has said no such thing. */
const sendOf = ({ before, stimulus }: SystemStep, { from, to }: Arrival): Send | undefined => {
  if (isSame(before.running, from))
    return stimulus.do === 'ipc' &&
      stimulus.send !== undefined &&
      namedIn(before, stimulus.send.to)?.thread === findIn(before, to)?.thread
      ? stimulus.send
      : undefined;
  const phase = findIn(before, from)?.phase;
  return phase?.is === 'sending' && isSame(phase.to, to) ? waitOf(before.waits, from)?.call?.send : undefined;
};
/** The transfer of a message in memory that was under way, if it came by one. */
const copyOfIt = ({ before }: SystemStep, { from, to }: Arrival): Copy | undefined =>
  before.copies.find(({ sender, receiver }) => isSame(sender, from) && isSame(receiver, to));
const offered = (step: SystemStep, arrival: Arrival): readonly number[] | undefined =>
  (copyOfIt(step, arrival)?.send ?? sendOf(step, arrival))?.words;
/** What a fault message has for the instruction pointer where the kernel's copy met the missing page. */
const NO_IP = 0xffff_ffff;
/** The words that the kernel says of a thread that faulted to its pager, or of one that raised an exception to its handler. */
const reported = ({ after }: SystemStep, { from, to }: Arrival): readonly number[] | undefined => {
  const t = findIn(after, from);
  const fault = t?.fault ?? null;
  if (t === undefined || fault === null) return undefined;
  if ('vector' in fault) return isSame(t.handler, to) ? [fault.vector, t.ip] : undefined;
  if ('missing' in fault) return isSame(t.pager, to) ? [fault.missing + (fault.write ? 2 : 0), NO_IP] : undefined;
  return isSame(t.pager, to) ? [fault.address + (fault.store === undefined ? 0 : 2), t.ip] : undefined;
};

export const senderIsWhoSent = systemProperty({
  name: 'ipc/sender-is-who-sent',
  profile: 'ipc',
  source: [lecture(46), facts('3.2')],
  says: 'The sender that a receiver is told is the thread that sent to it: then or before, or the kernel in its name.',
  stays:
    'Under a wrong name the true sender has sent what nobody took, which `ipc/sent-means-taken` or the properties of faults find. It stays because it is what the kernel vouches for: a receiver can trust the name of its sender (L.46).',
  formula: tex`q \rightsquigarrow p \land \text{copy-free} \Rightarrow \text{to}_q = p \lor \text{report}'(q, p) \ne \bot`,
  when: (step) => isCopyFree(step) && arrivals(step).length > 0,
  holds: (step) => arrivals(step).every((it) => offered(step, it) !== undefined || reported(step, it) !== undefined),
});

export const wordsArrive = systemProperty({
  name: 'ipc/words-arrive-as-sent',
  profile: 'ipc',
  source: [lecture(46), lecture(74)],
  says: 'The words that arrive are those that were sent, or what the kernel reports of a fault or an exception.',
  formula: tex`q \rightsquigarrow p \land (\text{to}_q = p \lor (q, p) \in C \lor \text{report}'(q, p) \ne \bot) \Rightarrow \text{words}(p) = \text{report}'(q, p) \mathbin{?} m_q`,
  when: (step) => arrivals(step).some((it) => (reported(step, it) ?? offered(step, it)) !== undefined),
  holds: (step) =>
    arrivals(step).every((it) => {
      const sent = reported(step, it) ?? offered(step, it);
      return sent === undefined || (sent.length === it.words.length && sent.every((word, i) => word === it.words[i]));
    }),
});

/** From whom the thread was to receive when it began to wait, or by its call of this step; undefined of a queued sender. */
const awaitedBy = ({ before, stimulus }: SystemStep, thread: ThreadId): Named | undefined => {
  // In the middle of a transfer its receiver has whom it waited for.
  const copy = copyOf(before.copies, thread);
  if (copy !== undefined) return isSame(copy.receiver, thread) ? copy.sender : undefined;
  const phase = findIn(before, thread)?.phase;
  if (phase?.is === 'receiving') return phase.from;
  if (!isSame(before.running, thread) || stimulus.do !== 'ipc') return undefined;
  const from = stimulus.receive?.from;
  return from !== undefined && isThread(from) ? (namedIn(before, from)?.thread ?? 'nobody') : from;
};

export const acceptsOnly = systemProperty({
  name: 'ipc/closed-receive',
  profile: 'ipc',
  source: [lecture(45)],
  says: 'A thread that waits for one partner is told of no message of another.',
  formula: tex`x \rightsquigarrow p \land \text{awaited}(p) \ne \text{any} \Rightarrow x = \text{awaited}(p)`,
  when: (step) => step.newResults.some(({ thread }) => (awaitedBy(step, thread) ?? 'any') !== 'any'),
  holds: (step) =>
    step.newResults.every(({ thread, result: { from } }) => {
      const awaited = awaitedBy(step, thread) ?? 'any';
      return awaited === 'any' || from === undefined || isSame(from, awaited);
    }),
});

export const cutTellsBoth = systemProperty({
  name: 'ipc/cut-tells-both',
  profile: 'ipc',
  source: [facts('3.2'), facts('A14')],
  says: 'Where a message is cut, sender and receiver are told.',
  stays:
    'A sender that is told otherwise is told of a success, a timeout or an abortion that there was not, and each of these has a property. It stays because it is the claim on which dialects differ (F:A14).',
  where: { cutTells: ['both'] },
  formula: tex`(|\{p : p \Downarrow \text{send}, \text{messageCut}\}| = n \Leftrightarrow |\{p : p \Downarrow \text{receive}, \text{messageCut}\}| = n) \land (p \Downarrow \text{receive}, \text{messageCut} \Rightarrow \exists\, q : q \rightsquigarrow p \land q \Downarrow \text{send}, \text{messageCut})`,
  when: ({ newResults }) => newResults.some(({ result }) => result.cause === 'messageCut'),
  holds: (step) => {
    const told = (phase: 'send' | 'receive') =>
      step.newResults.filter(({ result }) => result.cause === 'messageCut' && result.phase === phase);
    const [senders, receivers] = [told('send'), told('receive')];
    return (
      senders.length === receivers.length &&
      receivers.every(({ result: { from } }) =>
        senders.some(({ thread }) => from !== undefined && isSame(from, thread)),
      )
    );
  },
});

/** What the sender of a message sends, and for what the receiver has room. */
const callsOf = (step: SystemStep, it: Arrival): Pick<Copy, 'send' | 'receive'> | undefined => {
  const copy = copyOfIt(step, it);
  if (copy !== undefined) return copy;
  const [send, receive] = [sendOf(step, it), callIn(step.before, step.stimulus, it.to)?.receive];
  return send && receive && { send, receive };
};

export const cutForWantOfRoom = systemProperty({
  name: 'ipc/cut-for-want-of-room',
  profile: 'ipc',
  source: [lecture(66), facts('3.2'), facts('A14')],
  says: 'A message is cut if its receiver has no window for its items, or too little room for what of it lies in memory, and in no other case.',
  formula: tex`q \rightsquigarrow p \Rightarrow (p \Downarrow \text{messageCut} \Leftrightarrow (\text{items}_q \ne () \land \text{window}_p = \varnothing) \lor m_q \npreceq b_p)`,
  when: (step) => arrivals(step).some((it) => callsOf(step, it) !== undefined),
  holds: (step) =>
    arrivals(step).every((it) => {
      const calls = callsOf(step, it);
      if (calls === undefined) return true;
      const { send, receive } = calls;
      return it.isCut === ((send.items.length > 0 && receive.window === undefined) || carriedBy(calls).isCut);
    }),
});
