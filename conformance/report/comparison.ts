import type { Comparison } from '../../model/explorer/system/index.js';
import { renderStimulus } from '../../spec/vocabulary/index.js';

/** What came of comparing the lazy envelope with the eager one, told to a person. */
export const renderComparison = ({ scope, pairs, observations, states, differs }: Comparison): string =>
  [
    scope,
    `  ${pairs} pairs of envelopes, of ${states[0]} states and of ${states[1]}; ${observations} observations compared`,
    ...(differs === null
      ? ['  both allow the same']
      : ['  they allow other observations after', ...differs.map((x) => `    ${renderStimulus(x)}`)]),
  ].join('\n');
