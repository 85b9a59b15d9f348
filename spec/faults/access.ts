import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady, withFrames } from '../change.js';
import { threadOf } from '../state.js';
import type { State } from '../state.js';
import { loadWord, spotOf, storeWord } from '../strings/memory.js';
import type { Spot } from '../strings/memory.js';
import { lecture } from '../vocabulary/index.js';

/** The word behind the access, if it is allowed. */
const spotBehind = (s: State, { do: is, thread, address }: Work<'load' | 'store'>): Spot | false =>
  spotOf(s, threadOf(s, thread).task, address, is === 'store');

export const load = rule({
  name: 'access/load',
  profile: 'sigma',
  source: [lecture(22), lecture(68)],
  says: 'A load from a page that the space has reads the word of its frame.',
  formula: tex`\sigma(v) = f \Rightarrow \text{load}(v) = \text{mem}(f)`,
  on: 'load',
  when: (s, w) => spotBehind(s, w),
  then: (s, { thread }, spot) =>
    next(makeReady(s, thread, { is: 'loaded', value: loadWord(s.frames, spot) }), {
      do: 'dispatch',
      ran: thread,
    }),
});

export const loadFaults = rule({
  name: 'fault/load',
  profile: 'sigma',
  source: [lecture(22), lecture(74)],
  says: 'A load from a nil page faults.',
  formula: tex`\sigma(v) = \varnothing \Rightarrow \text{load}(v) \to \text{fault}`,
  on: 'load',
  when: (s, w) => spotBehind(s, w) === false,
  then: (s, { thread, address }) =>
    next(s, { do: 'fault', thread, address, store: null }, { do: 'dispatch', ran: thread }),
});

export const store = rule({
  name: 'access/store',
  profile: 'sigma',
  source: [lecture(22), lecture(42)],
  says: 'A store to a page that the space may write changes the word of its frame, for every space that has it.',
  formula: tex`\sigma(v) = f \land \text{write} \in r \Rightarrow \text{mem}(f) := x`,
  on: 'store',
  when: (s, w) => spotBehind(s, w),
  then: (s, { thread, value }, spot) => {
    const stored = withFrames(s, storeWord(s.frames, spot, value));
    return next(makeReady(stored, thread, { is: 'stored' }), { do: 'dispatch', ran: thread });
  },
});

export const storeFaults = rule({
  name: 'fault/store',
  profile: 'sigma',
  source: [lecture(42), lecture(74)],
  says: 'A store to a nil page, or to one that may only be read, faults.',
  formula: tex`\sigma(v) = \varnothing \lor \text{write} \notin r \Rightarrow \text{store}(v) \to \text{fault}`,
  on: 'store',
  when: (s, w) => spotBehind(s, w) === false,
  then: (s, { thread, address, value }) =>
    next(s, { do: 'fault', thread, address, store: value }, { do: 'dispatch', ran: thread }),
});

export const loads = family(load, loadFaults);
export const stores = family(store, storeFaults);
