import { readFileSync } from 'node:fs';
import { Command } from '@commander-js/extra-typings';
import { signatureOf } from '../check/check-program.js';
import { counted } from '../report/counted.js';
import { explain } from '../report/explain.js';
import { judgeRecorded, readTranscript } from '../transports/transcript.js';
import { printJson, printText } from './terminal.js';
import { UsageError } from './usage-error.js';

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file}: there is no such file to read`);
  }
};

export const checkCommand = () =>
  new Command('check')
    .description('judge a recorded conversation with a kernel')
    .argument('<transcript>', 'the lines of the wire format that were sent and answered, in any order')
    .option('--json', 'print the verdicts as JSON')
    .action((file, { json }) => {
      const { manifest, programs } = readTranscript(textOf(file), file);
      const judged = programs.map((recorded) => ({ recorded, verdicts: judgeRecorded(manifest, recorded) }));
      const counts = { conforms: 0, unspecified: 0, undecided: 0, cannot: 0, diverges: 0, broken: 0 };
      for (const { verdicts } of judged) counts[verdicts[0].is]++;
      const failures = judged.flatMap(({ recorded: { program, n }, verdicts }) =>
        verdicts.flatMap((verdict, at) => {
          const signature = signatureOf(verdict);
          const explanation = explain(program, verdict);
          return signature === null ? [] : [{ signature, n, isBehindAnother: at > 0, program, explanation }];
        }),
      );
      process.exitCode = counts.broken > 0 ? 3 : counts.diverges > 0 ? 1 : counts.conforms > 0 ? 0 : 2;
      if (json === true) printJson('check', { kernel: manifest.name, ...counts, failures });
      else {
        for (const { explanation, n, isBehindAnother } of failures) {
          const where = `Program booted by line ${String(n)}`;
          printText(`${where}${isBehindAnother ? ', behind that, from what was allowed on' : ''}\n${explanation}\n`);
        }
        printText(
          `${manifest.name}: ${counted(programs.length, 'program')}; ${String(counts.conforms)} conform, ${String(counts.diverges)} diverge, ` +
            `${String(counts.broken)} broke the contract, ${String(counts.unspecified + counts.undecided + counts.cannot)} were dropped`,
        );
      }
    });
