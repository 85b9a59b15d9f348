import { Command } from '@commander-js/extra-typings';
import { Unspecified, modelKernel } from '../../model/index.js';
import type { Rules } from '../../spec/index.js';
import { readFailure } from '../check/failure-file.js';
import type { FailureFile } from '../check/failure-file.js';
import { termsOf } from '../check/terms.js';
import { openGuarded } from '../kernels/open.js';
import type { KernelChoice } from '../kernels/open.js';
import { explain } from '../report/explain.js';
import { narrate } from '../report/narrate.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { BLACK_BOX, choose, command, positive } from './arguments.js';
import { printText } from './terminal.js';
import { UsageError } from './usage-error.js';

const replay = async (file: string, kernel: KernelChoice): Promise<void> => {
  const { program } = readFailure(file);
  const subject = await openGuarded(kernel);
  const verdict = await subject.check(program);
  subject.close();
  const { is } = verdict;
  const explanation = explain(program, verdict);
  if (is === 'unspecified' || is === 'undecided' || is === 'cannot') throw new UsageError(`${file}: ${explanation}`);
  process.exitCode = { conforms: 0, diverges: 1, broken: 3 }[is];
  printText(explanation);
};

export const replayCommand = () =>
  new Command('replay')
    .description('run a stored failure again on a kernel')
    .argument('<file>', 'a failure file, as `l4c run` stores it')
    .option('--kernel <name>', 'the kernel to run it on', 'i486')
    .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead', command)
    .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, PATIENCE_SECONDS)
    .option('--black-box', BLACK_BOX)
    .action((file, { kernel, kernelCmd, patience, blackBox }) =>
      replay(file, choose(kernel, kernelCmd, patience, blackBox)),
    );

/** The rules by which a stored program is judged: those of the dialect that its kernel spoke. */
const rulesFor = ({ kernel: name, dialect }: FailureFile): Rules =>
  termsOf({ ...modelKernel().manifest, name, ...(dialect !== undefined && { dialect }) }).rules;

export const explainCommand = () =>
  new Command('explain')
    .description(
      'tell, step by step, what the specification makes of a stored program: who acts, by which rules, what is seen',
    )
    .argument('<file>', 'a failure file, as `l4c run` stores it')
    .action((file) => {
      const stored = readFailure(file);
      try {
        printText(narrate(stored.program, rulesFor(stored)));
      } catch (error) {
        if (error instanceof Unspecified) throw new UsageError(`${file}: ${error.message}`);
        throw error;
      }
    });
