import { Command } from '@commander-js/extra-typings';
import { merged } from '../check/part.js';
import { exitCodeOf, reportOf } from '../check/report.js';
import { readShard } from '../check/shard-file.js';
import { folder, writable } from './arguments.js';
import { tell } from './tell.js';
import { UsageError } from './usage-error.js';

export const mergeCommand = () =>
  new Command('merge')
    .description('put the shards of a run together: the report of the whole run, to the byte')
    .argument('<files...>', 'what `l4c run --shard` printed, of every shard, in any order')
    .option('--failures <folder>', 'where failures are stored', folder, '.l4c/failures')
    .option('--junit <file>', 'write the report as JUnit XML too, a test case for each rule', writable)
    .option(
      '--html <file>',
      'write the report as one page too, with each failure drawn, to be opened in a browser',
      writable,
    )
    .option('--json', 'print the report as JSON')
    .action(async (files, { failures, junit, html, json }) => {
      const whole = merged(files.map(readShard));
      if (typeof whole === 'string') throw new UsageError(whole);
      const report = reportOf(whole);
      process.exitCode = exitCodeOf(report);
      await tell(report, whole.runs, whole.maxFailures, whole.manifest, {
        json,
        failures,
        junit,
        html,
        flag: '--kernel ...',
      });
    });
