#!/usr/bin/env node
import os from 'node:os';
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import colors from 'picocolors';
import { explore } from '../../model/explorer/index.js';
import { benchExplore } from '../benches/explore.js';
import { readFailure, storeFailure } from '../check/failure-file.js';
import { run } from '../check/run.js';
import { exitCodeOf, renderReport } from '../check/report.js';
import { kill } from '../mutants/kill.js';
import type { Kill } from '../mutants/kill.js';
import { mutants } from '../mutants/mutants.js';
import { openKernel } from '../kernels/open.js';
import type { KernelChoice } from '../kernels/open.js';
import { explain } from '../report/explain.js';
import { UsageError } from './usage-error.js';

const natural = (text: string): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) throw new InvalidArgumentError('not a natural number');
  return number;
};
const positive = (text: string): number => {
  const number = natural(text);
  if (number === 0) throw new InvalidArgumentError('at least 1');
  return number;
};

const choose = (name: string, command: string | undefined, patienceSeconds: number): KernelChoice =>
  command === undefined ? { kind: 'name', name, patienceSeconds } : { kind: 'command', name: command, patienceSeconds };
/** The flag that chooses the kernel again. */
const flagOf = ({ kind, name }: KernelChoice): string =>
  kind === 'command' ? `--kernel-cmd '${name}'` : `--kernel ${name}`;

/** One live line on stderr, on a terminal only. */
const progress = (text: string): void => {
  if (process.stderr.isTTY && process.env['CI'] === undefined) process.stderr.write(`\r\x1b[K${text}`);
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);

const program = new Command('l4c')
  .description('Checks a kernel against the executable specification of L4.')
  .exitOverride()
  .addHelpText(
    'after',
    '\nExit codes: 0 conforms; 1 diverges; 2 nothing was checked (usage, file, version); 3 the kernel broke its contract;\n4 a claimed rule was never exercised; 130 interrupted, with the report written.',
  );

program
  .command('run')
  .description('generate programs and check the kernel on each')
  .option('--kernel <name>', 'i486, model, or a file that exports a kernel (a / in it, or .ts .js .mjs)', 'i486')
  .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead')
  .option('--runs <count>', 'how many programs', positive, 10_000)
  .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
  .option(
    '--workers <count>',
    'processes that share the work; the report does not depend on it',
    positive,
    os.availableParallelism(),
  )
  .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, 20)
  .option('--failures <folder>', 'where failures are stored', '.l4c/failures')
  .option('--json', 'print the report as JSON')
  .action(async ({ kernel: name, kernelCmd, runs, seed, workers, patience, failures, json }) => {
    const kernel = choose(name, kernelCmd, patience);
    const interrupt = new AbortController();
    process.once('SIGINT', () => {
      interrupt.abort();
    });
    process.once('SIGTERM', () => {
      interrupt.abort();
    });
    const report = await run({
      kernel,
      runs,
      seed,
      workers,
      signal: interrupt.signal,
      onProgress: (done, failed) => {
        progress(`${String(done)} of ${String(runs)} programs, ${String(failed)} failures`);
      },
    });
    progress('');
    for (const failure of report.failures) {
      const file = storeFailure(failures, report.kernel, failure);
      if (json !== true)
        print(`${failure.explanation}\n${colors.bold(`Again: npx l4c replay ${file} ${flagOf(kernel)}`)}\n`);
    }
    print(json === true ? JSON.stringify(report, null, 2) : renderReport(report));
    process.exitCode = interrupt.signal.aborted ? 130 : exitCodeOf(report);
  });

const replay = async (file: string, kernel: KernelChoice): Promise<void> => {
  const { program: stored } = readFailure(file);
  const subject = await openKernel(kernel);
  const verdict = await subject.check(stored);
  subject.close();
  if (verdict.is === 'unspecified' || verdict.is === 'cannot') throw new UsageError(`${file}: ${verdict.says}`);
  print(explain(stored, verdict));
  process.exitCode = { conforms: 0, diverges: 1, broken: 3 }[verdict.is];
};
program
  .command('replay')
  .description('run a stored failure again on a kernel')
  .argument('<file>')
  .option('--kernel <name>', 'the kernel to run it on', 'i486')
  .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead')
  .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, 20)
  .action((file, { kernel, kernelCmd, patience }) => replay(file, choose(kernel, kernelCmd, patience)));
program
  .command('explain')
  .description('show what the specification makes of a stored program')
  .argument('<file>')
  .action((file) => replay(file, choose('model', undefined, 20)));

program
  .command('explore')
  .description('explore a scope exhaustively and check every property on every step')
  .argument('<scope>', 'sigma:SxV: S spaces, sigma-zero among them, of V pages')
  .option('--no-symmetry', 'expand every state, not one of each orbit')
  .option('--json', 'print the record as JSON')
  .action((scope, { symmetry, json }) => {
    let record: ReturnType<typeof explore>;
    try {
      record = explore(scope, {
        symmetry,
        onProgress: ({ states, frontier }) => {
          progress(`${String(states)} states, ${String(frontier)} to explore`);
        },
      });
    } catch (error) {
      if (error instanceof Error) throw new UsageError(error.message);
      throw error;
    }
    progress('');
    print(json === true ? JSON.stringify(record, null, 2) : JSON.stringify(record, null, 1));
    process.exitCode = record.violations.length > 0 ? 1 : 0;
  });

const bench = program.command('bench').description('measure side by side');
bench
  .command('explore')
  .description('exhaustive search of sigma:3x3, against SPIN if it is there')
  .option('--rounds <count>', 'interleaved rounds, whose median counts', positive, 5)
  .action(({ rounds }) => {
    process.exitCode = benchExplore(rounds, print) ? 0 : 1;
  });

program
  .command('mutants')
  .description('break the bundled 486 kernel on purpose, one edit at a time, and see that each break is found')
  .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
  .option('--lots <count>', 'how many lots of 100 programs each mutant must survive to live', positive, 100)
  .option('--json', 'print the result as JSON')
  .action(async ({ seed, lots, json }) => {
    const kills: Kill[] = [];
    for (const mutant of mutants) {
      progress(`mutant ${mutant.name}`);
      kills.push(await kill(mutant, seed, lots));
    }
    progress('');
    const line = ({ mutant, failure, blamed }: Kill): string =>
      failure === null
        ? `ALIVE    ${mutant.name}: not found in ${String(lots * 100)} programs`
        : `${blamed ? 'killed  ' : 'MISBLAMED'} ${mutant.name}: in lot ${String(failure.lot)}, by ${String(failure.program.stimuli.length)} stimuli, blamed on ${failure.signature}`;
    print(json === true ? JSON.stringify(kills, null, 2) : kills.map(line).join('\n'));
    process.exitCode = kills.every(({ blamed }) => blamed) ? 0 : 1;
  });

const main = async (): Promise<void> => {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('commander.')) {
      process.exitCode = 'exitCode' in error && error.exitCode === 0 ? 0 : 2;
      return;
    }
    if (!(error instanceof UsageError)) throw error;
    progress('');
    process.stderr.write(`${colors.red('l4c:')} ${error.message}\n`);
    process.exitCode = 2;
  }
};
await main();
