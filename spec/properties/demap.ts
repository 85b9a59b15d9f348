import { facts, lecture, nil, readOnly, writable } from '../vocabulary/index.js';
import { sigmaProperty, tex } from './property.js';
import { inSigmaZero, isBelow } from './walks.js';

export const takesTheDerived = sigmaProperty({
  name: 'demap/takes-the-derived',
  profile: 'sigma',
  source: [lecture(70), lecture(71), lecture(75), lecture(80), facts('A1')],
  says: 'Whoever obtained the page from its owner, directly or not, loses it.',
  stays:
    '`demap/idempotent` finds what is left for the same demap to take, and `spaces/demap-takes-what-was-derived` finds it in the running system. It stays because it is the sentence of the lecture from which both follow (L.70).',
  formula: tex`\sigma_i(v) \ne \varnothing \land \lnot\,\text{readOnly} \land (k, u) < (i, v) \Rightarrow \sigma_k'(u) = \varnothing`,
  on: ['demap'],
  when: (before, { place, readOnly }) => !readOnly && before[place] !== nil,
  holds: (before, { place }, after, universe) =>
    before.every((_, at) => after[at] === nil || !isBelow(before, universe, at, place)),
});

export const takesNothingElse = sigmaProperty({
  name: 'demap/takes-nothing-else',
  profile: 'sigma',
  source: [lecture(70), facts('A1'), facts('3.4')],
  says: 'A demap leaves alone what was not derived from the page; a demap to read-only takes nothing but the right to write.',
  where: { demapScope: ['derived'] },
  formula: tex`\sigma_k'(u) \ne \sigma_k(u) \Rightarrow (k, u) \le (i, v) \land (\text{readOnly} \Rightarrow \sigma_k'(u) = \sigma_k(u)^{\{\text{read}\}})`,
  on: ['demap'],
  when: () => true,
  holds: (before, operation, after, universe) =>
    before.every((mapping, at) => {
      if (after[at] === mapping) return true;
      if (at !== operation.place && !isBelow(before, universe, at, operation.place)) return false;
      return !operation.readOnly || after[at] === readOnly(mapping);
    }),
});

export const ownerRetains = sigmaProperty({
  name: 'demap/owner-retains',
  profile: 'sigma',
  source: [lecture(70), facts('A2')],
  says: 'The owner retains the page that it demaps, unless it gives up its own page too, which sigma-zero never does.',
  stays:
    '`spaces/demap-touches-nothing-else` says it of fpage_unmap in the running system. It stays because it is half of what the lecture says of demap (L.70), and speaks of sigma-zero.',
  where: { demapScope: ['derived'] },
  formula: tex`\sigma_i(v) \ne \varnothing \land (\lnot\,\text{own} \lor i = 0) \Rightarrow \sigma_i'(v) = \sigma_i(v)`,
  on: ['demap'],
  when: (before, { place, own }, universe) => before[place] !== nil && (!own || inSigmaZero(universe, place)),
  holds: (before, { place }, after) => after[place] === before[place],
});

export const demapIdempotent = sigmaProperty({
  name: 'demap/idempotent',
  profile: 'sigma',
  source: [lecture(70), facts('3.4')],
  says: 'After a demap nothing is left for the same demap to take.',
  formula: tex`\sigma_i(v) \ne \varnothing \land ((k, u) <' (i, v) \lor (\text{own} \land i \ne 0 \land (k, u) = (i, v))) \Rightarrow \sigma_k'(u) = \varnothing \lor (\text{readOnly} \land \text{write} \notin r_k'(u))`,
  on: ['demap'],
  when: (before, { place }) => before[place] !== nil,
  holds: (_before, { place, own, readOnly }, after, universe) =>
    after.every((mapping, at) => {
      const taken = at === place ? own && !inSigmaZero(universe, at) : isBelow(after, universe, at, place);
      return !taken || (readOnly ? !writable(mapping) : mapping === nil);
    }),
});
