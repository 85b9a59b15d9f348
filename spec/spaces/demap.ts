import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { makeReady, put, withSigma } from '../change.js';
import { threadOf } from '../state.js';
import type { State } from '../state.js';
import { facts, lecture, nil, readOnly } from '../vocabulary/index.js';
import { flush, flushDerived, isRoot, restrictDerived } from './forest.js';

export const unmap = rule({
  name: 'sigma/unmap',
  profile: 'sigma',
  source: [lecture(70), facts('3.4')],
  says: 'fpage_unmap demaps each page of the fpage, and its caller runs on.',
  formula: tex`\forall\, v \in F : \text{demap}(i, v)`,
  on: 'fpage_unmap',
  when: () => true,
  then: (s, { thread, fpage, own, readOnly }) => {
    const first = threadOf(s, thread).task * s.world.pages;
    const work: Work<'demap'>[] = [];
    const end = Math.min(fpage.base + 2 ** fpage.sizeLog2, s.world.pages);
    for (let page = fpage.base; page < end; page++) work.push({ do: 'demap', place: first + page, own, readOnly });
    return next(makeReady(s, thread, null), ...work, { do: 'dispatch', ran: thread });
  },
});

const held = (s: State, w: Work<'demap'>): boolean => s.sigma[w.place] !== nil;
/** The page itself goes too: only an owner other than sigma-zero can give up its own. */
const givesUp = (s: State, w: Work<'demap'>): boolean => w.own && !isRoot(s.world.pages, w.place);

export const demapNil = rule({
  name: 'sigma/demap-nil',
  profile: 'sigma',
  source: [facts('3.4')],
  says: 'A page that the caller does not have is skipped.',
  formula: tex`\sigma_i(v) = \varnothing \Rightarrow \sigma' = \sigma`,
  on: 'demap',
  when: (s, w) => !held(s, w),
  then: (s) => next(s),
});

export const demap = rule({
  name: 'sigma/demap',
  profile: 'sigma',
  source: [lecture(70), facts('A1'), facts('A2')],
  says: 'Every space that obtained the page from the owner, directly or not, loses it; the owner retains it.',
  formula: tex`\forall\, (k, u) < (i, v) : \sigma_k(u) := \varnothing`,
  on: 'demap',
  when: (s, w) => held(s, w) && !w.readOnly && !givesUp(s, w),
  then: (s, { place }) => next(withSigma(s, flushDerived(s.sigma, s.world.pages, place))),
});

export const demapOwn = rule({
  name: 'sigma/demap-own',
  profile: 'sigma',
  source: [facts('3.4'), facts('A2')],
  says: 'With the own flag the owner loses the page too.',
  formula: tex`\forall\, (k, u) \le (i, v) : \sigma_k(u) := \varnothing`,
  on: 'demap',
  when: (s, w) => held(s, w) && !w.readOnly && givesUp(s, w),
  then: (s, { place }) => next(withSigma(s, flush(s.sigma, s.world.pages, place))),
});

export const restrict = rule({
  name: 'sigma/restrict',
  profile: 'sigma',
  source: [facts('3.4')],
  says: 'A demap to read-only takes the right to write from everything derived, and from nothing else.',
  formula: tex`\forall\, (k, u) < (i, v) : r_k(u) := r_k(u) \cap \{\text{read}\}`,
  on: 'demap',
  when: (s, w) => held(s, w) && w.readOnly && !givesUp(s, w),
  then: (s, { place }) => next(withSigma(s, restrictDerived(s.sigma, s.world.pages, place))),
});

export const restrictOwn = rule({
  name: 'sigma/restrict-own',
  profile: 'sigma',
  source: [facts('3.4'), facts('B1')],
  says: 'With the own flag the owner keeps the page, to read only.',
  formula: tex`\forall\, (k, u) \le (i, v) : r_k(u) := r_k(u) \cap \{\text{read}\}`,
  on: 'demap',
  when: (s, w) => held(s, w) && w.readOnly && givesUp(s, w),
  then: (s, { place }) => {
    const sigma = restrictDerived(s.sigma, s.world.pages, place);
    return next(withSigma(s, put(sigma, place, readOnly(sigma[place]))));
  },
});

export const unmaps = family(unmap);
export const demaps = family(demapNil, demap, demapOwn, restrict, restrictOwn);
