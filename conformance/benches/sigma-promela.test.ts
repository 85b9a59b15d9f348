import { expect, test, vi } from 'vitest';
import { explore, scopeOf } from '../../model/explorer/index.js';
import { sigmaPromela } from './sigma-promela.js';
import { spinVersion, verifierOf } from './spin.js';

const spin = spinVersion();
const absent = 'missing' in spin ? spin.missing : '';
if (absent !== '') console.warn(`${absent}: the explorer is NOT compared with SPIN.`);

test.for(['sigma:3x2', 'sigma:2x3'])('bench: SPIN and the explorer find as many states of %s', (scope, { skip }) => {
  skip(absent !== '', absent);
  const verifier = verifierOf(sigmaPromela(scopeOf(scope).universe));
  expect(verifier.search().states).toBe(explore(scope, { properties: [] }).states);
  verifier.close();
});

test('bench: an absent SPIN is named, with the package that has it', () => {
  vi.stubEnv('PATH', '');
  expect(spinVersion()).toEqual({ missing: expect.stringContaining('apt-get install spin') as string });
  vi.unstubAllEnvs();
});
