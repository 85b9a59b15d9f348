import { withUndecided } from '../change.js';
import { next } from '../rule.js';
import type { Family, Kind, Rule, Work } from '../rule.js';
import { SETTLED, findThread, undecidedWait } from '../state.js';
import type { State, Tid } from '../state.js';
import { lecture } from '../vocabulary/index.js';
import { tex } from '../rule.js';

/** It is settled that the timeout of the thread has not fired yet. */
export const settled = (s: State, id: Tid): State => {
  const wait = undecidedWait(findThread(s, id));
  return wait === false ? s : withUndecided(s, id, wait, SETTLED);
};
/** It is settled for every undecided thread that passes. */
export const settledWhere = (s: State, passes: (t: NonNullable<State['threads'][number]>) => boolean): State =>
  s.threads.reduce((state, t) => (t !== null && passes(t) ? settled(state, t.id) : state), s);

const isUndecided = (s: State, id: Tid): boolean => undecidedWait(findThread(s, id)) !== false;

/**
 * A family whose rules read the phase of another thread, for a system in which that thread may be undecided (DESIGN 9): one rule more says that then its
 * timeout has fired, or that it waits; the rules of the family hold where it is decided.
 */
export const splitting = <K extends Kind>(
  name: string,
  says: string,
  other: (w: Work<K>, s: State) => Tid,
  rules: Family<K>,
): Family<K> => {
  const split: Rule<K> = {
    name,
    profile: 'timeouts',
    source: [lecture(59)],
    says,
    formula: tex`q : \text{undecided} \Rightarrow q : \text{ready}(\text{timeout}) \;\mid\; q : \text{waiting}`,
    on: rules[0].on,
    isInference: true,
    when: (s, w) => isUndecided(s, other(w, s)),
    then: (s, w) => {
      const thread = other(w, s);
      return [next(settled(s, thread), w as Work), next(s, { do: 'fire', thread }, w as Work)];
    },
  };
  const decided = rules.map((rule): Rule<K> => ({
    name: rule.name,
    profile: rule.profile,
    source: rule.source,
    says: rule.says,
    formula: rule.formula,
    on: rule.on,
    isInference: rule.isInference,
    when: (s, w) => !isUndecided(s, other(w, s)) && rule.when(s, w),
    then: (s, w, found) => rule.then(s, w, found),
  }));
  return [split, ...decided];
};
