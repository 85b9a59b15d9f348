import { copyBy, enterTransfer, withMet } from '../change.js';
import { isInMemory } from '../ipc/message.js';
import { next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { threadOf } from '../state.js';
import type { State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import { planOf } from './plan.js';

/** Some of the message is to be copied: it lies in memory, and the receiver does not wait for an answer to a fault, of which only the items count. */
export const isCopied = (s: State, { to, message }: Work<'transfer'>): boolean =>
  isInMemory(message) && threadOf(s, to).fault === null;

export const begin = rule({
  name: 'strings/begin',
  profile: 'strings',
  source: [lecture(46), lecture(50), facts('1.4')],
  says: 'A message that lies in memory is copied from space to space, by the sender, in steps; from now on neither side can time out.',
  formula: tex`\text{transfer}(p, q) \to p, q : \text{transferring} \mathbin{;} \text{step}_1 \mathbin{;} \dots \mathbin{;} \text{step}_n`,
  on: 'transfer',
  when: (s, w) => isCopied(s, w),
  then: (s, { from, to, message, room, then }) => {
    const plan = planOf(message, room);
    const met = withMet(s, to, from);
    const copied = enterTransfer(met, to, { role: 'receiver', partner: from });
    const copying = enterTransfer(copied, from, {
      role: 'sender',
      partner: to,
      message,
      room,
      then,
      plan,
      done: 0,
      paged: null,
    });
    return next(copyBy(copying, from), { do: 'copy', from, isPoint: false });
  },
});

export const goOn = rule({
  name: 'strings/go-on',
  profile: 'strings',
  source: [lecture(57), facts('1.4')],
  says: 'When the sender of a transfer gets the processor it goes on with the copy, where it was.',
  formula: tex`p : \text{transferring} \Rightarrow \text{running} := p \mathbin{;} \text{step}_{i+1}`,
  on: 'resume',
  when: (s, { thread }) => {
    const { phase, transfer } = threadOf(s, thread);
    return phase.is === 'transferring' && transfer?.role === 'sender' ? transfer : false;
  },
  then: (s, { thread }, { partner }) =>
    next(
      withMet(copyBy(s, thread), partner, thread),
      { do: 'copy', from: thread, isPoint: true },
      { do: 'dispatch', ran: thread },
    ),
});
