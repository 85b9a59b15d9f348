import { Command, Option } from '@commander-js/extra-typings';
import { compare } from '../check/compare.js';
import type { Compared, Contestant } from '../check/compare.js';
import { openGuarded } from '../kernels/open.js';
import { mixNames } from '../programs/mixes.js';
import { renderCompared } from '../report/compared.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { choose, command, natural, positive } from './arguments.js';
import { live, milestone, printJson, printText, warn } from './terminal.js';
import { UsageError } from './usage-error.js';

/** That kernels differ lawfully is no failure; that one does what is not allowed is. */
const exitCodeOf = ({ kernels }: Compared): 0 | 1 | 2 | 3 => {
  if (kernels.some(({ broken }) => broken > 0)) return 3;
  if (kernels.some(({ diverges }) => diverges > 0)) return 1;
  return kernels.every(({ conforms }) => conforms > 0) ? 0 : 2;
};

const listed = (line: string, before: readonly string[]): string[] => [...before, command(line)];

export const compareCommand = () =>
  new Command('compare')
    .description(
      'say where kernels differ though the specification allows it, and by which choice: each is held against the first',
    )
    .argument('[kernels...]', 'i486, model, or files that export a kernel (a / in it, or .ts .js .mjs)')
    .option(
      '--kernel-cmd <command>',
      'a command that speaks the wire format on stdin and stdout, in addition; may be given again',
      listed,
      [],
    )
    .option('--runs <count>', 'how many programs', positive, 1000)
    .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
    .addOption(new Option('--mix <name>', 'what sort of programs').choices(mixNames).default('usual' as const))
    .option('--patience <seconds>', 'silence after which a kernel is taken to hang', positive, PATIENCE_SECONDS)
    .option('--json', 'print what was found as JSON')
    .action(async (names, { kernelCmd, runs, seed, mix, patience, json }) => {
      const all = [...names, ...kernelCmd];
      if (all.length < 2) throw new UsageError('there are at least two kernels to compare');
      const twice = all.find((name, at) => all.indexOf(name) < at);
      if (twice !== undefined) throw new UsageError(`${twice} is named twice`);
      const contestants: Contestant[] = [];
      try {
        for (const name of names)
          contestants.push({ name, subject: await openGuarded(choose(name, undefined, patience)) });
        for (const name of kernelCmd)
          contestants.push({ name, subject: await openGuarded(choose('', name, patience)) });
        const onProgress = (programs: number): void => {
          live(`${String(programs)} of ${String(runs)} programs`);
          if (programs === runs) milestone(`${String(programs)} programs; what differs is made short`);
        };
        const compared = await compare(contestants, { runs, seed, mix, onProgress });
        live('');
        process.exitCode = exitCodeOf(compared);
        if (json === true) printJson('compared', compared);
        else printText(renderCompared(compared));
        for (const { name, diverges, broken } of compared.kernels) {
          if (broken > 0) warn(`${name} breaks its contract, which ends the comparison: l4c run says how`);
          if (diverges > 0) warn(`${name} does what is not allowed: l4c run says what`);
        }
      } finally {
        for (const { subject } of contestants) subject.close();
      }
    });
