import { forgetTransfer, makeReady, received } from '../change.js';
import { next, rule, tex } from '../rule.js';
import { copyCut } from '../strings/end.js';
import { asks, stillMissing } from '../strings/fault.js';
import { abort } from '../tasks/lthread-ex-regs.js';
import { facts } from '../vocabulary/index.js';

// Messages in memory as dialects have them.

export const faultAgain = rule({
  name: 'strings/page-asked-for-again',
  profile: 'strings',
  source: [facts('3.7')],
  says: 'A thread whose pager answers without the page asks it again.',
  formula: tex`\text{answered}(p) \land \sigma(v) = \varnothing \Rightarrow \text{send}(p, \text{pager}(p), \pi_p)`,
  on: 'copy',
  when: (s, w) => stillMissing.when(s, w),
  then: (s, { from }, it) => asks(s, from, it),
});

export const cutUnnoticed = rule({
  name: 'strings/cut-unnoticed',
  profile: 'strings',
  source: [facts('A14')],
  says: 'A message for which the receiver has too little room is cut: what fits is copied, no item follows, the receiver is told, and the sender goes on as if all had been taken.',
  formula: tex`m \npreceq b \lor (\text{items} \ne () \land \text{window} = \varnothing) \Rightarrow q : \text{messageCut}, \; \text{sent}(p)`,
  on: 'copy',
  when: (s, w) => copyCut.when(s, w),
  then: (s, { from }, { partner, message, then }) => {
    const told = makeReady(forgetTransfer(s, from, partner), partner, received('messageCut', from, message.words));
    return next(told, { do: 'sent', from, to: partner, then });
  },
});

export const abortWithIp = rule({
  name: 'strings/abort-with-ip',
  profile: 'strings',
  source: [facts('3.5'), facts('A24')],
  says: 'An exchange with a new instruction pointer aborts the transfer that the thread is in the middle of: its partner is told so, and what was copied stays.',
  formula: tex`q : \text{transferring}(r) \land x \ne \bot \Rightarrow r : \text{aborted}`,
  on: 'lthread_ex_regs',
  when: (s, w) => (w.ip === undefined ? false : abort.when(s, w)),
  then: (s, w, t) => abort.then(s, w, t),
});
