import { forgetMet, makeReady, received, withLine, withSlice } from '../change.js';
import { family, next, nextInstead, rule, tex } from '../rule.js';
import type { Next, Work } from '../rule.js';
import { eitherSlice } from '../scheduling/slice.js';
import { ANY, NOBODY, findThread, lineId, threadOf } from '../state.js';
import type { State, Tid } from '../state.js';
import { splitting } from '../timeouts/split.js';
import { facts, lecture } from '../vocabulary/index.js';

// The hardware raises a line (L.27-28).

export const ownerOf = (s: State, { line }: Work<'interrupt'>): Tid => s.lines[line]?.owner ?? NOBODY;
/** The handler waits for its line, or for anybody. */
const isAwaited = (s: State, w: Work<'interrupt'>): boolean => {
  const phase = findThread(s, ownerOf(s, w))?.phase;
  return phase?.is === 'receiving' && (phase.from === ANY || phase.from === lineId(w.line));
};

/** Nobody is woken: whoever ran, or copies, goes on. */
export const goesOn = (s: State, { isCopying }: Work<'interrupt'>): readonly Work[] =>
  isCopying ? [] : [{ do: 'dispatch', ran: s.running }];

/** The handler has its message. */
export const told = (s: State, w: Work<'interrupt'>): State =>
  makeReady(s, ownerOf(s, w), received('ok', lineId(w.line), []));
/** It runs, whoever had the processor. */
export const handlerRuns = (s: State, handler: Tid): Next =>
  nextInstead(withSlice(forgetMet(s), eitherSlice(s, threadOf(s, handler))), { do: 'resume', thread: handler });
export const isDelivered = (s: State, w: Work<'interrupt'>): boolean => ownerOf(s, w) !== NOBODY && isAwaited(s, w);

export const unattached = rule({
  name: 'interrupts/unattached',
  profile: 'interrupts',
  source: [lecture(27)],
  says: 'An interrupt on a line that nobody has is lost.',
  formula: tex`\text{owner}(n) = \varnothing \Rightarrow s' = s`,
  on: 'interrupt',
  when: (s, w) => ownerOf(s, w) === NOBODY,
  then: (s, w) => next(s, ...goesOn(s, w)),
});

export const deliverInterrupt = rule({
  name: 'interrupts/deliver',
  profile: 'interrupts',
  source: [lecture(28), facts('1.2')],
  says: 'A handler that waits receives the interrupt as a message of its line, and runs.',
  formula: tex`q : \text{receiving}(n \mid \text{any}) \Rightarrow q : \text{ready}(\text{ok}, \text{from} = n), \; \text{running} := q`,
  on: 'interrupt',
  when: (s, w) => isDelivered(s, w),
  then: (s, w) => handlerRuns(told(s, w), ownerOf(s, w)),
});

export const remember = rule({
  name: 'interrupts/remember',
  profile: 'interrupts',
  source: [lecture(28), facts('3.6')],
  says: 'An interrupt whose handler does not wait for it is remembered, once.',
  formula: tex`\text{raised}(n) := \top`,
  on: 'interrupt',
  when: (s, w) => ownerOf(s, w) !== NOBODY && !isAwaited(s, w),
  then: (s, w) => next(withLine(s, w.line, ownerOf(s, w), true), ...goesOn(s, w)),
});

export const interrupts = splitting(
  'timeouts/undecided-handler',
  'Whether the timeout of a handler has fired decides whether the interrupt finds it waiting.',
  (w, s) => ownerOf(s, w),
  family(unattached, deliverInterrupt, remember),
);
