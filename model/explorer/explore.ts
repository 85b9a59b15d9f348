import { boot, reference, withSigma } from '../../spec/index.js';
import type { Rules, State } from '../../spec/index.js';
import { isForest } from '../../spec/properties/forest.js';
import { judge, sigmaProperties } from '../../spec/properties/index.js';
import type { SigmaProperty } from '../../spec/properties/index.js';
import type { Sigma, SigmaOperation, Universe } from '../../spec/vocabulary/index.js';
import type { Exploration, Violation } from './exploration.js';
import { foundAmong } from './found.js';
import type { Edge } from './found.js';
import { specHash, transitionHash } from './hash.js';
import { OUTSIDE, imagesOf, keysOf } from './keys.js';
import { holdingsOf, operationsOf, scopeOf } from './scope.js';
import { settlerOf, workOf } from './settle.js';
import { compose, groupOf, identity, renameOperation, swapsOf } from './symmetry.js';
import type { Renaming } from './symmetry.js';

export interface ExploreOptions {
  /** The table to explore; the reference by default. */
  readonly rules?: Rules;
  /** What to check on every transition; all properties of address spaces by default. */
  readonly properties?: readonly SigmaProperty[];
  /**
   * Whether only the least state of each orbit is expanded (the default). That covers the scope if the rules commute with every renaming, as
   * those of the reference do; in a table that treats two spaces or pages differently it may miss states.
   */
  readonly symmetry?: boolean;
  /** Called after each block of states. `frontier` counts the states to be expanded that are known. */
  readonly onProgress?: (progress: { readonly states: number; readonly frontier: number }) => void;
  /** Asked before each block of states. */
  readonly shouldStop?: () => boolean;
}

/**
 * States are expanded in blocks, operation by operation: what is known of one operation stays in the caches of the processor. A block
 * does not go past the end of a level, so that the search is breadth first.
 */
const BLOCK = 64;

/** A machine of the universe's size with nothing but its spaces: what the rules of one page look at. */
const skeleton = ({ spaces, pages }: Universe): State => boot({ frames: pages, pages, tasks: spaces, lthreads: 1 });

/** A property, how often its premise applied, and whether it has failed. */
interface Judged {
  readonly property: SigmaProperty;
  applied: number;
  failed: boolean;
}

/**
 * The operations that lead from the first state along edges between representatives. The last edge leaves the operations before it in the
 * names of another member of the orbit, so each is renamed by all that come after it; the first state is the same under every renaming.
 */
const operationsAlong = (
  path: readonly Edge[],
  operations: readonly SigmaOperation[],
  group: readonly Renaming[],
): readonly SigmaOperation[] => {
  let since = group[0];
  return path
    .toReversed()
    .map(({ by, renamed }) => renameOperation((since = compose(since, group[renamed])), operations[by]))
    .reverse();
};

/**
 * Breadth-first exploration of every state that the operations of a scope reach, by the rules themselves, with every property of address
 * spaces checked on every transition. `scopeName` is `sigma:SxV`, where everything may be written, or `sigma:SxV+rights`, where items
 * and demaps may also be to read only. Throws an Error on another name, on a scope that is too large, on work for which not exactly one
 * rule holds, and when the rules lead out of the scope and no property objects.
 */
export const explore = (
  scopeName: string,
  { rules = reference, properties = sigmaProperties, symmetry = true, onProgress, shouldStop }: ExploreOptions = {},
): Exploration => {
  const scope = scopeOf(scopeName);
  const { universe } = scope;
  const keys = keysOf(holdingsOf(scope));
  const group = symmetry ? groupOf(universe, swapsOf(universe)) : [identity(universe)];
  const { meet, settle, applied } = settlerOf(rules);
  const first = skeleton(universe);
  const found = foundAmong(keys.size, imagesOf(holdingsOf(scope), group), keys.keyOf(first.sigma));
  const hash = transitionHash();
  const judged: readonly Judged[] = properties.map((property) => ({ property, applied: 0, failed: false }));
  const operations = operationsOf(scope);
  const moves = operations.map((operation) => ({
    operation,
    met: meet(workOf(universe, operation)),
    judged: judged.filter(({ property }) => property.on.includes(operation.op)),
  }));
  const violations: Violation[] = [];
  let transitions = 0;
  let changing = 0;
  let expanded = 0;

  const pathTo = (at: number, operation: SigmaOperation): readonly SigmaOperation[] => [
    ...operationsAlong(found.pathTo(at), operations, group),
    operation,
  ];
  /** Whether every property held of the transition. */
  const check = (at: number, before: Sigma, { operation, judged }: (typeof moves)[number], after: Sigma): boolean => {
    let sound = true;
    for (const it of judged) {
      const verdict = judge(it.property, before, operation, after, universe);
      if (verdict === 'does not apply') continue;
      it.applied += found.sizes[at];
      if (verdict === 'holds') continue;
      sound = false;
      if (!it.failed) violations.push({ property: it.property.name, path: pathTo(at, operation), before, after });
      it.failed = true;
    }
    return sound;
  };

  /** Takes one operation from every state of the block. */
  const take = (by: number, block: readonly State[]): void => {
    const { met, operation } = moves[by];
    hash.take(by);
    for (let i = 0; i < block.length; i++) {
      const s = block[i];
      const at = expanded + i;
      const after = settle(s, met, found.sizes[at]).sigma;
      const sound = check(at, s.sigma, moves[by], after);
      if (after === s.sigma) continue;
      const reached = keys.keyOf(after);
      if (reached === found.keys[at]) continue;
      changing += found.sizes[at];
      hash.add(found.keys[at], reached);
      if (reached === OUTSIDE) {
        if (sound)
          throw new Error(`no property objects to leaving ${scope.name}: ${JSON.stringify(pathTo(at, operation))}`);
        continue;
      }
      // Wrong rules can make what is no forest; it was reported just now, and the walks of the rules need not end there.
      if (!found.has(reached) && isForest.holds(s.sigma, operation, after, universe)) found.add(reached, at, by);
    }
  };

  let depth = 0;
  let level = found.keys.length;
  while (expanded < found.keys.length && !(shouldStop?.() ?? false)) {
    if (expanded === level) {
      depth++;
      level = found.keys.length;
    }
    const end = Math.min(expanded + BLOCK, level);
    const block = found.keys.slice(expanded, end).map((key) => withSigma(first, keys.sigmaOf(key)));
    for (let by = 0; by < moves.length; by++) take(by, block);
    for (; expanded < end; expanded++) transitions += found.sizes[expanded] * moves.length;
    onProgress?.({ states: found.states(), frontier: found.keys.length - expanded });
  }
  return {
    scope: scope.name,
    spec: specHash(
      applied.map(({ rule }) => rule),
      properties,
    ),
    complete: expanded === found.keys.length,
    states: found.states(),
    orbits: found.keys.length,
    renamings: group.length,
    transitions,
    changing,
    transitionHash: hash.digest(),
    depth,
    properties: judged.map(({ property, applied }) => ({ name: property.name, applied })),
    rules: applied.map(({ rule, times }) => ({ name: rule.name, applied: times })),
    violations,
  };
};
