import { dueAfter, enterPhase, makeReady, received, receiving, withLine } from '../change.js';
import { next, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { ANY, NOBODY, lineId, lineOf } from '../state.js';
import type { LineState, State, Tid } from '../state.js';
import { fromEachSender } from '../ipc/senders.js';
import { facts, lecture } from '../vocabulary/index.js';

// Interrupts are messages from a line to the one thread that attached to it (L.27-28, F:3.6).

type Receive = Work<'receive'>;
/** The line that the thread is attached to, or -1. */
export const ownLine = (s: State, thread: Tid): number => s.lines.findIndex(({ owner }) => owner === thread);
const isRaised = (s: State, line: number): boolean => line >= 0 && s.lines[line].raised;
const stateOf = (s: State, from: Tid): LineState | undefined => s.lines[lineOf(from)];
const isOwn = (s: State, { thread, from }: Receive): boolean => stateOf(s, from)?.owner === thread;
const polls = ({ timeoutMs }: Receive): boolean => timeoutMs === 0;
const fromLine = ({ from }: Receive): boolean => lineOf(from) >= 0;
const opensOntoRaised = (s: State, { thread, from }: Receive): boolean =>
  from === ANY && isRaised(s, ownLine(s, thread));
const detaches = (s: State, w: Receive): boolean => w.from === NOBODY && polls(w) && ownLine(s, w.thread) >= 0;

/** Whether a line has to do with the receive: the rules of this file speak of it. */
export const receivesFromLine = (s: State, w: Receive): boolean =>
  s.lines.length > 0 ? fromLine(w) || opensOntoRaised(s, w) || detaches(s, w) : fromLine(w);

/** The thread has no line any more. */
export const released = (s: State, thread: Tid): State => {
  const line = ownLine(s, thread);
  return line < 0 ? s : withLine(s, line, NOBODY, false);
};
/** The interrupt is delivered: the message of a line has no words. */
export const delivered = (s: State, thread: Tid, line: number): Next =>
  next(makeReady(withLine(s, line, thread, false), thread, received('ok', lineId(line), [])));

export const attach = rule({
  name: 'interrupts/attach',
  profile: 'interrupts',
  source: [lecture(27), facts('3.6')],
  says: 'A receive from a free line with timeout 0 attaches the thread to it, and to no other; that it ends in a timeout is the sign of success.',
  formula: tex`\text{owner}(n) = \varnothing \Rightarrow \text{owner}(n) := p`,
  on: 'receive',
  when: (s, w) => polls(w) && stateOf(s, w.from)?.owner === NOBODY,
  then: (s, { thread, from }) =>
    next(withLine(released(s, thread), lineOf(from), thread, false), {
      do: 'fail',
      thread,
      phase: 'receive',
      cause: 'timeout',
    }),
});

export const attachRefused = rule({
  name: 'interrupts/attach-refused',
  profile: 'interrupts',
  source: [facts('3.6'), facts('A25')],
  says: 'A line that another thread has, or that the machine does not have, is refused; the thread keeps the line that it had.',
  formula: tex`\text{owner}(n) = q \ne p \Rightarrow \text{nonExistent}`,
  on: 'receive',
  when: (s, w) => {
    const owner = stateOf(s, w.from)?.owner;
    return fromLine(w) && polls(w) && owner !== NOBODY && owner !== w.thread;
  },
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'nonExistent' }),
});

export const takeRaised = rule({
  name: 'interrupts/take-raised',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'An interrupt that came before the thread waits for its line is delivered at once.',
  formula: tex`\text{raised}(n) \Rightarrow p : \text{ready}(\text{ok}, \text{from} = n)`,
  on: 'receive',
  when: (s, w) => isOwn(s, w) && isRaised(s, lineOf(w.from)),
  then: (s, { thread, from }) => delivered(s, thread, lineOf(from)),
});

export const pollLine = rule({
  name: 'interrupts/poll',
  profile: 'interrupts',
  source: [facts('3.6')],
  says: "With timeout 0 and nothing raised, a receive from one's own line ends at once.",
  formula: tex`\tau = 0 \land \lnot\, \text{raised}(n) \Rightarrow \text{timeout}`,
  on: 'receive',
  when: (s, w) => polls(w) && isOwn(s, w) && !isRaised(s, lineOf(w.from)),
  then: (s, { thread }) => next(s, { do: 'fail', thread, phase: 'receive', cause: 'timeout' }),
});

export const awaitLine = rule({
  name: 'interrupts/await',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'A thread waits for a line; of a line that it has not attached to, nothing ever comes.',
  formula: tex`p : \text{receiving}(n)`,
  on: 'receive',
  when: (s, w) => fromLine(w) && !polls(w) && !(isOwn(s, w) && isRaised(s, lineOf(w.from))),
  then: (s, { thread, from, room, timeoutMs }) =>
    next(enterPhase(s, thread, receiving(from, room, dueAfter(s, timeoutMs)))),
});

export const lineOrSender = rule({
  name: 'interrupts/line-or-sender',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'An open receive takes the interrupt that came on the line of the thread, or any of the waiting senders.',
  formula: tex`\text{raised}(n) \Rightarrow \text{receive}(p, \text{any}) \to n \mid q`,
  on: 'receive',
  when: (s, w) => opensOntoRaised(s, w),
  then: (s, w) => [delivered(s, w.thread, ownLine(s, w.thread)), ...fromEachSender(s, w)],
});

export const detach = rule({
  name: 'interrupts/detach',
  profile: 'interrupts',
  source: [facts('3.6'), facts('A26')],
  says: 'A receive from nobody with timeout 0 gives up the line, and what came on it.',
  formula: tex`\text{owner}(n) = p \Rightarrow \text{owner}(n) := \varnothing`,
  on: 'receive',
  when: (s, w) => detaches(s, w),
  then: (s, { thread }) => next(released(s, thread), { do: 'fail', thread, phase: 'receive', cause: 'timeout' }),
});
