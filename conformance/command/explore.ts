import { Command } from '@commander-js/extra-typings';
import { explore } from '../../model/explorer/index.js';
import type { Exploration } from '../../model/explorer/index.js';
import { renderExploration } from '../report/exploration.js';
import { live, print } from './terminal.js';
import { UsageError } from './usage-error.js';

const explored = (scope: string, symmetry: boolean): Exploration => {
  try {
    return explore(scope, {
      symmetry,
      onProgress: ({ states, frontier }) => {
        live(`${String(states)} states, ${String(frontier)} to explore`);
      },
    });
  } catch (error) {
    if (error instanceof Error) throw new UsageError(error.message);
    throw error;
  }
};

export const exploreCommand = () =>
  new Command('explore')
    .description('explore a scope exhaustively and check every property on every step')
    .argument('<scope>', 'sigma:SxV or sigma:SxV+rights: S spaces, sigma-zero among them, of V pages')
    .option('--no-symmetry', 'expand every state, not one of each orbit')
    .option('--json', 'print the record as JSON')
    .action((scope, { symmetry, json }) => {
      const record = explored(scope, symmetry);
      live('');
      process.exitCode = record.violations.length > 0 ? 1 : 0;
      print(json === true ? JSON.stringify(record, null, 2) : renderExploration(record));
    });
