import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady, withMet } from '../change.js';
import { NOBODY, threadOf } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';

const cut = ({ message, window }: Work<'transfer'>): boolean => message.items.length > 0 && window === null;

export const transfer = rule({
  name: 'ipc/transfer',
  profile: 'ipc',
  source: [lecture(46), lecture(58)],
  says: 'The words and then the items of the message go to the receiver, in order; then both sides end.',
  formula: tex`\text{transfer}(p, q) \to \text{item}_1 ; \dots ; \text{item}_n ; \text{deliver}(q) ; \text{sent}(p)`,
  on: 'transfer',
  when: (_, w) => !cut(w),
  then: (s, { from, to, message, window, then }) => {
    const ends: Work[] = [
      { do: 'deliver', from, to, message },
      { do: 'sent', from, to, then },
    ];
    const met = withMet(s, to, from);
    if (window === null) return next(met, ...ends);
    const [source, target] = [threadOf(s, from).task, threadOf(s, to).task];
    return next(
      met,
      ...message.items.map((item): Work<'item'> => ({ do: 'item', from: source, to: target, item, window })),
      ...ends,
    );
  },
});

export const transferCut = rule({
  name: 'ipc/transfer-cut',
  profile: 'ipc',
  source: [facts('3.2'), facts('A14')],
  says: 'A receiver without a window takes no items: the message is cut, both partners are told, and the sender does not go on to receive.',
  formula: tex`\text{items} \ne () \land \text{window} = \varnothing \Rightarrow p, q : \text{messageCut}`,
  on: 'transfer',
  when: (_, w) => cut(w),
  then: (s, { from, to, message }) => {
    const received = makeReady(s, to, { is: 'ipc', phase: 'receive', cause: 'messageCut', from, words: message.words });
    return next(
      withMet(
        makeReady(received, from, { is: 'ipc', phase: 'send', cause: 'messageCut', from: NOBODY, words: null }),
        to,
        from,
      ),
    );
  },
});

export const transfers = family(transfer, transferCut);
