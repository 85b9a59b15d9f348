import { Command } from '@commander-js/extra-typings';
import { explore } from '../../model/explorer/index.js';
import type { Exploration } from '../../model/explorer/index.js';
import { STATE_BOUND, exploreSystem, systemScopeOf, systemScopes } from '../../model/explorer/system/index.js';
import type { SystemExploration, SystemScope } from '../../model/explorer/system/index.js';
import { renderExploration } from '../report/exploration.js';
import { renderSystemExploration } from '../report/system-exploration.js';
import { positive } from './arguments.js';
import { live, print } from './terminal.js';
import { UsageError } from './usage-error.js';

/** The scopes of address spaces that are small enough to be explored whenever anything changes. */
const SMALL_SIGMA = ['sigma:3x2', 'sigma:3x2+rights', 'sigma:3x3'];

interface Told {
  readonly record: Exploration | SystemExploration;
  readonly text: string;
}
const onProgress = ({ states, frontier }: { readonly states: number; readonly frontier: number }): void => {
  live(`${String(states)} states, ${String(frontier)} to explore`);
};
const exploredSigma = (scope: string, symmetry: boolean): Told => {
  try {
    const record = explore(scope, { symmetry, onProgress });
    return { record, text: renderExploration(record) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const others = error.message.startsWith('unknown scope')
      ? `; or ${systemScopes.map(({ name }) => name).join(', ')}`
      : '';
    throw new UsageError(error.message + others);
  }
};
const exploredSystem = (scope: SystemScope, stateBound: number): Told => {
  const record = exploreSystem(scope, { stateBound, onProgress });
  return { record, text: renderSystemExploration(record) };
};

export const exploreCommand = () =>
  new Command('explore')
    .description('explore a scope exhaustively and check every property on every step')
    .argument(
      '[scope]',
      `sigma:SxV or sigma:SxV+rights: S spaces, sigma-zero among them, of V pages; or ${systemScopes.map(({ name }) => name).join(', ')}`,
    )
    .option('--all', 'explore all scopes that are small')
    .option('--states <n>', 'of the whole system, stop past so many states', positive, STATE_BOUND)
    .option('--no-symmetry', 'of address spaces, expand every state, not one of each orbit')
    .option('--json', 'print the record as JSON; with --all, a list of records')
    .action((scope, { all = false, states, symmetry, json = false }) => {
      if ((scope === undefined) !== all) throw new UsageError('name a scope to explore, or --all');
      const names =
        scope === undefined
          ? [...SMALL_SIGMA, ...systemScopes.filter(({ isSmall }) => isSmall).map(({ name }) => name)]
          : [scope];
      const told = names.map((name) => {
        const system = systemScopeOf(name);
        return system === undefined ? exploredSigma(name, symmetry) : exploredSystem(system, states);
      });
      live('');
      process.exitCode = told.some(({ record }) => record.violations.length > 0) ? 1 : 0;
      const records = told.map(({ record }) => record);
      print(json ? JSON.stringify(all ? records : records[0], null, 2) : told.map(({ text }) => text).join('\n\n'));
    });
