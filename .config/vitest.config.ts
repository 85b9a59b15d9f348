import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/node';

/** The last line of a run, for scripts: vitest's own counts, zeros included. */
const counts: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.filter((test) => test.result().state === 'failed').length;
    console.log(`${passed} passed, ${failed} failed`);
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{spec,model,impl,conformance,docs}/**/*.test.ts'],
    exclude: ['dist/**', '**/node_modules/**', '**/fixtures/**'],
    reporters: ['default', counts],
    globalSetup: fileURLToPath(new URL('vitest.scratch.ts', import.meta.url)),
    pool: 'forks',
    isolate: false,
    maxWorkers: 3, // the budgets of .ci/run are for two cores; many tests wait for processes of their own
    testTimeout: 60_000,
    hookTimeout: 60_000, // a hook may compile a kernel in C
    globals: false,
  },
});
