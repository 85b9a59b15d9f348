import { endAlone, endTransfer, forgetTransfer, makeReady, received } from '../change.js';
import { arrivesWhole } from '../ipc/transfer.js';
import { next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { findThread } from '../state.js';
import type { Copying, State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import { isOver, transferOf } from './progress.js';

/** The message of a copy that is over does not fit: it was longer than its buffers, or has items for which there is no window. */
export const isCut = ({ plan, message, room }: Copying): boolean =>
  plan.isCut || (message.items.length > 0 && room.window === null);
/** The transfer of a copy that is over, if it was cut, or was not. */
const over = (s: State, w: Work<'copy'>, cut: boolean): Copying | false => {
  const transfer = transferOf(s, w.from);
  return isOver(s, w) && isCut(transfer) === cut ? transfer : false;
};

export const copied = rule({
  name: 'strings/copied',
  profile: 'strings',
  source: [lecture(46), lecture(58)],
  says: 'When all is copied the items of the message follow; then both sides end.',
  formula: tex`\text{transfer}(p, q) \to \text{item}_1 \mathbin{;} \dots \mathbin{;} \text{item}_n \mathbin{;} \text{deliver}(q) \mathbin{;} \text{sent}(p)`,
  on: 'copy',
  when: (s, w) => over(s, w, false),
  then: (s, { from }, { partner, message, room, then }) =>
    next(forgetTransfer(s, from, partner), ...arrivesWhole(s, { from, to: partner, message, room, then })),
});

export const copyCut = rule({
  name: 'strings/cut',
  profile: 'strings',
  source: [facts('3.2'), facts('A14')],
  says: 'A message for which the receiver has too little room is cut: what fits is copied, no item follows, both partners are told, and the sender does not go on to receive.',
  formula: tex`m \npreceq b \lor (\text{items} \ne () \land \text{window} = \varnothing) \Rightarrow p, q : \text{messageCut}`,
  on: 'copy',
  when: (s, w) => over(s, w, true),
  then: (s, { from }, { partner, message }) =>
    next(makeReady(endTransfer(s, from, 'messageCut'), partner, received('messageCut', from, message.words))),
});

export const bereaveTransfer = rule({
  name: 'strings/partner-deleted',
  profile: 'strings',
  source: [facts('3.2'), facts('3.5')],
  says: 'A thread whose partner goes in the middle of a transfer is told that it was aborted; what was copied stays.',
  formula: tex`q \notin T \land p : \text{transferring}(q) \Rightarrow p : \text{aborted}`,
  on: 'bereave',
  when: (s, { thread, gone }) => findThread(s, thread)?.transfer?.partner === gone,
  then: (s, { thread }) => next(endAlone(s, thread, 'aborted')),
});
