import type { Comparison } from '../../model/explorer/system/index.js';
import { renderStimulus } from '../../spec/vocabulary/index.js';

/** What came of comparing the lazy envelope with the eager one, told to a person. */
export const renderComparison = ({
  scope,
  pairs,
  observations,
  lazyStates,
  eagerStates,
  differs,
}: Comparison): string =>
  [
    scope,
    `  ${pairs} pairs of envelopes, of ${lazyStates} states and of ${eagerStates}; ${observations} observations compared`,
    ...(differs === null
      ? ['  both allow the same']
      : ['  they allow other observations after', ...differs.map((x) => `    ${renderStimulus(x)}`)]),
  ].join('\n');
