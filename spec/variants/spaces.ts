import { put, withSigma } from '../change.js';
import { next, rule, tex } from '../rule.js';
import type { Work } from '../rule.js';
import { flush, flushDerived, isRoot, move, realFrame } from '../spaces/forest.js';
import type { State } from '../state.js';
import { facts, lecture, names, nil, sourceOf, writable } from '../vocabulary/index.js';
import type { Place, Sigma } from '../vocabulary/index.js';

// Address spaces as dialects have them.

const isHeld = (s: State, w: Work<'page'>): boolean => s.sigma[w.source] !== nil;
const sourceTask = (s: State, w: Work<'page'>): number => Math.floor(w.source / s.world.pages);
const targetOf = (s: State, w: Work<'page'>): Place => w.task * s.world.pages + w.page;
const isPlace = (s: State, w: Work<'page'>): boolean => w.task !== 0 && w.page < s.world.pages;
const linked = (s: State, w: Work<'page'>): Work<'link'> => ({
  do: 'link',
  grant: w.grant,
  source: w.source,
  target: targetOf(s, w),
  write: w.write,
});
const namesSource = (s: State, w: Work<'page'>): boolean => {
  const mapping = s.sigma[targetOf(s, w)];
  return mapping !== nil && sourceOf(mapping) === w.source;
};

/** Every page of the frame goes, wherever it is, except sigma-zero's. */
const flushFrame = (sigma: Sigma, pages: number, frame: Place): Sigma =>
  sigma.map((mapping, place) =>
    mapping !== nil && !isRoot(pages, place) && realFrame(sigma, pages, place) === frame ? nil : mapping,
  );

export const demapEveryAlias = rule({
  name: 'sigma/demap-every-alias',
  profile: 'sigma',
  source: [lecture(71), facts('A1')],
  says: 'The formula of the lecture read literally: every page of the frame goes, in every space but sigma-zero, that of the caller too.',
  formula: tex`\forall\, (k, u), k \ne 0 : \text{real}(k, u) = \text{real}(i, v) \Rightarrow \sigma_k(u) := \varnothing`,
  on: 'demap',
  when: (s, w) => s.sigma[w.place] !== nil && !w.readOnly,
  then: (s, { place }) =>
    next(withSigma(s, flushFrame(s.sigma, s.world.pages, realFrame(s.sigma, s.world.pages, place)))),
});

export const grantFlushes = rule({
  name: 'sigma/grant-flushes',
  profile: 'sigma',
  source: [facts('A3'), facts('2.1')],
  says: 'A granted page leaves behind what was derived from it, which goes; the sender does not retain the page.',
  formula: tex`\forall\, (k, u) < (i, v) : \sigma_k(u) := \varnothing, \quad \sigma_j(v') := \sigma_i(v)^{\rho \cap r_i(v)}`,
  on: 'link',
  when: (s, w) => w.grant && !isRoot(s.world.pages, w.source) && s.sigma[w.source] !== nil,
  then: (s, w) => {
    const alone = flushDerived(s.sigma, s.world.pages, w.source);
    return next(withSigma(s, move(alone, s.world.pages, w.source, w.target, w.write)));
  },
});

export const grantKeepsWrite = rule({
  name: 'sigma/grant-keeps-write',
  profile: 'sigma',
  source: [facts('A4')],
  says: 'A granted page keeps the rights that the sender had, whatever was asked for.',
  formula: tex`\sigma_j(v') := \sigma_i(v), \quad \sigma_i(v) := \varnothing`,
  on: 'link',
  when: (s, w) => w.grant && !isRoot(s.world.pages, w.source) && s.sigma[w.source] !== nil,
  then: (s, w) => next(withSigma(s, move(s.sigma, s.world.pages, w.source, w.target, true))),
});
/** The same where what was derived goes. */
export const grantFlushesKeepsWrite = rule({
  name: 'sigma/grant-flushes-and-keeps-write',
  profile: 'sigma',
  source: [facts('A3'), facts('A4')],
  says: 'A granted page keeps the rights that the sender had, and what was derived from it goes.',
  formula: tex`\forall\, (k, u) < (i, v) : \sigma_k(u) := \varnothing, \quad \sigma_j(v') := \sigma_i(v)`,
  on: 'link',
  when: (s, w) => w.grant && !isRoot(s.world.pages, w.source) && s.sigma[w.source] !== nil,
  then: (s, w) => {
    const alone = flushDerived(s.sigma, s.world.pages, w.source);
    return next(withSigma(s, move(alone, s.world.pages, w.source, w.target, true)));
  },
});

