// Reads the report of the default run and fails unless it exercised enough: what counts is what was tried, not only that nothing failed.
import { readFileSync } from 'node:fs';

const { programs, stimuli, executed, rules, hardware } = JSON.parse(readFileSync(0, 'utf8'));
const floors = [
  ['programs', programs, 10_000],
  ['stimuli in a program on average', stimuli / programs, 30],
  ['of them executed by a thread', executed / programs, 25],
  ...Object.entries(rules).map(([name, times]) => [name, times, 100]),
  ...Object.entries(hardware).map(([name, times]) => [name, times, 50_000]),
];
const below = floors.filter(([, reached, floor]) => !(reached >= floor));
for (const [what, reached, floor] of below) console.error(`${what}: ${reached}, the floor is ${floor}`);
const least = Object.entries(rules).sort(([, a], [, b]) => a - b)[0];
console.log(`${floors.length} floors, ${below.length} not reached; least often: ${least.join(', ')} times`);
process.exitCode = below.length > 0 || Object.keys(hardware).length === 0 ? 1 : 0;
