import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What SPIN says of one exhaustive search. */
export interface SpinSearch {
  readonly states: number;
  readonly transitions: number;
  readonly seconds: number;
}

/** A model compiled to SPIN's verifier. */
export interface Verifier {
  search(): SpinSearch;
  /** Removes its files. */
  close(): void;
}

/** SPIN's name for its version, or what is missing to use it. */
export const spinVersion = (): { readonly version: string } | { readonly missing: string } => {
  const spin = spawnSync('spin', ['-V'], { encoding: 'utf8' });
  if (spin.error !== undefined) return { missing: 'spin is absent (Debian: apt-get install spin)' };
  if (spawnSync('gcc', ['--version']).error !== undefined) return { missing: 'gcc is absent' };
  return { version: spin.stdout.split(' -- ')[0].trim() };
};

/** One process has no interleavings to reduce, so that NOREDUCE spares the bookkeeping; every state is stored whole. */
const GCC_FLAGS = ['-O2', '-w', '-DSAFETY', '-DNOREDUCE', '-DMEMLIM=16000'];
/** The deepest path of the depth-first search, and the base-2 logarithm of the slots of the hash table. */
const RUN_FLAGS = ['-m1000000', '-w20', '-E'];

const numberIn = (output: string, pattern: RegExp): number => {
  const found = pattern.exec(output)?.[1];
  if (found === undefined) throw new Error(`SPIN's verifier did not say ${String(pattern)}:\n${output}`);
  return Number(found);
};

/** Compiles a model in Promela. Throws an Error with what SPIN or gcc said when they refuse it. */
export const verifierOf = (promela: string): Verifier => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'l4c-spin-'));
  const inFolder = { cwd: folder, encoding: 'utf8' } as const;
  writeFileSync(path.join(folder, 'model.pml'), promela);
  execFileSync('spin', ['-a', 'model.pml'], inFolder);
  execFileSync('gcc', [...GCC_FLAGS, '-o', 'pan', 'pan.c'], inFolder);
  return {
    search() {
      const output = execFileSync(path.join(folder, 'pan'), RUN_FLAGS, inFolder);
      if (!output.includes('errors: 0') || output.includes('too small'))
        throw new Error(`SPIN's search is not exhaustive:\n${output}`);
      return {
        states: numberIn(output, /(\d+) states, stored/),
        transitions: numberIn(output, /(\d+) transitions/),
        seconds: numberIn(output, /elapsed time ([\d.]+) seconds/),
      };
    },
    close() {
      rmSync(folder, { recursive: true });
    },
  };
};
