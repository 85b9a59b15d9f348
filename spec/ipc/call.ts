import { numberOf, sourceNumberOf } from '../names.js';
import { messageOf, roomOf } from './message.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { NOBODY } from '../state.js';
import type { Reception, State, Tid } from '../state.js';
import { lecture } from '../vocabulary/index.js';
import type { Receive } from '../vocabulary/index.js';

/** The receive phase of a call. To receive from oneself is to receive from nobody. */
const receptionOf = (s: State, thread: Tid, receive: Receive): Reception => {
  const source = sourceNumberOf(s, receive.from);
  return { from: source === thread ? NOBODY : source, room: roomOf(receive), timeoutMs: receive.timeoutMs };
};
/** A receive phase as work. */
export const receivePhase = (thread: Tid, { from, room, timeoutMs }: Reception): Work<'receive'> => ({
  do: 'receive',
  thread,
  from,
  room,
  timeoutMs,
});

export const sendPhaseFirst = rule({
  name: 'ipc/send-phase-first',
  profile: 'ipc',
  source: [lecture(45), lecture(58)],
  says: 'A call with a send phase begins with it; its receive phase, if it has one, follows.',
  formula: tex`\text{ipc}(s, r) \to \text{send}(s) \mathbin{;} r`,
  on: 'ipc',
  when: (_, { send }) => send ?? false,
  then: (s, { thread, receive }, send) =>
    next(
      s,
      {
        do: 'send',
        from: thread,
        to: numberOf(s, send.to),
        message: messageOf(send),
        timeoutMs: send.timeoutMs,
        then: receive === undefined ? null : receptionOf(s, thread, receive),
      },
      { do: 'dispatch', ran: thread },
    ),
});

export const receivePhaseOnly = rule({
  name: 'ipc/receive-phase-only',
  profile: 'ipc',
  source: [lecture(45)],
  says: 'A call without a send phase is its receive phase.',
  formula: tex`\text{ipc}(\varnothing, r) \to r`,
  on: 'ipc',
  when: (_, { send, receive }) => (send === undefined && receive !== undefined ? receive : false),
  then: (s, { thread }, receive) =>
    next(s, receivePhase(thread, receptionOf(s, thread, receive)), { do: 'dispatch', ran: thread }),
});

export const calls = family(sendPhaseFirst, receivePhaseOnly);
