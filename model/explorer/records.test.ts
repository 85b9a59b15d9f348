import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Exploration } from './index.js';

// The records of what was explored. When the specification has changed, and is meant to: npm run records

const l4c = fileURLToPath(new URL('../../dist/conformance/command/main.js', import.meta.url));
const stored = (scope: string): Exploration =>
  JSON.parse(readFileSync(new URL(`records/${scope.replace(':', '-')}.json`, import.meta.url), 'utf8')) as Exploration;
/** By the command that made it, for the specification is hashed as it was built. */
const again = (scope: string): unknown =>
  JSON.parse(execFileSync(process.execPath, [l4c, 'explore', scope, '--json'], { encoding: 'utf8' }));

test.each([
  ['sigma:3x2', 641],
  ['sigma:3x2+rights', 4873],
  ['sigma:3x3', 262_531],
  ['sigma:4x2', 100_553],
])(
  'record: %s has %i states, all covered, no property broken, and exploring it again gives the same record',
  (scope, states) => {
    const record = stored(scope);
    expect(record).toMatchObject({ scope, states, complete: true, violations: [] });
    expect(again(scope)).toEqual(record);
  },
);
