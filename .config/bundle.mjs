// The entry points of processes, each in one piece: to import some hundred modules takes half a second, and a run starts several processes.
// They lie as deep as the modules that they are made of, so that what is named beside these is found beside them.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const outdir = 'dist/conformance/bin';
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [
    'dist/conformance/command/main.js',
    'dist/conformance/check/worker.js',
    'dist/conformance/transports/apart-process.js',
    'dist/conformance/explorations/thread.js',
    'dist/conformance/mutants/kill-worker.js',
    'dist/conformance/benches/explore-once.js',
    'dist/conformance/benches/lockstep-process.js',
  ],
  entryNames: '[name]',
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
// The command in one piece and in pieces: npx keeps a link to where it was when it was called first.
for (const main of [`${outdir}/main.js`, 'dist/conformance/command/main.js']) chmodSync(main, 0o755);
