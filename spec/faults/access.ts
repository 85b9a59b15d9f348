import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady, put, withFrames } from '../change.js';
import { threadOf } from '../state.js';
import type { State } from '../state.js';
import { lecture, nil, pageOf, wordOf, writable } from '../vocabulary/index.js';
import type { Place } from '../vocabulary/index.js';
import { realFrame } from '../spaces/forest.js';

/** The page that an access touches, if it lies below the user limit and its space has it. */
const touched = (s: State, { thread, address }: Work<'load' | 'store'>): Place | false => {
  const page = pageOf(address);
  if (page >= s.world.pages) return false;
  const place = threadOf(s, thread).task * s.world.pages + page;
  return s.sigma[place] === nil ? false : place;
};
/** The frame behind the access, if it is allowed. */
const frameTo = (s: State, w: Work<'load' | 'store'>): { readonly frame: number } | false => {
  const place = touched(s, w);
  if (place === false || (w.do === 'store' && !writable(s.sigma[place]))) return false;
  return { frame: realFrame(s.sigma, s.world.pages, place) };
};
const withWord = (words: readonly number[], index: number, value: number): readonly number[] => {
  const grown = words.slice();
  while (grown.length < index) grown.push(0);
  grown[index] = value;
  return grown;
};

export const load = rule({
  name: 'access/load',
  profile: 'sigma',
  source: [lecture(22), lecture(68)],
  says: 'A load from a page that the space has reads the word of its frame.',
  formula: tex`\sigma(v) = f \Rightarrow \text{load}(v) = \text{mem}(f)`,
  on: 'load',
  when: (s, w) => frameTo(s, w),
  then: (s, { thread, address }, { frame }) =>
    next(makeReady(s, thread, { is: 'loaded', value: s.frames[frame]?.[wordOf(address)] ?? 0 }), {
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
  when: (s, w) => frameTo(s, w) === false,
  then: (s, { thread, address }) =>
    next(s, { do: 'fault', thread, address, store: null }, { do: 'dispatch', ran: thread }),
});

export const store = rule({
  name: 'access/store',
  profile: 'sigma',
  source: [lecture(22), lecture(42)],
  says: 'A store to a page that the space may write changes the word of its frame, for every space that has it.',
  formula: tex`\sigma(v) = f \land w \in r \Rightarrow \text{mem}(f) := x`,
  on: 'store',
  when: (s, w) => frameTo(s, w),
  then: (s, { thread, address, value }, { frame }) => {
    const frames = put(s.frames, frame, withWord(s.frames[frame] ?? [], wordOf(address), value));
    return next(makeReady(withFrames(s, frames), thread, { is: 'stored' }), { do: 'dispatch', ran: thread });
  },
});

export const storeFaults = rule({
  name: 'fault/store',
  profile: 'sigma',
  source: [lecture(42), lecture(74)],
  says: 'A store to a nil page, or to one that may only be read, faults.',
  formula: tex`\sigma(v) = \varnothing \lor w \notin r \Rightarrow \text{store}(v) \to \text{fault}`,
  on: 'store',
  when: (s, w) => frameTo(s, w) === false,
  then: (s, { thread, address, value }) =>
    next(s, { do: 'fault', thread, address, store: value }, { do: 'dispatch', ran: thread }),
});

export const loads = family(load, loadFaults);
export const stores = family(store, storeFaults);
