import { performance } from 'node:perf_hooks';
import { explore } from '../../model/explorer/index.js';

// Explores in a process of its own, so that every round begins cold: SCOPE, then `plain` or `symmetry`, then `search` or `properties`.

const [scope, how, what] = process.argv.slice(2);
const start = performance.now();
const { states, orbits, transitions } = explore(scope, {
  symmetry: how === 'symmetry',
  ...(what === 'search' ? { properties: [] } : {}),
});
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ states, orbits, transitions, seconds }));
