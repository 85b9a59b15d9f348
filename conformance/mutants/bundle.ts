import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { judge } from './judge.js';
import type { Mutant } from './mutants.js';

const spec = fileURLToPath(new URL('../../spec/', import.meta.url));
const entry = fileURLToPath(new URL('judge.js', import.meta.url));

/** The file of the specification with the edit; an edit that no longer fits the file is a mistake of ours and throws. */
export const editedSpec = ({ name, file, find, replace }: Mutant, folder = spec): string => {
  const text = readFileSync(path.join(folder, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`wrong rule ${name}: its text occurs ${String(times)} times in ${file}, not once`);
  return text.replace(find, () => replace);
};

/** The judge of a specification with one edit, or of the specification as it is. Only the edited file differs. */
export const judgeOf = async (wrong: Mutant | null): Promise<typeof judge> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  try {
    const outfile = path.join(folder, 'judge.mjs');
    const contents = wrong === null ? '' : editedSpec(wrong);
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
              wrong !== null && loaded === path.join(spec, wrong.file) ? { contents, loader: 'js' } : null,
            );
          },
        },
      ],
    });
    return ((await import(pathToFileURL(outfile).href)) as { judge: typeof judge }).judge;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
