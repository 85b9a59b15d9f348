import { Argument, Command } from '@commander-js/extra-typings';
import { schemaNames, schemaOf } from '../report/schemas.js';
import { print } from './terminal.js';

export const schemaCommand = () =>
  new Command('schema')
    .description('print the JSON Schema of what goes over the wire, lies in a file, or is printed with --json')
    .addArgument(new Argument('<what>', 'of what').choices(schemaNames))
    .action((what) => {
      print(JSON.stringify(schemaOf(what), null, 2));
    });
