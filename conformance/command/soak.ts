import { Command } from '@commander-js/extra-typings';
import { soak } from '../check/soak.js';
import { positive } from './arguments.js';
import { print } from './terminal.js';

export const soakCommand = () =>
  new Command('soak')
    .description('check that the specification itself, as a kernel that chooses at will, is never refused')
    .option('--runs <count>', 'how many programs for each way to choose', positive, 100_000)
    .action(async ({ runs }) => {
      const sound = await soak(runs, ({ choice, isWhite, programs, stimuli, failure }) => {
        if (failure !== null) print(failure.explanation);
        print(
          `model, ${choice} choices, ${isWhite ? 'inside shown' : 'inside hidden'}: ${String(programs)} programs, ${String(stimuli)} stimuli, ` +
            (failure === null ? 'none refused' : 'REFUSED'),
        );
      });
      process.exitCode = sound ? 0 : 1;
    });
