import {
  endTransfer,
  enterPhase,
  enterTransfer,
  makeReady,
  dueAfter,
  receiving,
  received,
  withFault,
} from '../change.js';
import { FAULT_ROOM, NO_MESSAGE } from '../ipc/message.js';
import { next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { copierOf, threadOf } from '../state.js';
import type { Copying, Fault, State, Thread, Tid } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import type { TimeoutMs } from '../vocabulary/index.js';
import { ahead, faultTimeoutOf, progressed } from './progress.js';
import type { Ahead } from './progress.js';

// A page that is missing for a copy: the thread whose page it is asks its own pager, and its partner waits (F:3.7).

type Missing = Extract<Fault, { is: 'copy' }>;
const missingOf = (s: State, id: Tid): Missing | false => {
  const { fault } = threadOf(s, id);
  return fault?.is === 'copy' ? fault : false;
};
/** The transfer for which a thread waits for its pager, as the sender has it. */
const transferFor = (s: State, t: Thread): Copying => {
  const sender = copierOf(s, t);
  if (sender === undefined) throw new RangeError(`thread ${String(t.id)} is in no transfer`);
  return sender.transfer;
};
const timeoutFor = (s: State, id: Tid): TimeoutMs => faultTimeoutOf(transferFor(s, threadOf(s, id)), threadOf(s, id));

/** The thread whose page is missing for the next step asks its pager. */
export const asks = (s: State, sender: Tid, { transfer, step, missing }: Ahead): Next => {
  const thread = missing === 'sender' ? sender : transfer.partner;
  const address = missing === 'sender' ? step.from : step.to;
  const fault: Missing = { is: 'copy', address: address - (address % 4), write: missing === 'receiver' };
  const { pager } = threadOf(s, thread).registers;
  const timeoutMs = timeoutFor(s, thread);
  return next(withFault(s, thread, fault), {
    do: 'send',
    from: thread,
    to: pager,
    message: NO_MESSAGE,
    timeoutMs,
    then: null,
  });
};

export const pageMissing = rule({
  name: 'strings/page-missing',
  profile: 'strings',
  source: [lecture(57), lecture(74), facts('3.7')],
  says: 'A page that is missing on either side of a copy is a fault of the thread whose page it is; it asks its own pager, for no longer than its partner allows.',
  formula: tex`\sigma(v) = \varnothing \Rightarrow \text{send}(p, \text{pager}(p), \pi_p)`,
  on: 'copy',
  when: (s, w) => {
    const it = ahead(s, w);
    return it !== false && it.missing !== null && it.missing !== it.transfer.paged ? it : false;
  },
  then: (s, { from }, it) => asks(s, from, it),
});

export const stillMissing = rule({
  name: 'strings/page-still-missing',
  profile: 'strings',
  source: [facts('3.7')],
  says: 'A pager whose answer leaves the page missing ends the copy: both partners are told that it was aborted, and keep what was copied.',
  formula: tex`\text{answered}(p) \land \sigma(v) = \varnothing \Rightarrow p, q : \text{aborted}`,
  on: 'copy',
  when: (s, w) => {
    const it = ahead(s, w);
    return it !== false && it.missing !== null && it.missing === it.transfer.paged ? it : false;
  },
  then: (s, { from }) => next(endTransfer(s, from, 'aborted')),
});

/** Kernel code has no instruction pointer of the thread's: the fault message says all ones in its place. */
const NO_IP = 0xffff_ffff;

export const missingMessage = rule({
  name: 'strings/missing-page-message',
  profile: 'strings',
  source: [lecture(74), facts('3.7')],
  says: 'The pager receives the address of the page that is missing for a copy, with bit 1 set if it was to be written, and all ones for the instruction pointer.',
  formula: tex`m = (a + 2 \, [\text{write}], 2^{32} - 1)`,
  on: 'deliver',
  when: (s, { from, to }) => (threadOf(s, to).fault === null ? missingOf(s, from) : false),
  then: (s, { from, to }, { address, write }) =>
    next(makeReady(s, to, received('ok', from, [address + (write ? 2 : 0), NO_IP]))),
});

export const awaitPage = rule({
  name: 'strings/await-page',
  profile: 'strings',
  source: [lecture(74), facts('3.7')],
  says: 'With the message delivered, the thread waits for the answer of its pager, for no longer than its partner allows.',
  formula: tex`p : \text{receiving}(\text{pager}(p), \pi_p), \quad \text{window} = V`,
  on: 'sent',
  when: (s, { from }) => missingOf(s, from) !== false && timeoutFor(s, from) !== 0,
  then: (s, { from, to }) => next(enterPhase(s, from, receiving(to, FAULT_ROOM, dueAfter(s, timeoutFor(s, from))))),
});

export const noTimeForPage = rule({
  name: 'strings/no-time-for-a-page',
  profile: 'strings',
  source: [facts('3.7'), facts('B4')],
  says: 'A page-fault timeout of 0 leaves the pager no time to answer.',
  formula: tex`\pi_p = 0 \Rightarrow \text{timeout}`,
  on: 'sent',
  when: (s, { from }) => missingOf(s, from) !== false && timeoutFor(s, from) === 0,
  then: (s, { from }) => next(s, { do: 'fail', thread: from, phase: 'receive', cause: 'timeout' }),
});

export const pageAnswered = rule({
  name: 'strings/page-answered',
  profile: 'strings',
  source: [lecture(57), facts('3.7'), facts('6.5')],
  says: 'Any message of the pager answers: the thread is in its transfer again, with partner, message and timeouts as before, and the copy can go on.',
  formula: tex`\text{deliver}(p) \Rightarrow p : \text{transferring}`,
  on: 'deliver',
  when: (s, { from, to }) => missingOf(s, to) !== false && threadOf(s, from).fault === null,
  then: (s, { to }) => {
    const t = threadOf(s, to);
    const transfer = transferFor(s, t);
    const isReceiver = t.transfer?.role === 'receiver';
    const sender = isReceiver ? t.transfer.partner : to;
    const back = isReceiver ? enterTransfer(s, to, t.transfer) : s;
    // The sender can use the processor from now on.
    return next(enterTransfer(back, sender, progressed(transfer, transfer.done, isReceiver ? 'receiver' : 'sender')));
  },
});

/** How both IPCs end where the nested one ends so: a timeout was the partner's to set. */
export const causeOf = ({ transfer }: Thread, cause: Work<'fail'>['cause']) => {
  if (cause !== 'timeout') return 'aborted';
  return transfer?.role === 'receiver' ? 'senderFaultTimeout' : 'receiverFaultTimeout';
};

/** The transfer of a thread whose page-fault timeout fired when `since` turns had been given ends for both sides. */
export const tooLate = (s: State, thread: Tid, since: number): State =>
  endTransfer(s, thread, causeOf(threadOf(s, thread), 'timeout'), since);

export const missingFails = rule({
  name: 'strings/pager-fails',
  profile: 'strings',
  source: [facts('3.2'), facts('3.7')],
  says: 'If the message to the pager fails both IPCs end: in the page-fault timeout of the partner, or aborted if the pager is no more.',
  formula: tex`\text{fail}(p, \text{timeout}) \Rightarrow p, q : \text{faultTimeout}_q`,
  on: 'fail',
  when: (s, { thread }) => missingOf(s, thread) !== false,
  then: (s, { thread, cause }) => next(endTransfer(s, thread, causeOf(threadOf(s, thread), cause))),
});
