import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure } from 'esbuild';
import type { KernelFactory, KernelUnderTest } from '../../spec/vocabulary/index.js';
import { UsageError } from '../command/usage-error.js';
import { bundled } from './bundled.js';
import { placed } from './located.js';
import { shaped, wrongInManifest } from './shaped.js';

/** Whether the name of a kernel is that of a file. */
export const isFile = (name: string): boolean => name.includes('/') || /\.(ts|js|mjs)$/.test(name);
/** The errors of the bundler with their places; of any other error the first line. */
const places = (error: unknown): string => {
  const errors = error instanceof Error && 'errors' in error ? (error as BuildFailure).errors : [];
  return errors.length === 0
    ? firstLine(placed(error))
    : errors
        .map(({ text, location }) =>
          location === null
            ? text
            : `${location.file}:${String(location.line)}:${String(location.column + 1)}: ${text}`,
        )
        .join('; ');
};
const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const importFile = async (file: string): Promise<unknown> => {
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such kernel file`);
  const { build } = await import('esbuild'); // to load it takes as long as to load half the suite, and most processes bundle nothing
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  try {
    const outfile = path.join(folder, 'kernel.mjs');
    await build({
      entryPoints: [file],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      sourcemap: 'inline',
      logLevel: 'silent',
    });
    process.setSourceMapsEnabled(true); // stacks are of the file that the user wrote
    return ((await import(pathToFileURL(outfile).href)) as { default?: unknown }).default;
  } catch (error) {
    throw new UsageError(`${file}: cannot be imported: ${places(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The kernel of that name, or the one that the file exports by default: its manifest checked, and whatever it shows held to the vocabulary. */
export const loadKernel = async (name: string): Promise<KernelUnderTest> => {
  const made = isFile(name) ? await importFile(name) : bundled[name];
  if (!isFile(name) && made === undefined)
    throw new UsageError(
      `no kernel is called ${name}; there are ${Object.keys(bundled).join(', ')}, and files (with a / or ending in .ts .js .mjs)`,
    );
  if (typeof made !== 'function')
    throw new UsageError(`${name}: its default export is not a function that makes a kernel`);
  let kernel: KernelUnderTest;
  try {
    kernel = (made as KernelFactory)();
  } catch (error) {
    throw new UsageError(`${name}: cannot be made: ${firstLine(placed(error))}`);
  }
  if (typeof kernel !== 'object' || typeof kernel.boot !== 'function' || typeof kernel.step !== 'function')
    throw new UsageError(`${name}: what it makes has no boot and no step`);
  const wrong = wrongInManifest(kernel.manifest);
  if (wrong !== null) throw new UsageError(`${name}: ${wrong}`);
  return isFile(name) ? shaped(kernel) : kernel;
};
