import { Command } from '@commander-js/extra-typings';
import type { Parameter } from '../../spec/index.js';
import { identify } from '../check/identify.js';
import type { Identity } from '../check/identify.js';
import { openGuarded } from '../kernels/open.js';
import { PATIENCE_SECONDS } from '../transports/silence.js';
import { choose, command, positive } from './arguments.js';
import { live, milestone, printJson, printText } from './terminal.js';

const rowOf = ({ parameter, value, orElse }: Identity['told'][number]): string =>
  `  ${parameter.padEnd(18)} ${value}${orElse.map((other) => `, or ${other}`).join('')}`;

const render = (name: string, { told, programs, explained, presets }: Identity): string =>
  [
    `${name} speaks, as far as ${String(programs)} programs tell:`,
    ...told.map(rowOf),
    presets.length === 0 ? 'no preset has these values' : `presets that have these values: ${presets.join(', ')}`,
    explained === programs
      ? 'this explains all that it did'
      : `${String(programs - explained)} programs are not explained by any dialect: the kernel breaks a rule besides`,
  ].join('\n');

export const identifyCommand = () =>
  new Command('identify')
    .description('say which dialect of L4 a kernel speaks, whatever its manifest says')
    .option('--kernel <name>', 'i486, model, or a file that exports a kernel (a / in it, or .ts .js .mjs)', 'i486')
    .option('--kernel-cmd <command>', 'a command that speaks the wire format on stdin and stdout, instead', command)
    .option('--runs <count>', 'how many programs are drawn, besides those that tell two values apart', positive, 400)
    .option('--patience <seconds>', 'silence after which the kernel is taken to hang', positive, PATIENCE_SECONDS)
    .option('--json', 'print what was found as JSON')
    .action(async ({ kernel, kernelCmd, runs, patience, json }) => {
      const subject = await openGuarded(choose(kernel, kernelCmd, patience));
      const tell = (parameter: Parameter): void => {
        const text = `which ${parameter} explains more`;
        live(text);
        milestone(text);
      };
      const identity = await identify(subject, runs, tell).finally(() => {
        subject.close();
      });
      live('');
      if ('broken' in identity) {
        process.exitCode = 3;
        if (json === true) printJson('identity', { kernel: subject.manifest.name, ...identity });
        else
          printText(
            `${subject.manifest.name} breaks its contract, so that it speaks no dialect: ${identity.broken}\nl4c run says by which program`,
          );
        return;
      }
      process.exitCode = identity.explained === identity.programs ? 0 : 1;
      if (json === true) printJson('identity', { kernel: subject.manifest.name, ...identity });
      else printText(render(subject.manifest.name, identity));
    });
