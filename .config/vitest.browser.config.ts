import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests of the site in a browser: `npm run docs` has built it, and Debian's chromium is there, or they are skipped. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['docs/site/*.browser.ts'],
    pool: 'forks',
    testTimeout: 120_000,
  },
});
