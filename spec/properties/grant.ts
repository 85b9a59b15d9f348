import { facts, lecture, nil, sourceOf, writable } from '../vocabulary/index.js';
import { arrives, givesAway, isSent } from './premises.js';
import { sigmaProperty, tex } from './property.js';
import { isBelow } from './walks.js';

export const granterLoses = sigmaProperty({
  name: 'grant/granter-does-not-retain',
  profile: 'sigma',
  source: [lecture(67), lecture(68)],
  says: 'The granter does not retain a granted page, unless the granter is sigma-zero.',
  stays:
    '`spaces/lands-where-its-offset-says` tells the same edit, of calls that send one item. It stays because it is the one sentence of the lecture about the granter (L.67), of every page that is granted.',
  where: { ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{grant} \land \text{sent} \land i \ne 0 \Rightarrow \sigma_i'(v) = \varnothing`,
  on: ['grant'],
  when: (before, operation, universe) => isSent(before, operation, universe) && givesAway(operation, universe),
  holds: (_before, { source }, after) => after[source] === nil,
});

export const takesThePlace = sigmaProperty({
  name: 'grant/takes-the-place',
  profile: 'sigma',
  source: [lecture(68), facts('2.1')],
  says: 'A granted page is derived from the page from which the page of the granter was, whose owner can still demap it.',
  where: { ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{grant} \land \text{arrives} \land i \ne 0 \land \sigma_i(v) = (\sigma_k, u) \Rightarrow \sigma_j'(v') = (\sigma_k, u)`,
  on: ['grant'],
  when: (before, operation, universe) => arrives(before, operation, universe) && givesAway(operation, universe),
  holds: (before, { source, target }, after) =>
    after[target] !== nil && sourceOf(after[target]) === sourceOf(before[source]),
});

export const derivedFollow = sigmaProperty({
  name: 'grant/derived-pages-follow',
  profile: 'sigma',
  source: [facts('A3')],
  says: 'What was derived from a granted page keeps its frame and its rights, within those of the new page, and is now derived from that.',
  where: { grantOnward: ['children follow'], ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{grant} \land \text{arrives} \land i \ne 0 \land (k, u) < (i, v) \land (k, u) \nleq (j, v') \land \sigma_k(u) = (\sigma_l, w)^r \Rightarrow \sigma_k'(u) = (\sigma_l, w)[(i, v) \mapsto (j, v')] \land (r_k'(u) = r \lor \text{write} \notin r_j'(v'))`,
  on: ['grant'],
  when: (before, operation, universe) =>
    arrives(before, operation, universe) &&
    givesAway(operation, universe) &&
    before.some((mapping) => mapping !== nil && sourceOf(mapping) === operation.source),
  holds: (before, { source, target }, after, universe) =>
    before.every((mapping, place) => {
      const follows = isBelow(before, universe, place, source) && place !== target;
      if (!follows || isBelow(before, universe, place, target)) return true;
      const moved = after[place];
      const from = sourceOf(mapping) === source ? target : sourceOf(mapping);
      const keeps = writable(moved) === writable(mapping) || !writable(after[target]);
      return moved !== nil && sourceOf(moved) === from && keeps;
    }),
});

export const grantIsPrivate = sigmaProperty({
  name: 'grant/seen-by-few',
  profile: 'sigma',
  source: [lecture(67), facts('6.5')],
  says: 'A grant is seen by the two partners, by those below the granted page and by those below the page it overwrites; by nobody else.',
  stays:
    '`spaces/lands-where-its-offset-says` tells the same edit, of calls that send one item. It stays because it says of every page that is granted who may see it.',
  formula: tex`\text{grant} \land \text{sent} \land i \ne 0 \land \sigma_k'(u) \ne \sigma_k(u) \Rightarrow (k, u) \le (i, v) \lor (k, u) \le (j, v')`,
  on: ['grant'],
  when: (before, operation, universe) => isSent(before, operation, universe) && givesAway(operation, universe),
  holds: (before, { source, target }, after, universe) =>
    before.every(
      (mapping, place) =>
        after[place] === mapping ||
        place === source ||
        place === target ||
        isBelow(before, universe, place, source) ||
        isBelow(before, universe, place, target),
    ),
});
