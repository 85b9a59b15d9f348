import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Mutant } from './mutants.js';

/** The file below `folder` with the edit; an edit that no longer fits the file is a mistake of ours and throws. */
export const editedText = ({ name, file, find, replace }: Mutant, folder: string): string => {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`${name}: its text occurs ${String(times)} times in ${file}, not once`);
  return text.replace(find, () => replace);
};

/** The module at `entry`, imported with one file below `folder` edited, or as it is. Only the edited file differs. */
export const importEdited = async (entry: string, mutant: Mutant | null, folder: string): Promise<unknown> => {
  const { build } = await import('esbuild');
  const bundles = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  try {
    const outfile = path.join(bundles, 'edited.mjs');
    const edited = mutant === null ? null : { file: path.join(folder, mutant.file), text: editedText(mutant, folder) };
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'silent',
      plugins: [
        {
          name: 'edit',
          setup(on) {
            on.onLoad({ filter: /\.js$/ }, ({ path: loaded }) =>
              loaded === edited?.file ? { contents: edited.text, loader: 'js' } : null,
            );
          },
        },
      ],
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(bundles, { recursive: true, force: true });
  }
};
