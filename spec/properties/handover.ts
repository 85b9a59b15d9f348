import { facts, lecture, nil } from '../vocabulary/index.js';
import { arrives, isMapAgain, isOntoAncestor, isSent } from './premises.js';
import { sigmaProperty, tex } from './property.js';
import { frameOf, isBelow } from './walks.js';

// What map and grant have in common.

export const givesTheFrame = sigmaProperty({
  name: 'handover/gives-the-frame',
  profile: 'sigma',
  source: [lecture(66), lecture(67), lecture(68)],
  says: 'After a map or a grant the page of the receiver is the frame that the page of the sender was.',
  stays:
    '`map/derives-from-the-source` and `grant/takes-the-place` together imply it. It stays because it is the formula of the lecture for both operations, in the terms of the lecture: a page has a frame, wherever it came from (L.68).',
  where: { ontoOccupied: ['replace'] },
  formula: tex`\text{arrives} \Rightarrow \text{real}'(j, v') = \text{real}(i, v)`,
  on: ['map', 'grant'],
  when: arrives,
  holds: (before, { source, target }, after, universe) =>
    frameOf(after, universe, target) === frameOf(before, universe, source),
});

export const nothingToSend = sigmaProperty({
  name: 'handover/nothing-to-send',
  profile: 'sigma',
  source: [facts('A10')],
  says: 'To send a page that the sender does not have changes nothing.',
  where: { unmappedSource: ['skip'] },
  formula: tex`\sigma_i(v) = \varnothing \Rightarrow \sigma' = \sigma`,
  on: ['map', 'grant'],
  when: (before, { source }) => before[source] === nil,
  holds: (before, _operation, after) => before.every((mapping, place) => after[place] === mapping),
});

export const overwrittenLeaves = sigmaProperty({
  name: 'handover/overwritten-page-leaves',
  profile: 'sigma',
  source: [facts('2.1'), facts('A5')],
  says: 'What was derived from the page that is overwritten becomes nil.',
  where: { ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{sent} \land \lnot\,\text{again} \land (k, u) < (j, v') \Rightarrow \sigma_k'(u) = \varnothing`,
  on: ['map', 'grant'],
  when: (before, operation, universe) =>
    isSent(before, operation, universe) && before[operation.target] !== nil && !isMapAgain(before, operation),
  holds: (before, { target }, after, universe) =>
    before.every((_, place) => after[place] === nil || !isBelow(before, universe, place, target)),
});

export const ontoAncestor = sigmaProperty({
  name: 'handover/onto-ancestor',
  profile: 'sigma',
  source: [facts('A7')],
  says: 'A page that is sent onto a page from which it was derived is lost with it: the destination becomes nil.',
  where: { ontoOccupied: ['replace'], sameSource: ['same page'] },
  formula: tex`\text{sent} \land (i, v) < (j, v') \Rightarrow \sigma_j'(v') = \varnothing`,
  on: ['map', 'grant'],
  when: (before, operation, universe) =>
    isSent(before, operation, universe) && isOntoAncestor(before, operation, universe),
  holds: (_before, { target }, after) => after[target] === nil,
});
