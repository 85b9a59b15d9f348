import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` holds against each edit of an area: one file, which Stryker has bundled of what it edited. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [`dist/mutation/${process.env['MUTATION_TESTS']}.js`],
    exclude: ['**/node_modules/**'],
    testTimeout: 60_000,
  },
});