export const keepOccupied = rule({
  name: 'sigma/keep-occupied',
  profile: 'sigma',
  source: [facts('A5')],
  says: 'A destination that holds another page keeps it, and the item is dropped.',
  formula: tex`\sigma_j(v') \ne \varnothing \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) =>
    isHeld(s, w) &&
    sourceTask(s, w) !== w.task &&
    isPlace(s, w) &&
    s.sigma[targetOf(s, w)] !== nil &&
    (w.grant || !namesSource(s, w)),
  then: (s) => next(s),
});

/** The page is to go from task to task, onto a page of the frame that it has itself. */
const meetsItsFrame = (s: State, w: Work<'page'>): boolean => {
  const target = targetOf(s, w);
  if (!isHeld(s, w) || sourceTask(s, w) === w.task || !isPlace(s, w) || s.sigma[target] === nil) return false;
  return realFrame(s.sigma, s.world.pages, target) === realFrame(s.sigma, s.world.pages, w.source);
};

export const sameFrameWidened = rule({
  name: 'sigma/same-frame',
  profile: 'sigma',
  source: [facts('3.3')],
  says: 'To send a page onto one of the same frame adds rights, and changes nothing else: a grant takes nothing from the sender.',
  formula: tex`\text{real}(j, v') = \text{real}(i, v) \Rightarrow r_j(v') := r_j(v') \cup (\rho \cap r_i(v))`,
  on: 'page',
  when: (s, w) => meetsItsFrame(s, w),
  then: (s, w) => {
    const mapping = s.sigma[targetOf(s, w)];
    const write = writable(mapping) || (w.write && writable(s.sigma[w.source]));
    return next(withSigma(s, put(s.sigma, targetOf(s, w), names(sourceOf(mapping), write))));
  },
});

const isOccupied = (s: State, w: Work<'page'>): boolean =>
  isHeld(s, w) && sourceTask(s, w) !== w.task && isPlace(s, w) && s.sigma[targetOf(s, w)] !== nil;

export const otherFrameReplaced = rule({
  name: 'sigma/replace-other-frame',
  profile: 'sigma',
  source: [facts('2.1'), facts('3.3')],
  says: 'A destination that holds a page of another frame first leaves the forest, with everything derived from it.',
  formula: tex`\forall\, (k, u) \le (j, v') : \sigma_k(u) := \varnothing \mathbin{;} \text{link}`,
  on: 'page',
  when: (s, w) => isOccupied(s, w) && !meetsItsFrame(s, w),
  then: (s, w) => next(withSigma(s, flush(s.sigma, s.world.pages, targetOf(s, w))), linked(s, w)),
});

export const otherFrameKept = rule({
  name: 'sigma/keep-other-frame',
  profile: 'sigma',
  source: [facts('A5'), facts('3.3')],
  says: 'A destination that holds a page of another frame keeps it, and the item is dropped.',
  formula: tex`\sigma_j(v') \ne \varnothing \Rightarrow \sigma' = \sigma`,
  on: 'page',
  when: (s, w) => isOccupied(s, w) && !meetsItsFrame(s, w),
  then: (s) => next(s),
});

export const nilSourceCopied = rule({
  name: 'sigma/nil-source-copied',
  profile: 'sigma',
  source: [lecture(68), facts('A10')],
  says: 'A page that the sender does not have makes its destination nil, with everything derived from it.',
  formula: tex`\sigma_i(v) = \varnothing \Rightarrow \sigma_j(v') := \varnothing`,
  on: 'page',
  when: (s, w) => !isHeld(s, w),
  then: (s, w) =>
    isPlace(s, w) && sourceTask(s, w) !== w.task && s.sigma[targetOf(s, w)] !== nil
      ? next(withSigma(s, flush(s.sigma, s.world.pages, targetOf(s, w))))
      : next(s),
});

export const withinTaskLinked = rule({
  name: 'sigma/within-task-linked',
  profile: 'sigma',
  source: [facts('A6')],
  says: 'Within one task a page is mapped or granted like any other, except to itself, in sigma-zero or beyond the limit.',
  formula: tex`i = j \land v \ne v' \Rightarrow \text{link}`,
  on: 'page',
  when: (s, w) => isHeld(s, w) && sourceTask(s, w) === w.task,
  then: (s, w) => {
    const target = targetOf(s, w);
    if (!isPlace(s, w) || target === w.source) return next(s);
    if (s.sigma[target] === nil) return next(s, linked(s, w));
    if (!w.grant && namesSource(s, w)) {
      const write = writable(s.sigma[target]) || (w.write && writable(s.sigma[w.source]));
      return next(withSigma(s, put(s.sigma, target, names(w.source, write))));
    }
    return next(withSigma(s, flush(s.sigma, s.world.pages, target)), linked(s, w));
  },
});
