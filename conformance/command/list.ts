import { Argument, Command } from '@commander-js/extra-typings';
import { catalogue, kinds, renderEntries } from '../report/catalogue.js';
import { printJson, printText } from './terminal.js';

export const listCommand = () =>
  new Command('list')
    .description('print what there is: names, and a sentence for each')
    .addArgument(new Argument('<what>', 'of what').choices(kinds))
    .option('--json', 'print it as JSON')
    .action((what, { json }) => {
      const entries = catalogue[what]();
      if (json === true) printJson('list', { of: what, entries });
      else printText(renderEntries(entries));
    });
