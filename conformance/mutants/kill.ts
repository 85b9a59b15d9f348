import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { KernelFactory, KernelUnderTest } from '../../spec/vocabulary/index.js';
import { inProcess } from '../check/check-program.js';
import { runLot } from '../check/lot.js';
import type { Failure } from '../check/lot.js';
import type { Mutant } from './mutants.js';

const impl = fileURLToPath(new URL('../../impl/', import.meta.url));

/** The file with the edit; an edit that no longer fits the file is a mistake of ours and throws. */
const edited = ({ name, file, find, replace }: Mutant): string => {
  const text = readFileSync(path.join(impl, file), 'utf8');
  const times = text.split(find).length - 1;
  if (times !== 1) throw new Error(`mutant ${name}: its text occurs ${String(times)} times in ${file}, not once`);
  return text.replace(find, () => replace);
};

/** The 486 kernel with one edit. Only the edited file differs. */
export const mutantKernel = async (mutant: Mutant): Promise<KernelUnderTest> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-'));
  try {
    const outfile = path.join(folder, 'mutant.mjs');
    const contents = edited(mutant);
    await build({
      entryPoints: [path.join(impl, 'index.js')],
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
              loaded === path.join(impl, mutant.file) ? { contents, loader: 'js' } : null,
            );
          },
        },
      ],
    });
    const { i486 } = (await import(pathToFileURL(outfile).href)) as { i486: KernelFactory };
    return i486();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** How a mutant fared: killed in which lot, by which failure; or alive after all of them. */
export interface Kill {
  readonly mutant: Mutant;
  readonly failure: Failure | null;
  readonly blamed: boolean;
}

const ruleOf = ({ signature }: Failure): string => signature.split(' ')[0];

/** Lots of programs until one kills the mutant, at most `lots`; its first failure is the one that a user would read. */
export const kill = async (mutant: Mutant, seed: number, lots: number): Promise<Kill> => {
  const subject = inProcess(await mutantKernel(mutant));
  for (let lot = 0; lot < lots; lot++) {
    const { failures } = await runLot(subject, seed, lot, 100);
    const failure = failures.at(0);
    if (failure !== undefined) return { mutant, failure, blamed: mutant.attacks.includes(ruleOf(failure)) };
  }
  return { mutant, failure: null, blamed: false };
};
