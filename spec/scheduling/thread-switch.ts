import { numberOf } from '../names.js';
import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady } from '../change.js';
import { findThread, isRunnable } from '../state.js';
import type { State } from '../state.js';
import { splitting } from '../timeouts/split.js';
import { facts, lecture } from '../vocabulary/index.js';

const targetReady = (s: State, { to }: Work<'thread_switch'>): boolean => isRunnable(s, findThread(s, numberOf(s, to)));

export const yieldTo = rule({
  name: 'schedule/yield-to',
  profile: 'ipc',
  source: [lecture(25), facts('3.5')],
  says: 'thread_switch to a ready thread gives it the processor, for the rest of the caller’s slice.',
  formula: tex`q : \text{ready} \Rightarrow \text{running} := q`,
  on: 'thread_switch',
  when: (s, w) => targetReady(s, w),
  then: (s, { thread, to }) => next(makeReady(s, thread, null), { do: 'resume', thread: numberOf(s, to) }),
});

export const yieldToAll = rule({
  name: 'schedule/yield',
  profile: 'ipc',
  source: [lecture(25), facts('3.5')],
  says: 'thread_switch to nobody, or to a thread that is not ready, asks the round robin.',
  formula: tex`\lnot\, q : \text{ready} \Rightarrow \text{pick}`,
  on: 'thread_switch',
  when: (s, w) => !targetReady(s, w),
  then: (s, { thread }) => next(makeReady(s, thread, null), { do: 'pick' }),
});

export const threadSwitches = splitting(
  'timeouts/undecided-target',
  'Whether the timeout of the target has fired shows in thread_switch: it has and the target can run, or it waits.',
  ({ to }, s) => numberOf(s, to),
  family(yieldTo, yieldToAll),
);
