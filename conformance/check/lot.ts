import type { Profile, Program } from '../../spec/vocabulary/index.js';
import { generate } from '../programs/generate.js';
import { hash, randomFrom } from '../programs/random.js';
import { shrinkProgram } from '../programs/shrink.js';
import { explain } from '../report/explain.js';
import { signatureOf } from './check-program.js';
import type { Subject } from './check-program.js';

/** Programs in a lot. A run is lots; a lot depends on the seed and its number alone, so that any worker may take it. */
export const LOT_PROGRAMS = 100;
/** How many smaller programs are tried for one failure. */
const SHRINK_ATTEMPTS = 4000;
/** As many where each attempt may cost the patience and a new process. */
const DEAR_SHRINK_ATTEMPTS = 8;

/** A failure, shrunk. */
export interface Failure {
  readonly signature: string;
  readonly lot: number;
  readonly program: Program;
  /** What went wrong, told to a person. */
  readonly explanation: string;
  /** The name of its file, if it was stored before this run. */
  readonly file?: string;
}

/** What a lot found: plain data, the same wherever and whenever it ran. */
export interface LotResult {
  readonly lot: number;
  readonly programs: number;
  readonly stimuli: number;
  readonly executed: number;
  readonly unspecified: number;
  /** Programs that held a stimulus which the kernel says it cannot do. */
  readonly cannot: number;
  /** By rule, how often it was applied. */
  readonly applied: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
}

export const programOf = (seed: number, lot: number, index: number, profiles: readonly Profile[]): Program =>
  generate(randomFrom(hash(seed, lot, index)), profiles);

/**
 * Generates and checks the programs of one lot (`count` of them), and shrinks the first failure of each signature. A kernel that breaks its
 * contract ends the lot. `onSign` is called with the index of the program before each that runs: a sign of life.
 */
export const runLot = async (
  subject: Subject,
  seed: number,
  lot: number,
  count: number,
  onSign: (index: number) => void = () => undefined,
): Promise<LotResult> => {
  const applied = new Map<string, number>();
  const failures = new Map<string, Failure>();
  let [programs, stimuli, executed, unspecified, cannot] = [0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    onSign(index);
    programs++;
    const program = programOf(seed, lot, index, subject.manifest.profiles);
    const verdict = await subject.check(program, (rules, byThread) => {
      stimuli++;
      if (byThread) executed++;
      for (const rule of rules) applied.set(rule, (applied.get(rule) ?? 0) + 1);
    });
    if (verdict.is === 'unspecified') unspecified++;
    if (verdict.is === 'cannot') cannot++;
    const signature = signatureOf(verdict);
    if (signature === null || failures.has(signature)) continue;
    // what comes after the step that broke the contract was never reached
    const reached =
      verdict.is === 'broken' && verdict.lost
        ? { boot: program.boot, stimuli: program.stimuli.slice(0, verdict.step + 1) }
        : program;
    const smallest = await shrinkProgram(
      reached,
      async (candidate) => {
        onSign(index);
        return signatureOf(await subject.check(candidate)) === signature;
      },
      verdict.is === 'broken' && verdict.lost ? DEAR_SHRINK_ATTEMPTS : SHRINK_ATTEMPTS,
    );
    const again = await subject.check(smallest);
    const explanation = signatureOf(again) === signature ? explain(smallest, again) : explain(program, verdict);
    failures.set(signature, { signature, lot, program: smallest, explanation });
    if (verdict.is === 'broken') break;
  }
  return {
    lot,
    programs,
    stimuli,
    executed,
    unspecified,
    cannot,
    applied: Object.fromEntries(applied),
    failures: [...failures.values()],
  };
};
