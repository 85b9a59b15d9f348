import type { KernelUnderTest, Program } from '../../spec/vocabulary/index.js';
import { generate } from '../programs/generate.js';
import { hash, randomFrom } from '../programs/random.js';
import { shrinkProgram } from '../programs/shrink.js';
import { checkProgram, signatureOf } from './check-program.js';

/** Programs in a lot. A run is lots; a lot depends on the seed and its number alone, so that any worker may take it. */
export const LOT_PROGRAMS = 100;
/** How many smaller programs are tried for one failure. */
const SHRINK_ATTEMPTS = 4000;

/** A failure, shrunk. */
export interface Failure {
  readonly signature: string;
  readonly lot: number;
  readonly program: Program;
}

/** What a lot found: plain data, the same wherever and whenever it ran. */
export interface LotResult {
  readonly lot: number;
  readonly programs: number;
  readonly stimuli: number;
  readonly executed: number;
  readonly unspecified: number;
  /** By rule, how often it was applied. */
  readonly applied: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export const programOf = (seed: number, lot: number, index: number, kernel: KernelUnderTest): Program =>
  generate(randomFrom(hash(seed, lot, index)), kernel.manifest.profiles);

/** Generates and checks the programs of one lot (`count` of them), and shrinks the first failure of each signature. */
export const runLot = (kernel: KernelUnderTest, seed: number, lot: number, count: number): LotResult => {
  const applied = new Map<string, number>();
  const failures = new Map<string, Failure>();
  let [stimuli, executed, unspecified] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const program = programOf(seed, lot, index, kernel);
    const verdict = checkProgram(kernel, program, (rules, byThread) => {
      stimuli++;
      if (byThread) executed++;
      for (const rule of rules) applied.set(rule, (applied.get(rule) ?? 0) + 1);
    });
    if (verdict.is === 'unspecified') unspecified++;
    const signature = signatureOf(verdict);
    if (signature === null || failures.has(signature)) continue;
    const smallest = shrinkProgram(
      program,
      (candidate) => signatureOf(checkProgram(kernel, candidate)) === signature,
      SHRINK_ATTEMPTS,
    );
    failures.set(signature, { signature, lot, program: smallest });
  }
  return {
    lot,
    programs: count,
    stimuli,
    executed,
    unspecified,
    applied: Object.fromEntries(applied),
    failures: [...failures.values()],
  };
};
