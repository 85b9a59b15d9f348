import os from 'node:os';
import { Command, Option } from '@commander-js/extra-typings';
import { WHOLE } from '../check/part.js';
import type { RunPart } from '../check/part.js';
import { exitCodeOf, reportOf } from '../check/report.js';
import { enumerationOf } from '../check/source.js';
import type { Source } from '../check/source.js';
import { run } from '../check/run.js';
import type { RunOptions } from '../check/run.js';
import { renderShard } from '../check/shard-file.js';
import { MIXES, mixNames } from '../programs/mixes.js';
import { counted } from '../report/counted.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { BLACK_BOX, choose, command, extent, flagOf, folder, natural, positive, shard, writable } from './arguments.js';
import { interruption } from './interruption.js';
import { tell } from './tell.js';
import { live, milestone, print, warn } from './terminal.js';
import { UsageError } from './usage-error.js';

/** What sorts of programs there are, for the help. */
const mixHelp = `what sort of programs: ${mixNames.map((name) => `${name} (${MIXES[name].says})`).join('; ')}`;

const MILESTONE_PROGRAMS = 1000;

/** Tells how far the run is: always on a terminal, every thousand programs in a log. */
const progressOf = (runs: number): RunOptions['onProgress'] => {
  let told = 0;
  let shown = '';
  return (done, failed) => {
    const text = `${String(done)} of ${String(runs)} programs, ${counted(failed, 'failure')}`;
    if (text !== shown) live(text); // many shortest programs come before the first that is counted
    shown = text;
    if (done - told < MILESTONE_PROGRAMS) return;
    told = done - (done % MILESTONE_PROGRAMS);
    milestone(text);
  };
};

/** What a run found, or null if it was interrupted before anything was checked. */
const unlessInterrupted = async (options: RunOptions): Promise<RunPart | null> => {
  try {
    return await run(options);
  } catch (error) {
    if (options.signal.aborted && error instanceof UsageError) return null;
    throw error;
  }
};

export const runCommand = () =>
  new Command('run')
    .description(
      'run the stored failures and the shortest programs of the claimed rules, then generate programs, and check the kernel on each',
    )
    .option('--kernel <name>', 'i486, model, or a file that exports a kernel (a / in it, or .ts .js .mjs)', 'i486')
    .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead', command)
    .option('--runs <count>', 'how many programs', positive, 10_000)
    .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
    .addOption(
      new Option('--workers <count>', 'processes that share the work; the report does not depend on it')
        .argParser(positive)
        .default(os.availableParallelism(), 'one for each processor'),
    )
    .addOption(new Option('--mix <name>', mixHelp).choices(mixNames).default('usual' as const))
    .addOption(
      new Option(
        '--exhaustive <scope,length=n>',
        'every program of so many stimuli in a scope of `l4c explore`, up to symmetry, as ipc:2,length=5',
      )
        .argParser(extent)
        .conflicts(['mix', 'runs', 'seed']),
    )
    .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, PATIENCE_SECONDS)
    .option('--black-box', BLACK_BOX)
    .option('--failures <folder>', 'where failures are stored; those of the kernel run first', folder, '.l4c/failures')
    .option('--max-failures <count>', 'end with the lot by which so many distinct failures were found', positive, 10)
    .addOption(
      new Option('--shard <i/n>', 'do the lots j with j mod n = i, and print what was found for `l4c merge`')
        .argParser(shard)
        .default(WHOLE, 'all lots'),
    )
    .addOption(
      new Option('--junit <file>', 'write the report as JUnit XML too, a test case for each rule')
        .argParser(writable)
        .conflicts('shard'),
    )
    .addOption(
      new Option(
        '--html <file>',
        'write the report as one page too, with each failure drawn, to be opened in a browser',
      )
        .argParser(writable)
        .conflicts('shard'),
    )
    .option('--json', 'print the report as JSON')
    .action(
      async ({
        kernel: name,
        kernelCmd,
        runs: drawn,
        seed,
        mix,
        exhaustive,
        workers,
        patience,
        blackBox,
        failures,
        maxFailures,
        shard,
        junit,
        html,
        json,
      }) => {
        const kernel = choose(name, kernelCmd, patience, blackBox);
        const source: Source = exhaustive === undefined ? { mix } : { exhaustive };
        const all = exhaustive === undefined ? null : enumerationOf(exhaustive);
        const runs = all?.sequences ?? drawn;
        if (all !== null)
          milestone(`${String(all.programs)} programs up to symmetry, of ${String(all.sequences)} lists of stimuli`);
        const signal = interruption();
        const onProgress = progressOf(all?.programs ?? drawn);
        const onUnreadable = (says: string): void => {
          warn(`left out: ${says}`);
        };
        const part = await unlessInterrupted({
          kernel,
          runs,
          seed,
          source,
          shard,
          workers,
          failures,
          maxFailures,
          signal,
          onProgress,
          onUnreadable,
        });
        live('');
        if (part === null) {
          warn('nothing was checked before that: there is no report');
          process.exitCode = 130;
          return;
        }
        const report = reportOf(part);
        const code = exitCodeOf(report);
        const isWhole = shard === WHOLE; // `--shard 0/1` is a shard too: a file for `l4c merge`
        // what one shard alone never exercised, another may
        process.exitCode = signal.aborted ? 130 : code === 4 && !isWhole ? 0 : code;
        if (isWhole)
          await tell(report, runs, maxFailures, part.manifest, { json, failures, junit, html, flag: flagOf(kernel) });
        else print(renderShard(part));
      },
    );
