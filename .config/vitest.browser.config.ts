import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The tests of the site in a browser: `npm run docs` has built it, and Debian's chromium is there, or they are skipped. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['docs/site/*.browser.ts'],
    pool: 'forks',
    // A test waits for the browser most of the time, which has processes of its own: two files at once, and two pages of each.
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 120_000,
  },
});
