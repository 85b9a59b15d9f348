import { numberOf, sourceNumberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { NOBODY } from '../state.js';
import type { State, Tid } from '../state.js';
import { lecture } from '../vocabulary/index.js';
import type { Receive } from '../vocabulary/index.js';

/** The receive phase of a call, as work. To receive from oneself is to receive from nobody. */
export const receivePhase = (s: State, thread: Tid, receive: Receive): Work<'receive'> => {
  const from = sourceNumberOf(s.world, receive.from);
  return {
    do: 'receive',
    thread,
    from: from === thread ? NOBODY : from,
    window: receive.window ?? null,
    poll: receive.timeoutMs === 0,
  };
};

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
        to: numberOf(s.world, send.to),
        message: send,
        poll: send.timeoutMs === 0,
        then: receive ?? null,
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
  then: (s, { thread }, receive) => next(s, receivePhase(s, thread, receive), { do: 'dispatch', ran: thread }),
});

export const calls = family(sendPhaseFirst, receivePhaseOnly);
