import { withUndecided } from '../change.js';
import { next, restated, tex } from '../rule.js';
import type { Family, Kind, Rule, Work } from '../rule.js';
import { NOBODY, SETTLED, findThread, undecidedWait } from '../state.js';
import type { State, Thread, Tid } from '../state.js';
import { lecture } from '../vocabulary/index.js';

/** It is settled that the timeout of the thread has not fired yet. */
export const settled = (s: State, id: Tid): State => {
  const wait = undecidedWait(findThread(s, id));
  return wait === false ? s : withUndecided(s, id, wait, SETTLED);
};
/** It is settled for every undecided thread that passes. */
export const settledWhere = (s: State, passes: (t: Thread) => boolean): State =>
  s.threads.reduce((state, t) => (t !== null && passes(t) ? settled(state, t.id) : state), s);

/**
 * The undecided thread on which it depends where a thread stands: itself, or its partner in a transfer, which waits for a page and ends the transfer
 * for both if that takes too long; NOBODY if there is none.
 */
export const deciderOf = (s: State, id: Tid): Tid => {
  const t = findThread(s, id);
  if (t === undefined || undecidedWait(t) !== false) return t?.id ?? NOBODY;
  const partner = t.transfer === null ? undefined : findThread(s, t.transfer.partner);
  return partner !== undefined && undecidedWait(partner) !== false ? partner.id : NOBODY;
};
/** The thread, and its partner if the two are in the middle of a transfer: both are ready if the timeout of one fires. */
export const withPartner = (s: State, t: Thread): readonly Thread[] => {
  const partner = t.transfer === null ? undefined : findThread(s, t.transfer.partner);
  return partner === undefined ? [t] : [t, partner];
};

/**
 * A family whose rules read the phase of another thread, for a system in which that thread may be undecided (DESIGN 9): one rule more says that then its
 * timeout has fired, or that it waits; the rules of the family hold where it is decided. The partner in a transfer of an undecided thread is so too.
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
    when: (s, w) => deciderOf(s, other(w, s)) !== NOBODY,
    then: (s, w) => {
      const thread = deciderOf(s, other(w, s));
      return [next(settled(s, thread), w as Work), next(s, { do: 'fire', thread }, w as Work)];
    },
  };
  const decided = rules.map((it) =>
    restated(it, (s, w) => {
      const found = it.when(s, w);
      return found !== false && deciderOf(s, other(w, s)) === NOBODY && found;
    }),
  );
  return [split, ...decided];
};
