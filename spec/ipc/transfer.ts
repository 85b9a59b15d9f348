import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { ended, makeReady, received, withMet } from '../change.js';
import { threadOf } from '../state.js';
import type { State } from '../state.js';
import { begin, isCopied } from '../strings/transfer.js';
import { facts, lecture } from '../vocabulary/index.js';

type Transferred = Omit<Work<'transfer'>, 'do'>;
const cut = ({ message, room }: Transferred): boolean => message.items.length > 0 && room.window === null;

/** Once the words, and what is copied, are with the receiver: the items, in order; then both sides end. */
export const arrivesWhole = (s: State, { from, to, message, room: { window }, then }: Transferred): readonly Work[] => {
  const ends: Work[] = [
    { do: 'deliver', from, to, message },
    { do: 'sent', from, to, then },
  ];
  if (window === null) return ends;
  const [source, target] = [threadOf(s, from).task, threadOf(s, to).task];
  return [
    ...message.items.map((item): Work<'item'> => ({ do: 'item', from: source, to: target, item, window })),
    ...ends,
  ];
};

export const transfer = rule({
  name: 'ipc/transfer',
  profile: 'ipc',
  source: [lecture(46), lecture(58)],
  says: 'The words and then the items of the message go to the receiver, in order; then both sides end.',
  formula: tex`\text{transfer}(p, q) \to \text{item}_1 \mathbin{;} \dots \mathbin{;} \text{item}_n \mathbin{;} \text{deliver}(q) \mathbin{;} \text{sent}(p)`,
  on: 'transfer',
  when: (s, w) => !isCopied(s, w) && !cut(w),
  then: (s, w) => next(withMet(s, w.to, w.from), ...arrivesWhole(s, w)),
});

export const transferCut = rule({
  name: 'ipc/transfer-cut',
  profile: 'ipc',
  source: [facts('3.2'), facts('A14')],
  says: 'A receiver without a window takes no items: the message is cut, both partners are told, and the sender does not go on to receive.',
  formula: tex`\text{items} \ne () \land \text{window} = \varnothing \Rightarrow p, q : \text{messageCut}`,
  on: 'transfer',
  when: (s, w) => !isCopied(s, w) && cut(w),
  then: (s, { from, to, message }) => {
    const told = makeReady(s, to, received('messageCut', from, message.words));
    return next(withMet(makeReady(told, from, ended('send', 'messageCut')), to, from));
  },
});

export const transfers = family(transfer, transferCut, begin);
