import { describe, expect, test } from 'vitest';
import { scenarioBreaks } from '../fixtures/scenario-breaks.js';
import { systemBreaks } from '../fixtures/system-breaks/index.js';
import { bundled } from '../kernels/bundled.js';
import { blackBox } from '../kernels/masked.js';
import { scenarios } from './catalogue.js';
import { play } from './runtime/play.js';
import type { System } from './runtime/scenario.js';

const played = (system: System) =>
  play(system, blackBox((bundled['i486'] ?? expect.fail('there is no i486'))()), null).claims;
const broken = scenarios.filter(({ name }) => systemBreaks.some((it) => it.scenario === name));

describe.each(broken.map((scenario) => [scenario.name, scenario] as const))('%s', (name, { make }) => {
  const breaks = systemBreaks.filter((it) => it.scenario === name);

  test.each(breaks)('a claim fails where $story', ({ of, fails }) => {
    const failed = played(of(make(0))).filter(({ holds }) => !holds);
    expect(failed.map(({ says }) => says.slice(0, fails.length))).toContain(fails);
  });

  test('each of its claims is seen to fail by some break', () => {
    const seen = [...breaks, ...scenarioBreaks.filter((it) => it.scenario === name)].map(({ fails }) => fails);
    // That the programs come to their end is claimed of every system: what stops them is tested with the player.
    const [, ...claims] = played(make(0)).map(({ says }) => says);
    expect(claims.filter((says) => !seen.some((it) => says.startsWith(it)))).toEqual([]);
  });
});
