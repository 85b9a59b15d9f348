import colors from 'picocolors';
import { match } from 'ts-pattern';
import type { ScenarioRun } from '../scenarios/run.js';
import type { Scenario } from '../scenarios/runtime/scenario.js';

/** The pages that it brings to life, neighbours together: `L.26-28`. */
export const pagesOf = ({ pages }: Scenario): string =>
  pages
    .filter((page) => !pages.includes(page - 1))
    .map((first) => {
      const behind = pages.findIndex((page, i) => page >= first && pages[i + 1] !== page + 1);
      const last = pages[behind];
      return `L.${String(first)}${last === first ? '' : `-${String(last)}`}`;
    })
    .join(', ');

/** A scenario told: what it is, how it ended, and each claim. */
export const renderScenarioRun = (
  scenario: Scenario,
  { is, kernel, seeds, copySteps, steps, undecided, claims, says }: ScenarioRun,
): string => {
  const ended = match(is)
    .with('holds', () => colors.green('holds'))
    .with('fails', () => colors.red('a claim FAILS'))
    .with('diverges', () => colors.red('DIVERGES'))
    .with('broken', () => colors.red('the contract is BROKEN'))
    .with('dropped', () => colors.yellow('was dropped'))
    .exhaustive();
  const withSeeds = scenario.isByChance ? `, ${String(seeds)} seeds` : '';
  const withInterrupts = copySteps === 0 ? '' : `, an interrupt at each of ${String(copySteps)} copy steps`;
  const unjudged = undecided === 0 ? '' : `, not judged to the end in ${String(undecided)} runs`;
  return [
    `${colors.bold(scenario.name)} (${pagesOf(scenario)}): ${scenario.says}`,
    `  on ${kernel}${withSeeds}${withInterrupts}, ${String(steps)} steps${unjudged}: ${ended}`,
    ...claims.map((claim) => `  ${claim.holds ? '  ' : 'NO'} ${claim.says}`),
    ...(says === null ? [] : [is === 'dropped' ? `  ${says}` : says]),
  ].join('\n');
};
