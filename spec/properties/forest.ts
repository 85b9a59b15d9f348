import { facts, lecture, nil } from '../vocabulary/index.js';
import { sigmaProperty, tex } from './property.js';
import { frameOf, inSigmaZero } from './walks.js';

export const isForest = sigmaProperty({
  name: 'derivation/is-forest',
  profile: 'sigma',
  source: [lecture(69), facts('2.1')],
  says: 'Derivation is a forest rooted in sigma-zero: a page that is not nil has the frame of the page from which it came.',
  stays:
    'The properties of single operations together imply it. It stays because it is the picture of the lecture (L.69), because every other walk relies on it, and because it can be asked of a state alone, whatever led there.',
  formula: tex`\sigma_i'(v) = (\sigma_k, u) \Rightarrow \text{real}'(i, v) = \text{real}'(k, u) \ne \varnothing`,
  on: ['map', 'grant', 'demap'],
  when: () => true,
  holds: (_before, _operation, after, universe) =>
    after.every((mapping, place) => mapping === nil || frameOf(after, universe, place) !== null),
});

export const sigmaZeroStays = sigmaProperty({
  name: 'sigma-zero/never-changes',
  profile: 'sigma',
  source: [lecture(68)],
  says: 'Sigma-zero never changes, and what is sent to it has no effect.',
  stays:
    'What changes sigma-zero breaks `spaces/sigma-zero-is-memory` in the running system as well. It stays because it is asked of every operation on every small forest, and says also that what is sent to sigma-zero has no effect (L.68).',
  formula: tex`\sigma_0' = \sigma_0 \land ((\text{map} \lor \text{grant}) \land j = 0 \Rightarrow \sigma' = \sigma)`,
  on: ['map', 'grant', 'demap'],
  when: () => true,
  holds: (before, operation, after, universe) => {
    const toSigmaZero = operation.op !== 'demap' && inSigmaZero(universe, operation.target);
    return before.every((mapping, place) => after[place] === mapping || !(toSigmaZero || inSigmaZero(universe, place)));
  },
});
