import { Argument, Command } from '@commander-js/extra-typings';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { completionOf, shells } from '../completion/index.js';
import { print } from './terminal.js';

export const completionCommand = (program: CommandUnknownOpts) =>
  new Command('completion')
    .description(
      'print the script by which a shell completes commands, options and names, as in: source <(l4c completion bash)',
    )
    .addArgument(new Argument('<shell>', 'for which shell').choices(shells))
    .action((shell) => {
      print(completionOf(shell, program).trimEnd());
    });
