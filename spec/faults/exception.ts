import { makeReady, received, withFault } from '../change.js';
import { NO_MESSAGE } from '../ipc/message.js';
import { family, next, rule, tex } from '../rule.js';
import { threadOf } from '../state.js';
import type { Fault, State, Tid } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

// An exception is an IPC, a call by the kernel in the thread's name to its handler (L.20, L.25).

const trapOf = (s: State, id: Tid): Extract<Fault, { is: 'trap' }> | false => {
  const { fault } = threadOf(s, id);
  return fault?.is === 'trap' ? fault : false;
};

export const raiseException = rule({
  name: 'exceptions/raise',
  profile: 'exceptions',
  source: [lecture(20), lecture(25)],
  says: 'A thread that raises an exception sends a message to its handler; the kernel does so in its name.',
  formula: tex`\text{trap}(p, x) \to \text{send}(p, \text{handler}(p))`,
  on: 'trap',
  when: () => true,
  then: (s, { thread, vector }) =>
    next(
      withFault(s, thread, { is: 'trap', vector }),
      {
        do: 'send',
        from: thread,
        to: threadOf(s, thread).registers.handler,
        message: NO_MESSAGE,
        timeoutMs: 'never',
        then: null,
      },
      { do: 'dispatch', ran: thread },
    ),
});

export const exceptionMessage = rule({
  name: 'exceptions/message',
  profile: 'exceptions',
  source: [lecture(20)],
  says: 'The handler receives the number of the exception and the instruction pointer.',
  formula: tex`m = (x, \text{ip}(p))`,
  on: 'deliver',
  when: (s, { from, to }) => (threadOf(s, to).fault === null ? trapOf(s, from) : false),
  then: (s, { from, to }, { vector }) =>
    next(makeReady(s, to, received('ok', from, [vector, threadOf(s, from).registers.ip]))),
});

export const exceptionAnswered = rule({
  name: 'exceptions/answered',
  profile: 'exceptions',
  source: [lecture(20), facts('3.7')],
  says: 'Any message of the handler answers the exception: the thread goes on with its next instruction.',
  formula: tex`\text{deliver}(p) \Rightarrow p : \text{ready}`,
  on: 'deliver',
  when: (s, { from, to }) => trapOf(s, to) !== false && threadOf(s, from).fault === null,
  then: (s, { to }) => next(makeReady(withFault(s, to, null), to, null)),
});

export const traps = family(raiseException);
