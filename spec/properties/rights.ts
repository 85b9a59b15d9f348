import { facts, lecture, nil, sourceOf, writable } from '../vocabulary/index.js';
import { arrives, isMapAgain } from './premises.js';
import { sigmaProperty, tex } from './property.js';
import { inSigmaZero } from './walks.js';

export const rightsNeverGrow = sigmaProperty({
  name: 'rights/never-grow-downward',
  profile: 'sigma',
  source: [lecture(65), facts('6.5')],
  says: 'A page never has a right that the page from which it came does not have.',
  formula: tex`\sigma_i'(v) = (\sigma_k, u)^r \land i \ne 0 \Rightarrow r \subseteq r_k'(u)`,
  on: ['map', 'grant', 'demap'],
  where: { sameSource: ['same page'] },
  when: () => true,
  holds: (_before, _operation, after, universe) =>
    after.every(
      (mapping, place) =>
        mapping === nil || inSigmaZero(universe, place) || !writable(mapping) || writable(after[sourceOf(mapping)]),
    ),
});

export const rightsAskedFor = sigmaProperty({
  name: 'rights/those-asked-for-that-the-sender-has',
  profile: 'sigma',
  source: [facts('A4'), facts('A8')],
  says: 'A page arrives with exactly those of the rights asked for that the sender has.',
  where: { ontoOccupied: ['replace'], readOnlyGrant: ['masks'], sameSource: ['same page'] },
  formula: tex`\text{arrives} \land \lnot\,\text{again} \Rightarrow r_j'(v') = \rho \cap r_i(v)`,
  stays:
    'It says what right each page comes with, whatever was there. Where an edit of the rules breaks it, `spaces/lands-where-its-offset-says` tells so too, of calls that send one item, or `rights/never-grow-downward`.',
  on: ['map', 'grant'],
  when: (before, operation, universe) => arrives(before, operation, universe) && !isMapAgain(before, operation),
  holds: (before, { source, target, write }, after) => writable(after[target]) === (write && writable(before[source])),
});
