import { family, next, rule, tex } from '../rule.js';
import { put, withSigma } from '../change.js';
import { facts, lecture, names, nil, writable } from '../vocabulary/index.js';
import { isRoot, move } from './forest.js';

// The destination is free: the two operations of the lecture themselves (L.65-68).

export const sourceGone = rule({
  name: 'sigma/source-gone',
  profile: 'sigma',
  source: [facts('A7')],
  says: 'Onto a page from which the source was derived: freeing the destination took the source, and nothing is left to send.',
  formula: tex`(i, v) < (j, v') \Rightarrow \sigma_j(v') := \varnothing`,
  on: 'link',
  when: (s, w) => s.sigma[w.source] === nil,
  then: (s) => next(s),
});

export const map = rule({
  name: 'sigma/map',
  profile: 'sigma',
  source: [lecture(66), lecture(68), facts('A8')],
  says: 'The receiver obtains the page, with the rights asked for that the sender has; the sender retains it.',
  formula: tex`\sigma_j(v') := (\sigma_i, v)^{\rho \cap r_i(v)}`,
  on: 'link',
  when: (s, w) => !w.grant && s.sigma[w.source] !== nil,
  then: (s, w) => next(withSigma(s, put(s.sigma, w.target, names(w.source, w.write && writable(s.sigma[w.source]))))),
});

export const grantFromSigmaZero = rule({
  name: 'sigma/grant-from-sigma-zero',
  profile: 'sigma',
  source: [lecture(68)],
  says: 'Sigma-zero never changes: a grant out of it acts as a map.',
  formula: tex`i = 0 \Rightarrow \sigma_j(v') := (\sigma_0, v)^{\rho}`,
  on: 'link',
  when: (s, w) => w.grant && isRoot(s.world.pages, w.source) && s.sigma[w.source] !== nil,
  then: (s, w) => next(withSigma(s, put(s.sigma, w.target, names(w.source, w.write)))),
});

export const grant = rule({
  name: 'sigma/grant',
  profile: 'sigma',
  source: [lecture(67), lecture(68), facts('A3'), facts('A4')],
  says: 'The receiver takes the place of the sender in the derivation, what was derived included, with no more rights than asked for; the sender does not retain the page.',
  formula: tex`\sigma_j(v') := \sigma_i(v)^{\rho \cap r_i(v)}, \quad \sigma_i(v) := \varnothing`,
  on: 'link',
  when: (s, w) => w.grant && !isRoot(s.world.pages, w.source) && s.sigma[w.source] !== nil,
  then: (s, w) => next(withSigma(s, move(s.sigma, s.world.pages, w.source, w.target, w.write))),
});

export const links = family(sourceGone, map, grantFromSigmaZero, grant);
