import os from 'node:os';
import { Command } from '@commander-js/extra-typings';
import { STATE_BOUND, systemScopes } from '../../model/explorer/system/index.js';
import { exploreAll } from '../explorations/explore-all.js';
import { missedBy } from '../explorations/reached.js';
import { differencesFrom, storeRecord, storedRecord } from '../explorations/records.js';
import { exploreScope, isComparison, isOfSystem, isSound, largeScopes, smallScopes } from '../explorations/scopes.js';
import type { Explored, ScopeOptions } from '../explorations/scopes.js';
import { renderComparison } from '../report/comparison.js';
import { renderExploration } from '../report/exploration.js';
import { renderSystemExploration } from '../report/system-exploration.js';
import { positive } from './arguments.js';
import { live, print, printJson, warn } from './terminal.js';
import { UsageError } from './usage-error.js';

const render = (record: Explored): string => {
  if (isComparison(record)) return renderComparison(record);
  return isOfSystem(record) ? renderSystemExploration(record) : renderExploration(record);
};

const exploreOne = (name: string, options: ScopeOptions): Explored => {
  try {
    return exploreScope(name, {
      ...options,
      onProgress: ({ states, frontier }) => {
        live(`${String(states)} states, ${String(frontier)} to explore`);
      },
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const others = error.message.startsWith('unknown scope')
      ? `; or ${systemScopes.map(({ name }) => name).join(', ')}`
      : '';
    throw new UsageError(error.message + others);
  }
};

const exploreEach = async (names: readonly string[]): Promise<readonly Explored[]> => {
  let done = 0;
  const records = await exploreAll(names, os.availableParallelism(), (name) => {
    live(`${String(++done)} of ${String(names.length)} scopes, ${name} the last`);
  });
  live('');
  return records;
};
/** What is not as the stored records say, and what no scope reaches: a line each. */
const complaintsOf = (records: readonly Explored[]): readonly string[] => [
  ...records.flatMap((record) =>
    differencesFrom(storedRecord(record.scope), record).map((line) => `${record.scope}: ${line}`),
  ),
  ...missedBy(records),
];
const exploreSmall = async (store: boolean): Promise<readonly Explored[]> => {
  const records = await exploreEach(smallScopes);
  if (store) records.forEach(storeRecord);
  const complaints = complaintsOf(records);
  for (const complaint of complaints) warn(complaint);
  if (complaints.length > 0) process.exitCode = 1;
  return records;
};

export const exploreCommand = () =>
  new Command('explore')
    .description('explore a scope exhaustively and check every property on every step')
    .argument(
      '[scope]',
      `sigma:SxV or sigma:SxV+rights: S spaces, sigma-zero among them, of V pages; or ${systemScopes.map(({ name }) => name).join(', ')}`,
    )
    .option('--large', 'explore all scopes that are not small')
    .option('--all', 'explore all scopes that are small, and compare with the stored records')
    .option('--store', 'with --all, store the records anew')
    .option('--states <n>', 'of the whole system, stop past so many states', positive, STATE_BOUND)
    .option('--no-symmetry', 'go on from every state, not from one of each orbit')
    .option('--json', 'print the records as JSON')
    .action(async (scope, { all = false, large = false, store = false, states, symmetry, json = false }) => {
      if ([scope !== undefined, all, large].filter((asked) => asked).length !== 1)
        throw new UsageError('name a scope to explore, or --all, or --large');
      if (store && !all) throw new UsageError('--store goes with --all');
      const records =
        scope !== undefined
          ? [exploreOne(scope, { symmetry, stateBound: states })]
          : all
            ? await exploreSmall(store)
            : await exploreEach(largeScopes);
      live('');
      if (!records.every(isSound)) process.exitCode = 1;
      if (json) printJson('explored', { records });
      else print(records.map(render).join('\n\n'));
    });
