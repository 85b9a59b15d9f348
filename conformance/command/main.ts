#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { z } from 'zod';
import { rootOfPackage } from '../explorations/records.js';
import { benchCommand } from './bench.js';
import { checkCommand } from './check.js';
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
import { complain, obeyReaders } from './terminal.js';
import { UsageError } from './usage-error.js';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('package.json', rootOfPackage), 'utf8')));

const program = new Command('l4c')
  .description('Checks a kernel against the executable specification of L4.')
  .option('--no-color', 'no colors, as with NO_COLOR in the environment') // picocolors obeys both
  .version(version)
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 conforms; 1 diverges; 2 nothing was checked (usage, file, version); 3 the kernel broke its contract;\n4 a claimed rule was never exercised; 130 interrupted, with the report written.',
  );
program.addCommand(runCommand().copyInheritedSettings(program));
program.addCommand(mergeCommand().copyInheritedSettings(program));
program.addCommand(checkCommand().copyInheritedSettings(program));
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

obeyReaders();
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.'))
    process.exitCode = 'exitCode' in error && error.exitCode === 0 ? 0 : 2; // no command at all: the help, and nothing was checked
  else if (error instanceof UsageError) {
    complain(error.message);
    process.exitCode = 2;
  } else throw error;
}
