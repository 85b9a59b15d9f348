import { facts, lecture } from '../vocabulary/index.js';
import { sigmaProperty, tex } from './property.js';
import { isBelow, isBelowTask, taskOf } from './walks.js';

export const isolation = sigmaProperty({
  name: 'isolation/who-can-be-touched',
  profile: 'sigma',
  source: [lecture(65), lecture(70), facts('2.1')],
  says: 'An operation of a space changes its own pages, pages derived from them, the page that accepts and what was derived from that; no other.',
  stays:
    'The sharper properties of map, grant and demap together imply it. It stays because it is the theorem that a user wants: who accepts nothing from a space, directly or not, cannot be touched by it.',
  where: { demapScope: ['derived'] },
  formula: tex`\sigma_k'(u) \ne \sigma_k(u) \Rightarrow k = i \lor (k, u) \le (j, v') \lor \exists\, w : (k, u) < (i, w)`,
  on: ['map', 'grant', 'demap'],
  when: () => true,
  holds: (before, operation, after, universe) => {
    const target = operation.op === 'demap' ? operation.place : operation.target;
    const owner = taskOf(universe, operation.op === 'demap' ? operation.place : operation.source);
    return before.every(
      (mapping, place) =>
        after[place] === mapping ||
        place === target ||
        taskOf(universe, place) === owner ||
        isBelowTask(before, universe, place, owner) ||
        isBelow(before, universe, place, target),
    );
  },
});
