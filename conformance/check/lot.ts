import type { Program } from '../../spec/vocabulary/index.js';
import { alternativesOf } from '../programs/guidance.js';
import { stockFor } from '../explorations/stock.js';
import { shrinkProgram } from '../programs/shrink.js';
import { signatureOf } from './check-program.js';
import type { Subject, Taken, Verdict } from './check-program.js';
import { failureOf } from './failure.js';
import type { Failure } from './failure.js';
import { USUAL, programsOf } from './source.js';
import type { Source } from './source.js';

/** The lot of the stored failures: it comes before the generated ones. */
export const STORED_LOT = -2;
/** The lot of the shortest programs of the rules that are claimed: it comes after the stored failures. */
export const SHORTEST_LOT = -1;
/** The signature of a kernel that broke its contract. */
export const BROKEN = 'contract broken';
/** How many smaller programs are tried for one failure. */
export const SHRINK_ATTEMPTS = 8000;
/** As many where to boot is dear. */
const DEAR_SHRINK_ATTEMPTS = 200;
/** As many where each attempt may cost the patience and a new process. */
const LOST_SHRINK_ATTEMPTS = 4;

/** The rule that a failure is blamed on, or that the contract is broken. */
export const ruleOf = ({ signature }: Pick<Failure, 'signature'>): string => signature.split(' (')[0];

/** The order in which a person should read failures: the simplest program first, for it teaches best. */
export const inReadingOrder = (failures: readonly Failure[]): readonly Failure[] => {
  const length = ({ program }: Failure): number => JSON.stringify(program.stimuli).length;
  return failures.toSorted((a, b) => a.program.stimuli.length - b.program.stimuli.length || length(a) - length(b));
};

/** By alternative of a choice, from the first: how often it was open, and how often it was taken. */
export interface Alternatives {
  readonly open: readonly number[];
  readonly taken: readonly number[];
}
/** What both say together. */
export const together = (a: Alternatives, b: Alternatives): Alternatives => {
  const sums = (x: readonly number[], y: readonly number[]): readonly number[] =>
    Array.from({ length: Math.max(x.length, y.length) }, (_, at) => (x.at(at) ?? 0) + (y.at(at) ?? 0));
  return { open: sums(a.open, b.open), taken: sums(a.taken, b.taken) };
};
const alternativesIn = ({ members, alternative }: Taken): Alternatives => {
  const open = Array.from({ length: alternativesOf(members) }, () => 1);
  const took = alternative === null ? -1 : alternativesOf(alternative + 1) - 1;
  return { open, taken: open.map((_, at) => (at === took ? 1 : 0)) };
};

/** What a lot found: plain data, the same wherever and whenever it ran. */
export interface LotResult {
  readonly lot: number;
  readonly programs: number;
  readonly stimuli: number;
  readonly executed: number;
  readonly unspecified: number;
  /** Programs that held a stimulus which the kernel says it cannot do. */
  readonly cannot: number;
  /** Programs that ended undecided. */
  readonly undecided: number;
  /** By rule with a choice, by alternative (the third and all further ones are one): how often it was open, and how often the kernel was seen to take it. */
  readonly alternatives: Readonly<Record<string, Alternatives>>;
  /** By rule, how often it was applied. */
  readonly applied: Readonly<Record<string, number>>;
  /** By property of the hardware, after how many steps it was checked. */
  readonly checked: Readonly<Record<string, number>>;
  /** The first program of the lot that failed, from 0; null if none did. */
  readonly firstFailing: number | null;
  readonly failures: readonly Failure[];
}

/** A program that failed, and how. */
interface Failed {
  readonly program: Program;
  readonly verdict: Verdict;
}

/**
 * The smallest program of that signature that the attempts find. Smaller programs that fail in another way, the first of each signature, are
 * told too: one of them may show the fault more plainly.
 */
const shrinkFailure = async (
  subject: Subject,
  { program, verdict }: Failed,
  signature: string,
  lot: number,
  onSign: () => void,
): Promise<{ readonly failure: Failure | null; readonly others: readonly Failed[] }> => {
  const isLost = verdict.is === 'broken' && verdict.lost;
  // what comes after the step that lost the process was never reached
  const reached = isLost ? { boot: program.boot, stimuli: program.stimuli.slice(0, verdict.step + 1) } : program;
  const others = new Map<string, Failed>();
  const smallest = await shrinkProgram(
    reached,
    async (candidate) => {
      onSign();
      const verdict = await subject.check(candidate);
      const shown = signatureOf(verdict);
      if (shown !== null && shown !== signature && !others.has(shown))
        others.set(shown, { program: candidate, verdict });
      return shown === signature;
    },
    isLost ? LOST_SHRINK_ATTEMPTS : subject.manifest.boot === 'dear' ? DEAR_SHRINK_ATTEMPTS : SHRINK_ATTEMPTS,
    stockFor(ruleOf({ signature }), subject.manifest),
  );
  const again = await subject.check(smallest);
  const isSame = signatureOf(again) === signature;
  const failure = isSame ? failureOf(smallest, again, lot) : failureOf(program, verdict, lot);
  return { failure, others: [...others.values()] };
};

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
  source: Source = USUAL,
): Promise<LotResult> => {
  const applied = new Map<string, number>();
  const checked = new Map<string, number>();
  const failures = new Map<string, Failure>();
  const alternatives = new Map<string, Alternatives>();
  let [programs, stimuli, executed, unspecified, undecided, cannot] = [0, 0, 0, 0, 0, 0];
  let firstFailing: number | null = null;
  for (const program of programsOf(source, seed, lot, count, subject.manifest)) {
    const index = programs++;
    onSign(index);
    const verdict = await subject.check(program, (step) => {
      stimuli++;
      if (step.executed) executed++;
      for (const rule of step.rules) applied.set(rule, (applied.get(rule) ?? 0) + 1);
      for (const taken of step.choices) {
        const [before, now] = [alternatives.get(taken.rule), alternativesIn(taken)];
        alternatives.set(taken.rule, before === undefined ? now : together(before, now));
      }
      for (const property of step.properties) checked.set(property, (checked.get(property) ?? 0) + 1);
    });
    if (verdict.is === 'unspecified') unspecified++;
    if (verdict.is === 'undecided') undecided++;
    if (verdict.is === 'cannot') cannot++;
    if (signatureOf(verdict) !== null) firstFailing ??= index;
    const due = [{ program, verdict }];
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      const signature = signatureOf(next.verdict);
      if (signature === null || failures.has(signature)) continue;
      const { failure, others } = await shrinkFailure(subject, next, signature, lot, () => {
        onSign(index);
      });
      if (failure !== null) failures.set(signature, failure);
      due.push(...others);
    }
    if (verdict.is === 'broken') break;
  }
  return {
    lot,
    programs,
    stimuli,
    executed,
    unspecified,
    cannot,
    undecided,
    alternatives: Object.fromEntries(alternatives),
    applied: Object.fromEntries(applied),
    checked: Object.fromEntries(checked),
    firstFailing,
    failures: inReadingOrder([...failures.values()]),
  };
};
