import { renderStimulus } from '../../spec/vocabulary/index.js';
import type { KernelUnderTest, Program } from '../../spec/vocabulary/index.js';
import { inProcess, signatureOf } from '../check/check-program.js';
import type { Subject } from '../check/check-program.js';
import { SHRINK_ATTEMPTS, ruleOf } from '../check/lot.js';
import { LOT_PROGRAMS, USUAL, programsOf } from '../check/source.js';
import { scopesThatExercise, stockFor } from '../explorations/stock.js';
import { shrinkProgram, smallerPrograms } from '../programs/shrink.js';
import { LEAST_LENGTH, shorterInScope, shorterOfItsOwn } from './least.js';
import type { Shorter, Tried } from './least.js';
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
  /** A shorter program of the same stimuli, in any order and number, that fails alike. */
  readonly shorter: Shorter;
  /** The same in each small scope that exercises the rule, of the stimuli of the scope and its own. */
  readonly scopes: readonly { readonly scope: string; readonly shorter: Shorter }[];
}

/** A subject that counts what it is given. */
class Counting {
  candidates = 0;
  stimuli = 0;
  constructor(
    private readonly subject: Subject,
    private readonly signature: string,
  ) {}

  async attempt(program: Program): Promise<Tried> {
    let allowed = 0;
    const verdict = await this.subject.check(program, () => {
      allowed++;
    });
    const taken = verdict.is === 'conforms' ? allowed : allowed + 1;
    this.candidates++;
    this.stimuli += taken;
    return { isAlike: signatureOf(verdict) === this.signature, taken };
  }
}

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
      const rule = ruleOf({ signature });
      const counting = new Counting(subject, signature);
      const attempt = (it: Program): Promise<Tried> => counting.attempt(it);
      const fails = async (it: Program): Promise<boolean> => (await attempt(it)).isAlike;
      const smallest = await shrinkProgram(program, fails, SHRINK_ATTEMPTS, stockFor(rule, subject.manifest));
      const { candidates, stimuli } = counting;
      let isMinimal = true;
      for (const smaller of smallerPrograms(smallest)) if (await fails(smaller)) isMinimal = false;
      const shorter = await shorterOfItsOwn(smallest, attempt);
      const scopes: Shrinking['scopes'][number][] = [];
      for (const scope of scopesThatExercise(rule, subject.manifest))
        scopes.push({ scope: scope.name, shorter: await shorterInScope(smallest, scope, attempt) });
      const from = program.stimuli.length;
      return { kernel: name, signature, from, program: smallest, candidates, stimuli, isMinimal, shorter, scopes };
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
  const within = all.flatMap((it) => it.scopes.map((search) => ({ ...it, ...search })));
  const wholly = within.filter(({ shorter }) => shorter !== undefined);
  return [
    `${String(all.length)} first failures, from ${middle(({ from }) => from)} stimuli to ${middle(({ program }) => program.stimuli.length)} in the median`,
    `tried in the median: ${middle(({ candidates }) => candidates)} programs, ${middle(({ stimuli }) => stimuli)} stimuli (at most ${String(MOST_STIMULI)})`,
    `1-minimal, no stimulus can go and no number fall: ${String(minimal.length)} of ${String(all.length)}`,
    ...all.filter(({ isMinimal }) => !isMinimal).map((it) => `  not so: ${it.kernel}: ${linesOf(it.program)}`),
    `of the same stimuli, in any order and number, no program of up to ${String(LEAST_LENGTH)} that is shorter fails alike: ${String(least.length)} of ${String(searched.length)} searched`,
    ...searched.flatMap((it) =>
      it.shorter ? [`  not so: ${it.kernel}: ${linesOf(it.program)}\n    but: ${linesOf(it.shorter)}`] : [],
    ),
    `with all stimuli of a small scope that exercises the rule none is shorter either: ${String(wholly.filter(({ shorter }) => shorter === null).length)} of ${String(wholly.length)} searches; ${String(within.length - wholly.length)} more would be too long`,
    ...wholly.flatMap(({ kernel, program, scope, shorter }) =>
      shorter ? [`  not so: ${kernel}: ${linesOf(program)}\n    but in ${scope}: ${linesOf(shorter)}`] : [],
    ),
  ].join('\n');
};

/** Whether the failures are as small as promised, at the price that was promised. */
export const isPromised = (all: readonly Shrinking[]): boolean => {
  const isLeast = ({ isMinimal, shorter, scopes }: Shrinking): boolean =>
    isMinimal && [shorter, ...scopes.map((search) => search.shorter)].every((it) => it === null || it === undefined);
  return all.length > 0 && all.every(isLeast) && median(all.map(({ stimuli }) => stimuli)) <= MOST_STIMULI;
};
