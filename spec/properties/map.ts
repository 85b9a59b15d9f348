import { facts, lecture, names, nil, sourceOf, writable } from '../vocabulary/index.js';
import { arrives, givesAway, isMapAgain, isSent } from './premises.js';
import { sigmaProperty, tex } from './property.js';
import { isBelow } from './walks.js';

export const senderRetains = sigmaProperty({
  name: 'map/sender-retains',
  profile: 'sigma',
  source: [lecture(66)],
  says: 'The sender retains a page that it maps, unless it maps it onto a page from which it was derived.',
  stays:
    '`map/changes-the-target-only` implies it, for the source is neither the target nor below it. It stays because it is the one sentence of the lecture about the sender of a map (L.66).',
  formula: tex`\text{map} \land \text{arrives} \Rightarrow \sigma_i'(v) = \sigma_i(v)`,
  on: ['map'],
  when: arrives,
  holds: (before, { source }, after) => after[source] === before[source],
});

export const derivesFromSource = sigmaProperty({
  name: 'map/derives-from-the-source',
  profile: 'sigma',
  source: [lecture(69), lecture(70), lecture(78), lecture(79)],
  says: 'A mapped page is derived from the page of its mapper, who can therefore demap it; so is a page that sigma-zero grants.',
  stays:
    'A page that is derived from elsewhere stays when its mapper demaps it, which `map/undone-by-demap` finds too. It stays because it is the arrow in the picture of the lecture (L.69), and is claimed where the target was not nil before.',
  where: { ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{arrives} \land (\text{map} \lor i = 0) \Rightarrow \sigma_j'(v') = (\sigma_i, v)`,
  on: ['map', 'grant'],
  when: (before, operation, universe) => arrives(before, operation, universe) && !givesAway(operation, universe),
  holds: (_before, { source, target }, after) => after[target] !== nil && sourceOf(after[target]) === source,
});

export const changesTargetOnly = sigmaProperty({
  name: 'map/changes-the-target-only',
  profile: 'sigma',
  source: [lecture(66), facts('6.5')],
  says: 'A map changes no page but its target and what was derived from the target; so does a grant out of sigma-zero.',
  formula: tex`\text{sent} \land (\text{map} \lor i = 0) \land \sigma_k'(u) \ne \sigma_k(u) \Rightarrow (k, u) \le (j, v')`,
  on: ['map', 'grant'],
  when: (before, operation, universe) => isSent(before, operation, universe) && !givesAway(operation, universe),
  holds: (before, { target }, after, universe) =>
    before.every(
      (mapping, place) => after[place] === mapping || place === target || isBelow(before, universe, place, target),
    ),
});

export const againAddsRights = sigmaProperty({
  name: 'map/again-only-adds-rights',
  profile: 'sigma',
  source: [facts('3.3')],
  says: 'To map a page again onto a page that came from it adds the rights asked for and changes nothing else.',
  formula: tex`\text{sent} \land \text{again} \land \sigma_j(v') = (\sigma_i, v)^r \Rightarrow \sigma' = \sigma[(j, v') \mapsto (\sigma_i, v)^{r \cup (\rho \cap r_i(v))}]`,
  on: ['map'],
  when: (before, operation, universe) => isSent(before, operation, universe) && isMapAgain(before, operation),
  holds: (before, { source, target, write }, after) =>
    before.every((mapping, place) => {
      if (place !== target) return after[place] === mapping;
      return after[place] === names(source, writable(mapping) || (write && writable(before[source])));
    }),
});

export const undoneByDemap = sigmaProperty({
  name: 'map/undone-by-demap',
  profile: 'sigma',
  source: [lecture(66), lecture(70)],
  says: 'If nothing was derived from the source and the target was nil, a map and then a demap by the mapper change nothing.',
  stays:
    '`map/derives-from-the-source` and `map/changes-the-target-only` together imply it. It stays because it is a law, which an owner relies on: what was lent can be taken back as if it had never been lent.',
  formula: tex`\text{map} \land \text{arrives} \land \sigma_j(v') = \varnothing \land \nexists\, (k, u) < (i, v) \Rightarrow \sigma = \sigma'[(k, u) \mapsto \varnothing : (k, u) <' (i, v)]`,
  on: ['map'],
  when: (before, operation, universe) =>
    arrives(before, operation, universe) &&
    before[operation.target] === nil &&
    before.every((_, place) => !isBelow(before, universe, place, operation.source)),
  holds: (before, { source }, after, universe) =>
    before.every((mapping, place) => mapping === (isBelow(after, universe, place, source) ? nil : after[place])),
});
