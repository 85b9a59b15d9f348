import { family, next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { put, withSigma } from '../change.js';
import type { State } from '../state.js';
import { facts, lecture, names, nil, sourceOf, writable } from '../vocabulary/index.js';
import type { Place } from '../vocabulary/index.js';
import { flush } from './forest.js';

// One page of an item: may it be sent at all, and is its destination free?

const sourceTask = (s: State, w: Work<'page'>): number => Math.floor(w.source / s.world.pages);
const targetOf = (s: State, w: Work<'page'>): Place => w.task * s.world.pages + w.page;
const held = (s: State, w: Work<'page'>): boolean => s.sigma[w.source] !== nil;
/** The page is held, leaves its task, and its destination is a page that can hold it. */
const sendable = (s: State, w: Work<'page'>): boolean =>
  held(s, w) && sourceTask(s, w) !== w.task && w.task !== 0 && w.page < s.world.pages;
const namesSource = (s: State, w: Work<'page'>): boolean => {
  const mapping = s.sigma[targetOf(s, w)];
  return mapping !== nil && sourceOf(mapping) === w.source;
};
const again = (s: State, w: Work<'page'>): boolean => !w.grant && namesSource(s, w);
const link = (s: State, w: Work<'page'>): Work<'link'> => ({
  do: 'link',
  grant: w.grant,
  source: w.source,
  target: targetOf(s, w),
  write: w.write,
});

export const nilSource = rule({
  name: 'sigma/nil-source',
  profile: 'sigma',
  source: [facts('A10')],
  says: 'A page that the sender does not have is skipped, and its destination is left alone.',
  formula: tex`\sigma_i(v) = \varnothing \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) => !held(s, w),
  then: (s) => next(s),
});

export const withinTask = rule({
  name: 'sigma/within-task',
  profile: 'sigma',
  source: [facts('A6')],
  says: 'Within one task nothing is mapped or granted; the message is delivered all the same.',
  formula: tex`i = j \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) => held(s, w) && sourceTask(s, w) === w.task,
  then: (s) => next(s),
});

export const intoSigmaZero = rule({
  name: 'sigma/into-sigma-zero',
  profile: 'sigma',
  source: [lecture(68)],
  says: 'Sigma-zero never changes: no item enters it.',
  formula: tex`j = 0 \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) => held(s, w) && sourceTask(s, w) !== w.task && w.task === 0,
  then: (s) => next(s),
});

export const beyondLimit = rule({
  name: 'sigma/beyond-limit',
  profile: 'sigma',
  source: [lecture(68)],
  says: 'A page whose destination lies beyond the user limit is skipped.',
  formula: tex`v' \notin V \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) => held(s, w) && sourceTask(s, w) !== w.task && w.task !== 0 && w.page >= s.world.pages,
  then: (s) => next(s),
});

export const mapAgain = rule({
  name: 'sigma/map-again',
  profile: 'sigma',
  source: [facts('3.3')],
  says: 'To map the very source page that the destination already names adds rights; what is below the destination stays.',
  formula: tex`\sigma_j(v') = (\sigma_i, v)^r \Rightarrow \sigma_j(v') := (\sigma_i, v)^{r \cup (\rho \cap r_i(v))}`,
  on: 'page',
  when: (s, w) => sendable(s, w) && again(s, w),
  then: (s, w) => {
    const target = targetOf(s, w);
    const write = writable(s.sigma[target]) || (w.write && writable(s.sigma[w.source]));
    return next(withSigma(s, put(s.sigma, target, names(w.source, write))));
  },
});

export const vacant = rule({
  name: 'sigma/vacant',
  profile: 'sigma',
  source: [lecture(66), lecture(67)],
  says: 'A destination that is nil takes the page.',
  formula: tex`\sigma_j(v') = \varnothing \Rightarrow \text{link}`,
  on: 'page',
  when: (s, w) => sendable(s, w) && s.sigma[targetOf(s, w)] === nil,
  then: (s, w) => next(s, link(s, w)),
});

export const replace = rule({
  name: 'sigma/replace',
  profile: 'sigma',
  source: [facts('2.1'), facts('A5')],
  says: 'A destination that holds another page first leaves the forest, with everything derived from it.',
  formula: tex`\forall\, (k, u) \le (j, v') : \sigma_k(u) := \varnothing \mathbin{;} \text{link}`,
  on: 'page',
  when: (s, w) => sendable(s, w) && !again(s, w) && s.sigma[targetOf(s, w)] !== nil,
  then: (s, w) => next(withSigma(s, flush(s.sigma, s.world.pages, targetOf(s, w))), link(s, w)),
});

export const pages = family(nilSource, withinTask, intoSigmaZero, beyondLimit, mapAgain, vacant, replace);
