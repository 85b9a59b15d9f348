import { match } from 'ts-pattern';
import { beforeAll, describe, test } from 'vitest';
import type { TestContext } from 'vitest';
import type { KernelFactory } from '../spec/vocabulary/index.js';
import { inProcess } from './check/check-program.js';
import { ruleOf } from './check/lot.js';
import type { Failure } from './check/failure.js';
import type { Report } from './check/report.js';
import { runHere } from './check/run-here.js';
import { claimedRules } from './check/terms.js';
import { shaped, wrongInManifest } from './kernels/shaped.js';
import { outcomeOf } from './report/outcome.js';

/** How many programs are run, and from which seed they are drawn. */
export interface Conformance {
  readonly runs?: number;
  readonly seed?: number;
}

const PATIENCE_MS = 600_000;

const explanationsOf = (failures: readonly Failure[]): string =>
  failures.map(({ explanation }) => explanation).join('\n\n');

/** Fails the test of a name that is broken or was never exercised; skips that of one that is waived, or was not reached. */
const hold = (report: Report, name: string, { skip }: TestContext): void => {
  match(outcomeOf(report, name))
    .with({ is: 'held' }, { is: 'not claimed' }, () => undefined)
    .with({ is: 'not reached' }, () => {
      skip('the run ended before');
    })
    .with({ is: 'waived' }, () => {
      skip(report.waived.find(({ rule }) => rule === name)?.reason);
    })
    .with({ is: 'never exercised' }, () => {
      throw new Error(`none of ${String(report.programs)} programs exercised ${name}: give more runs`);
    })
    .with({ is: 'broken' }, ({ failures }) => {
      throw new Error(explanationsOf(failures));
    })
    .exhaustive();
};

/**
 * Registers a test with vitest for each rule of the profiles that a kernel claims, which fails with the shortest program that breaks the rule, and one
 * for its contract. The programs run once, before the first test, in the process of vitest: a kernel that may hang is for `l4c run`.
 *
 * ```ts
 * import { testConformance } from 'l4-conformance/vitest';
 * import kernel from './kernel.js';
 *
 * testConformance(kernel, { runs: 1000 });
 * ```
 */
export const testConformance = (make: KernelFactory, { runs = 1000, seed = 0 }: Conformance = {}): void => {
  const kernel = shaped(make());
  const { manifest } = kernel;
  const wrong = wrongInManifest(manifest);
  if (wrong !== null) throw new Error(wrong);
  const claimed = claimedRules(manifest);
  describe(`${manifest.name} conforms to L4`, () => {
    let report: Report;
    beforeAll(async () => {
      report = await runHere(inProcess(kernel), seed, runs);
    }, PATIENCE_MS);
    for (const { name, says } of claimed)
      test(`${name}: ${says}`, (context) => {
        hold(report, name, context);
      });
    test('contract: the kernel keeps it, and nothing besides the rules that it claims is broken', () => {
      const names = new Set(claimed.map(({ name }) => name));
      const others = report.failures.filter((failure) => !names.has(ruleOf(failure)));
      if (others.length > 0) throw new Error(explanationsOf(others));
    });
  });
};
