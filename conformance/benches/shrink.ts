import { isDeepStrictEqual } from 'node:util';
import { renderStimulus } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Program, Stimulus } from '../../spec/vocabulary/index.js';
import { inProcess, signatureOf } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { LOT_PROGRAMS, USUAL, programsOf } from '../check/source.js';
import { SHRINK_ATTEMPTS } from '../check/lot.js';
import { shrinkProgram, smallerPrograms } from '../programs/shrink.js';
import { median } from './median.js';

/** How the first failure of a kernel was made smaller. */
export interface Shrinking {
  readonly kernel: string;
  readonly signature: string;
  /** How many stimuli the program had that failed, and has in the end. */
  readonly from: number;
  readonly program: Program;
  /** Programs that were tried, and stimuli that the kernel was given in them. */
  readonly candidates: number;
  readonly stimuli: number;
  /** No stimulus can go, no number fall. */
  readonly isMinimal: boolean;
  /** A shorter program of the same stimuli, in any order and number, that fails alike; null if there is none, undefined where there were too many to try. */
  readonly shorter: Program | null | undefined;
}

/** Programs of more stimuli than this are not all tried. */
const LEAST_LENGTH = 5;
/** Nor are more programs than this. */
const LEAST_PROGRAMS = 50_000;

/** A subject that counts what it is given. */
class Counting {
  candidates = 0;
  stimuli = 0;
  constructor(private readonly subject: Subject) {}

  async signature(program: Program): Promise<string | null> {
    this.candidates++;
    return signatureOf(
      await this.subject.check(program, () => {
        this.stimuli++;
      }),
    );
  }
}

/** The first program of the stimuli of another, in any order and number, that is shorter, of at most so many stimuli, and fails alike. */
const shorterOf = async (
  { boot, stimuli }: Program,
  fails: (program: Program) => Promise<boolean>,
): Promise<Program | null | undefined> => {
  const alphabet = stimuli.filter((x, at) => stimuli.findIndex((y) => isDeepStrictEqual(x, y)) === at);
  const length = Math.min(stimuli.length - 1, LEAST_LENGTH);
  const count = alphabet.length ** length;
  if (count > LEAST_PROGRAMS) return undefined;
  for (let number = 0; number < count; number++) {
    const chosen: Stimulus[] = Array.from(
      { length },
      (_, at) => alphabet[Math.floor(number / alphabet.length ** at) % alphabet.length],
    );
    if (await fails({ boot, stimuli: chosen })) return { boot, stimuli: chosen };
  }
  return null;
};

/** Shrinks the first failure of a kernel among so many lots, and tries whether anything smaller fails alike; null if none fails. */
export const shrinkingOf = async (
  kernel: KernelUnderTest,
  name: string,
  seed: number,
  lots: number,
): Promise<Shrinking | null> => {
  const subject = inProcess(kernel);
  for (let lot = 0; lot < lots; lot++)
    for (const program of programsOf(USUAL, seed, lot, LOT_PROGRAMS, subject.manifest)) {
      const signature = signatureOf(await subject.check(program));
      if (signature === null) continue;
      const counting = new Counting(subject);
      const fails = async (it: Program): Promise<boolean> => (await counting.signature(it)) === signature;
      const smallest = await shrinkProgram(program, fails, SHRINK_ATTEMPTS);
      const { candidates, stimuli } = counting;
      let isMinimal = true;
      for (const smaller of smallerPrograms(smallest)) if (await fails(smaller)) isMinimal = false;
      const shorter = await shorterOf(smallest, fails);
      const from = program.stimuli.length;
      return { kernel: name, signature, from, program: smallest, candidates, stimuli, isMinimal, shorter };
    }
  return null;
};

/** The stimuli tried in the median that the suite allows itself. */
const MOST_STIMULI = 3000;
const linesOf = ({ stimuli }: Program): string => stimuli.map(renderStimulus).join('; ');

/** What making failures smaller cost and came to, over some kernels. */
export const renderShrinkings = (all: readonly Shrinking[]): string => {
  const middle = (of: (it: Shrinking) => number): string => String(median(all.map(of)));
  const minimal = all.filter(({ isMinimal }) => isMinimal);
  const searched = all.filter(({ shorter }) => shorter !== undefined);
  const least = searched.filter(({ shorter }) => shorter === null);
  return [
    `${String(all.length)} first failures, from ${middle(({ from }) => from)} stimuli to ${middle(({ program }) => program.stimuli.length)} in the median`,
    `tried in the median: ${middle(({ candidates }) => candidates)} programs, ${middle(({ stimuli }) => stimuli)} stimuli (at most ${String(MOST_STIMULI)})`,
    `1-minimal, no stimulus can go and no number fall: ${String(minimal.length)} of ${String(all.length)}`,
    ...all.filter(({ isMinimal }) => !isMinimal).map((it) => `  not so: ${it.kernel}: ${linesOf(it.program)}`),
    `of the same stimuli, in any order and number, no program of up to ${String(LEAST_LENGTH)} that is shorter fails alike: ${String(least.length)} of ${String(searched.length)} searched`,
    ...searched.flatMap((it) =>
      it.shorter ? [`  not so: ${it.kernel}: ${linesOf(it.program)}\n    but: ${linesOf(it.shorter)}`] : [],
    ),
  ].join('\n');
};

/** Whether the failures are as small as promised, at the price that was promised. */
export const isPromised = (all: readonly Shrinking[]): boolean =>
  all.length > 0 &&
  all.every(({ isMinimal, shorter }) => isMinimal && (shorter === null || shorter === undefined)) &&
  median(all.map(({ stimuli }) => stimuli)) <= MOST_STIMULI;
