import colors from 'picocolors';
import { match } from 'ts-pattern';
import type { ScenarioRun } from '../scenarios/run.js';
import type { Scenario } from '../scenarios/runtime/scenario.js';

const pagesOf = ({ pages }: Scenario): string => pages.map((page) => `L.${String(page)}`).join(', ');

/** A scenario told: what it is, how it ended, and each claim. */
export const renderScenarioRun = (scenario: Scenario, { is, kernel, steps, claims, says }: ScenarioRun): string => {
  const ended = match(is)
    .with('holds', () => colors.green('holds'))
    .with('fails', () => colors.red('a claim FAILS'))
    .with('diverges', () => colors.red('DIVERGES'))
    .with('broken', () => colors.red('the contract is BROKEN'))
    .with('dropped', () => colors.yellow('was dropped'))
    .exhaustive();
  return [
    `${colors.bold(scenario.name)} (${pagesOf(scenario)}): ${scenario.says}`,
    `  on ${kernel}, ${String(steps)} steps: ${ended}`,
    ...claims.map((claim) => `  ${claim.holds ? '  ' : 'NO'} ${claim.says}`),
    ...(says === null ? [] : [says]),
  ].join('\n');
};
