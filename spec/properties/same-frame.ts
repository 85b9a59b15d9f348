import { facts, names, nil, sourceOf, writable } from '../vocabulary/index.js';
import { isMapAgain, isSent } from './premises.js';
import { sigmaProperty, tex } from './property.js';
import { frameOf } from './walks.js';

export const sameFrameAddsRights = sigmaProperty({
  name: 'handover/same-frame-only-adds-rights',
  profile: 'sigma',
  source: [facts('3.3')],
  says: 'To send a page onto a page of the same frame that came from elsewhere adds the rights asked for and changes nothing else.',
  where: { sameSource: ['same frame'] },
  formula: tex`\text{sent} \land \lnot\,\text{again} \land \text{real}(j, v') = \text{real}(i, v) \Rightarrow \sigma' = \sigma[(j, v') \mapsto \sigma_j(v')^{r_j(v') \cup (\rho \cap r_i(v))}]`,
  on: ['map', 'grant'],
  when: (before, operation, universe) =>
    isSent(before, operation, universe) &&
    before[operation.target] !== nil &&
    !isMapAgain(before, operation) &&
    frameOf(before, universe, operation.target) === frameOf(before, universe, operation.source),
  holds: (before, { source, target, write }, after) =>
    before.every((mapping, place) => {
      if (place !== target) return after[place] === mapping;
      return after[place] === names(sourceOf(mapping), writable(mapping) || (write && writable(before[source])));
    }),
});
