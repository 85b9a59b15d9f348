import { systemScopes } from '../../model/explorer/system/index.js';
import type { SystemScope } from '../../model/explorer/system/index.js';
import type { Manifest } from '../../spec/vocabulary/index.js';
import { canRun } from '../programs/able.js';
import { NOTHING, bothOf, distinct } from '../programs/richer.js';
import type { Stock } from '../programs/richer.js';
import { storedRecord } from './records.js';
import { isOfSystem } from './scopes.js';

const stimuliOf = ({ prelude, stimuli }: SystemScope): Stock['stimuli'] => [...prelude, ...stimuli];

/** The small scopes that a kernel can run, in whose exploration the rule was applied. */
export const scopesThatExercise = (rule: string, manifest: Manifest): readonly SystemScope[] =>
  systemScopes.filter((scope) => {
    const { isSmall, profiles, boot } = scope;
    if (!isSmall || !profiles.every((profile) => manifest.profiles.includes(profile))) return false;
    if (!canRun(manifest, { boot, stimuli: stimuliOf(scope) })) return false;
    const record = storedRecord(scope.name);
    return (
      record !== undefined &&
      isOfSystem(record) &&
      record.rules.some(({ name, applied }) => name === rule && applied > 0)
    );
  });

/** All stimuli of these scopes, those that make their threads included, and a machine for all of them. */
export const stockFor = (rule: string, manifest: Manifest): Stock => {
  const scopes = scopesThatExercise(rule, manifest);
  return {
    boot: scopes.reduce((machine, { boot }) => bothOf(machine, boot), NOTHING.boot),
    stimuli: distinct(scopes.flatMap(stimuliOf)),
  };
};
