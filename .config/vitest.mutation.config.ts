import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests that `npm run mutation` holds against each mutant: together a few seconds, for they run some thousand times. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['spec/**/*.test.ts', 'model/*.test.ts', 'model/blame/*.test.ts'],
    testTimeout: 60_000,
  },
});
