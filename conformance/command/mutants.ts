import { Command } from '@commander-js/extra-typings';
import { LOT_PROGRAMS } from '../check/lot.js';
import { kill } from '../mutants/kill.js';
import type { Kill } from '../mutants/kill.js';
import { mutants } from '../mutants/mutants.js';
import { natural, positive } from './arguments.js';
import { live, milestone, print } from './terminal.js';

const render = ({ mutant, failure, blamed }: Kill, lots: number): string =>
  failure === null
    ? `ALIVE    ${mutant.name}: not found in ${String(lots * LOT_PROGRAMS)} programs`
    : `${blamed ? 'killed  ' : 'MISBLAMED'} ${mutant.name}: in lot ${String(failure.lot)}, by ${String(failure.program.stimuli.length)} stimuli, blamed on ${failure.signature}`;

export const mutantsCommand = () =>
  new Command('mutants')
    .description('break the bundled 486 kernel on purpose, one edit at a time, and see that each break is found')
    .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
    .option('--lots <count>', 'how many lots of 100 programs each mutant must survive to live', positive, 100)
    .option('--json', 'print the result as JSON')
    .action(async ({ seed, lots, json }) => {
      const kills: Kill[] = [];
      for (const [at, mutant] of mutants.entries()) {
        const text = `mutant ${String(at + 1)} of ${String(mutants.length)}: ${mutant.name}`;
        live(text);
        milestone(text);
        kills.push(await kill(mutant, seed, lots));
      }
      live('');
      process.exitCode = kills.every(({ blamed }) => blamed) ? 0 : 1;
      print(json === true ? JSON.stringify(kills, null, 2) : kills.map((it) => render(it, lots)).join('\n'));
    });
