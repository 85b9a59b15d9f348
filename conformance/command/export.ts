import { Command, Option } from '@commander-js/extra-typings';
import { readFailure } from '../check/failure-file.js';
import { vitestExport } from '../report/vitest-export.js';
import { print } from './terminal.js';

export const exportCommand = () =>
  new Command('export')
    .description('print a stored failure as a test of your own project')
    .argument('<file>', 'a failure file, as `l4c run` stores it')
    .addOption(new Option('--as <runner>', 'the test runner').choices(['vitest'] as const).makeOptionMandatory())
    .option('--kernel <module>', 'from where the test imports the kernel', './kernel.js')
    .action((file, { kernel }) => {
      print(vitestExport(readFailure(file), kernel).trimEnd());
    });
