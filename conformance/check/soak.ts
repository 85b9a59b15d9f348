import { modelKernel } from '../../model/index.js';
import type { Choose } from '../../model/index.js';
import { blackBox } from '../kernels/masked.js';
import { randomFrom } from '../programs/random.js';
import { inProcess } from './check-program.js';
import { runLot } from './lot.js';
import { LOT_PROGRAMS } from './source.js';
import type { Failure } from './failure.js';

/** How a kernel that is the specification itself may choose: always the earliest or the latest of what is allowed, or anything. */
export const CHOICES: Readonly<Record<string, () => Choose>> = {
  first: () => () => 0,
  last: () => (members) => members - 1,
  random: () => {
    const random = randomFrom(1);
    return (members) => random.below(members);
  },
};

/** What came of a soak: nothing may be refused, for the oracle judges the specification by itself. */
export interface Soak {
  readonly choice: string;
  readonly isWhite: boolean;
  readonly programs: number;
  readonly stimuli: number;
  readonly failure: Failure | null;
}

/** Checks the model as a kernel, with each way to choose, its inside shown and hidden, in so many programs each; ends each at its first failure. */
export const soak = async (programs: number, tell: (soak: Soak) => void): Promise<boolean> => {
  let sound = true;
  for (const [choice, choose] of Object.entries(CHOICES))
    for (const isWhite of [true, false]) {
      const kernel = modelKernel(choose());
      const subject = inProcess(isWhite ? kernel : blackBox(kernel));
      let failure: Failure | null = null;
      let [done, stimuli] = [0, 0];
      for (let lot = 0; done < programs && failure === null; lot++) {
        const result = await runLot(subject, 0, lot, Math.min(LOT_PROGRAMS, programs - done));
        done += result.programs;
        stimuli += result.stimuli;
        failure = result.failures.at(0) ?? null;
      }
      tell({ choice, isWhite, programs: done, stimuli, failure });
      sound &&= failure === null;
    }
  return sound;
};
