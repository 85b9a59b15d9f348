import { family, next, rule, tex } from '../rule.js';
import { enterPhase, makeReady, received, receiving, withFault } from '../change.js';
import { FAULT_ROOM, NO_MESSAGE } from '../ipc/message.js';
import { FOREVER, HALTED, threadOf } from '../state.js';
import type { Fault, State, Tid } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

// A page fault is an IPC, a call by the kernel in the thread's name to its pager (L.23, L.74).

export const raise = rule({
  name: 'fault/raise',
  profile: 'ipc',
  source: [lecture(23), lecture(74), facts('3.7')],
  says: 'A thread that faults sends a message to its pager; the kernel does so in its name.',
  formula: tex`\text{fault}(p, a) \to \text{send}(p, \text{pager}(p))`,
  on: 'fault',
  when: () => true,
  then: (s, { thread, address, store }) =>
    next(withFault(s, thread, { is: 'access', address, store }), {
      do: 'send',
      from: thread,
      to: threadOf(s, thread).registers.pager,
      message: NO_MESSAGE,
      timeoutMs: 'never',
      then: null,
    }),
});

type Access = Extract<Fault, { is: 'access' }>;
const accessOf = (s: State, id: Tid): Access | false => {
  const { fault } = threadOf(s, id);
  return fault?.is === 'access' ? fault : false;
};

/** The thread faulted, or raised an exception, by an instruction of its own, and not in the copy of a message. */
const isOwn = (s: State, id: Tid): boolean => {
  const { fault } = threadOf(s, id);
  return fault !== null && fault.is !== 'copy';
};

/** The two words of a fault message. */
const faultWords = ({ address, store }: Access, ip: number): readonly number[] => [
  address + (store === null ? 0 : 2),
  ip,
];

export const faultMessage = rule({
  name: 'fault/message',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'The pager receives the address of the fault, with bit 1 set if it was a write, and the instruction pointer.',
  formula: tex`m = (a + 2 \, [\text{write}], \text{ip}(p))`,
  on: 'deliver',
  when: (s, { from, to }) => (threadOf(s, to).fault === null ? accessOf(s, from) : false),
  then: (s, { from, to }, fault) =>
    next(makeReady(s, to, received('ok', from, faultWords(fault, threadOf(s, from).registers.ip)))),
});

export const awaitAnswer = rule({
  name: 'fault/await-answer',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'With its fault message delivered, the thread waits for the answer, ready to take pages anywhere in its space.',
  formula: tex`p : \text{receiving}(\text{pager}(p)), \quad \text{window} = V`,
  on: 'sent',
  when: (s, { from }) => isOwn(s, from),
  then: (s, { from, to }) => next(enterPhase(s, from, receiving(to, FAULT_ROOM, FOREVER))),
});

export const faultAnswered = rule({
  name: 'fault/answered',
  profile: 'ipc',
  source: [lecture(74), facts('3.7')],
  says: 'Any message of the pager answers the fault: the thread is ready to try its access again.',
  formula: tex`\text{deliver}(p) \Rightarrow p : \text{ready}`,
  on: 'deliver',
  when: (s, { from, to }) => accessOf(s, to) !== false && threadOf(s, from).fault === null,
  then: (s, { to }) => next(makeReady(s, to, null)),
});

export const faultHalts = rule({
  name: 'fault/halts',
  profile: 'ipc',
  source: [lecture(20), facts('3.7')],
  says: 'A thread whose fault message reaches nobody, or whose answer can no longer come, is halted.',
  formula: tex`\text{pager}(p) \notin T \setminus \{p\} \Rightarrow p : \text{halted}`,
  on: 'fail',
  when: (s, { thread }) => isOwn(s, thread),
  then: (s, { thread }) => next(enterPhase(s, thread, HALTED)),
});

export const faults = family(raise);
