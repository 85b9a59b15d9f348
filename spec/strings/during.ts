import { forgetMet, withArmed } from '../change.js';
import { family, next, nextInstead, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { ENDLESS } from '../state.js';
import type { Armed, State } from '../state.js';
import { facts, lecture } from '../vocabulary/index.js';
import { isArriving, transferOf } from './progress.js';

// Events that come in the middle of a copy: between two steps interrupts are taken, and other threads may run (F:1.4).

export const arm = rule({
  name: 'strings/arm',
  profile: 'strings',
  source: [lecture(57), facts('1.4')],
  says: 'An event is announced that is to come in the middle of a copy; the one that was announced before will not come any more.',
  formula: tex`\text{armed} := (k, e)`,
  on: 'during',
  when: () => true,
  then: (s, { k, event }) => next(withArmed(s, { k, event }), { do: 'dispatch', ran: s.running }),
});

/** The event as work: what it does while the sender of a transfer has the processor. */
const eventOf = (s: State, { event }: Armed): Work => {
  switch (event.do) {
    case 'interrupt':
      return { do: 'interrupt', line: event.line, isCopying: true };
    case 'tick':
      return { do: 'tick', left: event.ms, elapsed: 0, copying: s.met };
    case 'slice_end':
      return { do: 'slice_end' };
  }
};
/** Time is asked who woke of late, not who met in this step before; the tick keeps that. */
const before = (s: State, { event }: Armed): State => (event.do === 'tick' ? forgetMet(s) : s);

export const arrives = rule({
  name: 'strings/arrives',
  profile: 'strings',
  source: [lecture(57), facts('1.4')],
  says: 'Between two steps of the copy, from as many done as it was announced for, the event comes; or it comes later, or not at all.',
  formula: tex`i \ge k \Rightarrow e \mathbin{;} \text{step}_{i+1} \;\mid\; \text{step}_{i+1}`,
  on: 'copy',
  when: (s, w) => (isArriving(s, w) ? s.armed : null) ?? false,
  then: (s, { from }, armed) => {
    const { plan, done } = transferOf(s, from);
    const isLast = done === plan.steps.length - 1;
    const on: Work = { do: 'copy', from, isPoint: false };
    return [next(before(withArmed(s, null), armed), eventOf(s, armed), on), next(isLast ? withArmed(s, null) : s, on)];
  },
});

export const sliceEndsInCopy = rule({
  name: 'strings/slice-ends',
  profile: 'strings',
  source: [lecture(25), facts('1.4')],
  says: 'A slice that ends in the middle of a copy leaves the processor to the round robin; that the copy goes on is a turn as well.',
  formula: tex`\text{slice} < \infty \Rightarrow \text{pick}`,
  on: 'slice_end',
  when: (s) => s.slice.most !== ENDLESS,
  then: (s) => nextInstead(forgetMet(s), { do: 'pick' }),
});

export const sliceIsEndless = rule({
  name: 'strings/slice-without-end',
  profile: 'strings',
  source: [lecture(25)],
  says: 'A slice without an end does not end in the middle of a copy.',
  formula: tex`\text{slice} = \infty \Rightarrow s' = s`,
  on: 'slice_end',
  when: (s) => s.slice.most === ENDLESS,
  then: (s) => next(s),
});

export const durings = family(arm);
export const sliceEnds = family(sliceEndsInCopy, sliceIsEndless);
