import { withSigma } from '../../spec/index.js';
import type { Rule, State, Work } from '../../spec/index.js';
import type { Mapping, Place } from '../../spec/vocabulary/index.js';

/** A rule, and how often it was applied. */
export interface Applied {
  readonly rule: Rule;
  times: number;
  /** Whether its premise has never found anything but that it holds. */
  plain: boolean;
}

/** A place that the premises read next, and by its mapping what follows; or, where they read no more, the only rule whose premise holds. */
export interface Reading {
  readonly place: Place;
  readonly by: (Reading | undefined)[];
  readonly only: Applied | null;
}
/** No place: nothing more is read. */
const END: Place = -1;

/** The state, with a list that gets, in their order, the places whose mappings are read. */
const watched = (s: State): { readonly state: State; readonly read: readonly Place[] } => {
  const read: Place[] = [];
  const sigma = new Proxy(s.sigma, {
    get: (target, name, receiver) => {
      const place = typeof name === 'string' && /^\d+$/.test(name) ? Number(name) : END;
      if (place !== END && !read.includes(place)) read.push(place);
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return { state: withSigma(s, sigma), read };
};

/** Where reading ends when the rule is the only one. */
export const endOf = (rule: Rule): Reading => ({ place: END, by: [], only: { rule, times: 0, plain: true } });

/** Asks every premise of the family, given as its ends. */
const ask = (family: readonly Reading[], s: State, work: Work): Reading => {
  const holding = family.filter(({ only }) => {
    const found = only?.rule.when(s, work);
    if (only !== null && typeof found === 'object') only.plain = false;
    return found !== false;
  });
  if (holding.length === 1) return holding[0];
  const names = holding.map(({ only }) => only?.rule.name);
  const says = names.length === 0 ? 'no rule holds' : `${names.join(' and ')} both hold`;
  throw new Error(`${says} for ${JSON.stringify(work)}`);
};

/** What is known of the premises of a family for one piece of work: the beginning, behind whose mapping 0 is what is read first. */
export interface Premises {
  readonly work: Work;
  readonly family: readonly Reading[];
  readonly start: Reading;
}
export const premisesOf = (family: readonly Reading[], work: Work): Premises => ({
  work,
  family,
  start: { place: END, by: [], only: null },
});

/** Asks in a state of which at most a beginning of what is read was met before, and remembers all of it. */
const learn = ({ work, family, start }: Premises, s: State): Reading => {
  const { state, read } = watched(s);
  const end = ask(family, state, work);
  let last = start;
  let mapping: Mapping = 0;
  for (const place of [...read, END]) {
    const at = (last.by[mapping] ??= place === END ? end : { place, by: [], only: null });
    if (at.place !== place) throw new Error(`what holds for ${JSON.stringify(work)} depends on more than sigma`);
    last = at;
    mapping = s.sigma[place];
  }
  return last;
};

/**
 * The only rule whose premise holds in the state, which differs in sigma alone from those asked for before. A premise is a function of
 * the mappings that it reads, so that to ask all premises of the family once for each combination of these is to ask them in every
 * state. Throws an Error that names the work when not exactly one holds, and when they turn out to read something else.
 */
export const choose = (premises: Premises, s: State): Applied => {
  let at = premises.start.by[0] ?? learn(premises, s);
  while (at.only === null) at = at.by[s.sigma[at.place]] ?? learn(premises, s);
  return at.only;
};
