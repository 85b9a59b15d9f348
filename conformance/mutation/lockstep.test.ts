import { expect, test } from 'vitest';
import { i486 } from '../../impl/index.js';
import { Profile } from '../../spec/vocabulary/index.js';
import { checkProgram } from '../check/check-program.js';
import { storedShortest } from '../explorations/shortest.js';
import { generate } from '../programs/generate.js';
import { hash, randomFrom } from '../programs/random.js';

// The specification and the kernel of the 486 were written apart: what one mistakes, the other tells.

test.each(storedShortest().rules)(
  '$name: on its shortest program the 486 kernel does what is allowed',
  ({ boot, stimuli }) => {
    expect(checkProgram(i486(), { boot, stimuli })).toEqual({ is: 'conforms' });
  },
);

test.each([0, 1, 2, 3])('lockstep: on the random programs of lot %i the 486 kernel does what is allowed', (lot) => {
  for (let at = 0; at < 10; at++) {
    const program = generate(randomFrom(hash(lot, at)), Profile.options);
    const { is } = checkProgram(i486(), program);
    expect([is, program]).toEqual([is === 'unspecified' ? is : 'conforms', program]);
  }
});
