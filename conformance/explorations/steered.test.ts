import { expect, test } from 'vitest';
import { first, modelKernel } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { checkProgram } from '../check/check-program.js';
import { termsUnder } from '../check/terms.js';
import { storedShortest, tableWith } from './shortest.js';
import { steered } from './steered.js';

// What is open in one dialect may be all that another does: a kernel that always does the same speaks both.
const { distinctions } = storedShortest();
const apart = distinctions.filter(({ value, other }) => value !== 'any' && other !== 'any');
const last: Choose = (members) => members - 1;

test.each(apart.map((it) => [it.parameter, it.value, it.other, it] as const))(
  'steered: %s, %s or %s is told of the specification as a kernel, whichever way it chooses',
  (parameter, value, other, it) => {
    const program = steered(it);
    for (const choose of [first, last])
      for (const [spoken, unspoken] of [
        [value, other],
        [other, value],
      ]) {
        const kernel = modelKernel(choose, tableWith(parameter, spoken));
        const verdictBy = (by: string) =>
          checkProgram(kernel, program, undefined, termsUnder(tableWith(parameter, by), kernel.manifest.profiles, 0))
            .is;
        expect([spoken, verdictBy(spoken), verdictBy(unspoken)]).toEqual([spoken, 'conforms', 'diverges']);
      }
  },
);

test('steered: only where it is open who executes a stimulus is the processor given to somebody before', () => {
  for (const it of distinctions) {
    const { stimuli } = steered(it);
    expect(stimuli.filter((x) => it.stimuli.includes(x))).toEqual(it.stimuli);
    expect(stimuli.filter((x) => !it.stimuli.includes(x)).every((x) => x.do === 'thread_switch')).toBe(true);
    expect(stimuli.length - it.stimuli.length).toBeLessThan(it.stimuli.length);
  }
});
