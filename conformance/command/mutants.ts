import { Command } from '@commander-js/extra-typings';
import { sigmaProperties } from '../../spec/properties/index.js';
import { runProperties } from '../../spec/properties/runs/index.js';
import { systemProperties } from '../../spec/properties/system/index.js';
import { LOT_PROGRAMS } from '../check/source.js';
import { killAll } from '../mutants/kill-all.js';
import { mutants } from '../mutants/mutants.js';
import { sampleOf } from '../mutants/sample.js';
import { differencesFromMatrix, storeMatrix, storedMatrix } from '../mutants/stored-matrix.js';
import { wrongRules } from '../mutants/wrong-rules/index.js';
import { tryWrongRules } from '../mutants/wrong-rules.js';
import { effortOf, renderKills } from '../report/kills.js';
import { matrixOf, renderMatrix, renderTried } from '../report/wrong-rules.js';
import { natural, positive } from './arguments.js';
import { live, milestone, print, printJson } from './terminal.js';
import { UsageError } from './usage-error.js';

/** The cores of the machines for which the command is meant. */
const PROCESSES = 2;

const breakKernel = async (sample: number | undefined, seed: number, lots: number, json: boolean): Promise<boolean> => {
  const tried = sample === undefined ? mutants : sampleOf(mutants, sample);
  const kills = await killAll(tried, seed, lots, PROCESSES, (at) => {
    const text = `mutant ${String(at + 1)} of ${String(tried.length)}: ${tried[at].name}`;
    live(text);
    milestone(text);
  });
  live('');
  if (json) printJson('mutants', { kills, ...effortOf(kills) });
  else print(renderKills(kills, lots * LOT_PROGRAMS));
  return kills.every(({ blamed }) => blamed);
};

interface SpecOptions {
  readonly sample: number | undefined;
  readonly isWhole: boolean;
  readonly store: boolean;
  readonly json: boolean;
}
const breakSpec = async ({ sample, isWhole, store, json }: SpecOptions): Promise<boolean> => {
  const wrongs = sample === undefined ? wrongRules : sampleOf(wrongRules, sample);
  const tried = await tryWrongRules(wrongs, isWhole, PROCESSES, (done) => {
    const text = `wrong rule ${String(done)} of ${String(wrongs.length)}`;
    live(text);
    if (done % 20 === 0) milestone(text);
  });
  live('');
  const matrix = matrixOf(tried, [...sigmaProperties, ...systemProperties, ...runProperties]);
  const { alive, idle, excused } = matrix;
  if (store) storeMatrix(tried);
  const others = differencesFromMatrix(storedMatrix(), tried, isWhole);
  if (json) printJson('wrong-rules', { tried, alive, idle, excused, others });
  else {
    const count = `${String(tried.length)} wrong rules, ${String(alive.length)} alive`;
    print(isWhole ? renderMatrix(matrix) : [...tried.map(renderTried), count].join('\n'));
    if (others.length > 0)
      print([...others, 'the stored matrix is another; if that is meant: npm run matrix'].join('\n'));
  }
  // Of a sample, or of what was caught first, nothing follows about the properties.
  return (
    alive.length === 0 &&
    others.length === 0 &&
    (!isWhole || sample !== undefined || (idle.length === 0 && excused.length === 0))
  );
};

export const mutantsCommand = () =>
  new Command('mutants')
    .description(
      'break the bundled 486 kernel, or the specification, one edit at a time, and see that each break is found',
    )
    .option('--seed <number>', 'the same seed makes the same programs', natural, 0)
    .option('--lots <count>', 'how many lots of 100 programs each mutant must survive to live', positive, 100)
    .option('--spec', 'break the rules of the specification; a property or exploration must catch each wrong rule')
    .option('--matrix', 'with --spec: every property that catches each wrong rule, not the first alone')
    .option('--sample <count>', 'so many of them, evenly spread, the same each time', positive)
    .option('--store', 'with --matrix, of all of them: keep what was found, to be compared with from then on')
    .option('--json', 'print the result as JSON')
    .action(async ({ seed, lots, spec, matrix, sample, store, json }) => {
      if (spec !== true && matrix === true) throw new UsageError('--matrix goes with --spec');
      if (store === true && (matrix !== true || sample !== undefined))
        throw new UsageError('--store goes with --matrix, and not with --sample');
      const isSound =
        spec === true
          ? await breakSpec({ sample, isWhole: matrix === true, store: store === true, json: json === true })
          : await breakKernel(sample, seed, lots, json === true);
      process.exitCode = isSound ? 0 : 1;
    });
