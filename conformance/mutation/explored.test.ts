import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { exploreSystem, systemScopes } from '../../model/explorer/system/index.js';
import { rootOfPackage } from '../package.js';

// How the exploration of each scope begins: quick enough to be asked of each edit of a rule, where whole explorations are not. Tables, to be read whenever they change.

/** In each scope so many states are found, and the orbit of one more: an edit that makes states without end makes no more of them. */
const STATES = 150;

const fileOf = (scope: string): string =>
  fileURLToPath(new URL(`conformance/mutation/explored/${scope.replace(':', '-')}.txt`, rootOfPackage));

test.each(systemScopes.map((scope) => [scope.name, scope] as const))(
  'explored: the first states of %s, and what leads from one to another, are what the table says',
  async (name, scope) => {
    const found = exploreSystem(scope, { properties: [], stateBound: STATES });
    const { states, orbits, transitions, changing, leaving, depth, transitionHash, rules, edges, violations } = found;
    const counts = Object.entries({ states, orbits, transitions, changing, leaving, depth, transitionHash });
    const met = [...rules, ...edges].filter(({ applied }) => applied > 0);
    const lines = [
      ...counts.map(([what, count]) => `${what}: ${String(count)}`),
      ...met.map((it) => `${it.name}: ${String(it.applied)}`),
      ...violations.map(({ property, error }) => `${property}: ${String(error)}`),
    ];
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(fileOf(name));
  },
);
