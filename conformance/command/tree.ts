import { Command } from '@commander-js/extra-typings';
import { versionOfPackage } from '../package.js';
import { benchCommand } from './bench.js';
import { checkCommand } from './check.js';
import { compareCommand } from './compare.js';
import { completionCommand } from './completion.js';
import { exploreCommand } from './explore.js';
import { exportCommand } from './export.js';
import { identifyCommand } from './identify.js';
import { initCommand } from './init.js';
import { listCommand } from './list.js';
import { mergeCommand } from './merge.js';
import { mutantsCommand } from './mutants.js';
import { explainCommand, replayCommand } from './replay.js';
import { runCommand } from './run.js';
import { scenariosCommand } from './scenarios.js';
import { schemaCommand } from './schema.js';
import { soakCommand } from './soak.js';

/** By which code the command ends, for its help and for the documents. */
export const EXIT_CODES =
  'Exit codes: 0 conforms; 1 diverges; 2 nothing was checked (usage, file, version); 3 the kernel broke its contract;\n4 a claimed rule was never exercised; 130 interrupted, with the report written.';

/** The command with all its commands. */
export const commandTree = () => {
  const program = new Command('l4c')
    .description('Checks a kernel against the executable specification of L4.')
    .option('--no-color', 'no colors, as with NO_COLOR in the environment') // picocolors obeys both
    .version(versionOfPackage())
    .exitOverride()
    .addHelpText('after', `\n${EXIT_CODES}`);
  program.addCommand(runCommand().copyInheritedSettings(program));
  program.addCommand(mergeCommand().copyInheritedSettings(program));
  program.addCommand(checkCommand().copyInheritedSettings(program));
  program.addCommand(compareCommand().copyInheritedSettings(program));
  program.addCommand(identifyCommand().copyInheritedSettings(program));
  program.addCommand(replayCommand().copyInheritedSettings(program));
  program.addCommand(explainCommand().copyInheritedSettings(program));
  program.addCommand(exportCommand().copyInheritedSettings(program));
  program.addCommand(exploreCommand().copyInheritedSettings(program));
  program.addCommand(mutantsCommand().copyInheritedSettings(program));
  program.addCommand(initCommand().copyInheritedSettings(program));
  program.addCommand(listCommand().copyInheritedSettings(program));
  program.addCommand(schemaCommand().copyInheritedSettings(program));
  program.addCommand(scenariosCommand().copyInheritedSettings(program));
  program.addCommand(soakCommand().copyInheritedSettings(program));
  program.addCommand(benchCommand(program));
  program.addCommand(completionCommand(program).copyInheritedSettings(program));
  return program;
};
