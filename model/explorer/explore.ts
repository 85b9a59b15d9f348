import { boot, reference, withSigma } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { isForest } from '../../spec/properties/forest.js';
import { judge, sigmaProperties } from '../../spec/properties/index.js';
import type { SigmaProperty } from '../../spec/properties/index.js';
import type { Sigma, SigmaOperation, Universe } from '../../spec/vocabulary/index.js';
import type { Exploration, Violation } from './exploration.js';
import { foundAmong } from './found.js';
import { OUTSIDE, keysOf } from './keys.js';
import { holdingsOf, operationsOf, scopeOf } from './scope.js';
import { settlerOf, workOf } from './settle.js';

export interface ExploreOptions {
  /** The table to explore; the reference by default. */
  readonly rules?: Rules;
  /** Called once for each thousand states expanded. `frontier` counts the states found and not yet expanded. */
  readonly onProgress?: (progress: { readonly states: number; readonly frontier: number }) => void;
  /** Asked before each state is expanded. */
  readonly shouldStop?: () => boolean;
}

const PROGRESS_STATES = 1000;

/** A machine of the universe's size with nothing but its spaces: what the rules of one page look at. */
const skeleton = ({ spaces, pages }: Universe): State => boot({ frames: pages, pages, tasks: spaces, lthreads: 1 });

/** A property, how often its premise applied, and whether it has failed. */
interface Judged {
  readonly property: SigmaProperty;
  applied: number;
  failed: boolean;
}

/**
 * Breadth-first exploration of every state that the operations of a scope reach, by the rules themselves, with every property of address
 * spaces checked on every transition. `scopeName` is `sigma:SxV`, where everything may be written, or `sigma:SxV+rights`, where items
 * and demaps may also be to read only. Throws an Error on another name, on a scope that is too large, on work for which not exactly one
 * rule holds, and when the rules lead out of the scope and no property objects.
 */
export const explore = (
  scopeName: string,
  { rules = reference, onProgress, shouldStop }: ExploreOptions = {},
): Exploration => {
  const scope = scopeOf(scopeName);
  const { universe } = scope;
  const keys = keysOf(holdingsOf(scope));
  const { settle, applied } = settlerOf(rules);
  const first = skeleton(universe);
  const found = foundAmong(keys.size, keys.keyOf(first.sigma));
  const judged: readonly Judged[] = sigmaProperties.map((property) => ({ property, applied: 0, failed: false }));
  const moves = operationsOf(scope).map((operation) => ({
    operation,
    work: workOf(universe, operation),
    judged: judged.filter(({ property }) => property.on.includes(operation.op)),
  }));
  const violations: Violation[] = [];
  let transitions = 0;
  let changing = 0;
  let expanded = 0;

  const pathTo = (at: number, operation: SigmaOperation): readonly SigmaOperation[] => [
    ...found.pathTo(at).map((by) => moves[by].operation),
    operation,
  ];
  /** Whether every property held of the transition. */
  const check = (at: number, before: Sigma, { operation, judged }: (typeof moves)[number], after: Sigma): boolean => {
    let sound = true;
    for (const it of judged) {
      const verdict = judge(it.property, before, operation, after, universe);
      if (verdict === 'does not apply') continue;
      it.applied++;
      if (verdict === 'holds') continue;
      sound = false;
      if (!it.failed) violations.push({ property: it.property.name, path: pathTo(at, operation), before, after });
      it.failed = true;
    }
    return sound;
  };

  for (; expanded < found.keys.length && !(shouldStop?.() ?? false); expanded++) {
    const key = found.keys[expanded];
    const s = withSigma(first, keys.sigmaOf(key));
    for (const [by, move] of moves.entries()) {
      const after = settle(s, move.work).sigma;
      transitions++;
      const sound = check(expanded, s.sigma, move, after);
      if (after === s.sigma) continue;
      const reached = keys.keyOf(after);
      if (reached === key) continue;
      changing++;
      if (reached === OUTSIDE) {
        if (sound)
          throw new Error(
            `no property objects to leaving ${scope.name}: ${JSON.stringify(pathTo(expanded, move.operation))}`,
          );
        continue;
      }
      // Wrong rules can make what is no forest; it was reported just now, and the walks of the rules need not end there.
      if (!found.has(reached) && isForest.holds(s.sigma, move.operation, after, universe))
        found.add(reached, expanded, by);
    }
    if (expanded % PROGRESS_STATES === 0)
      onProgress?.({ states: found.keys.length, frontier: found.keys.length - expanded - 1 });
  }
  return {
    scope: scope.name,
    complete: expanded === found.keys.length,
    states: found.keys.length,
    transitions,
    changing,
    depth: found.pathTo(found.keys.length - 1).length,
    properties: judged.map(({ property, applied }) => ({ name: property.name, applied })),
    rules: applied.map(({ rule, times }) => ({ name: rule.name, applied: times })),
    violations,
  };
};
