import type { Observation } from '../../../model/index.js';
import { MAX_STIMULI } from '../../../spec/vocabulary/index.js';
import type { BootConfig, KernelUnderTest, Program, Seen, Stimulus } from '../../../spec/vocabulary/index.js';
import { exchangeWith, judgeOf } from '../../check/check-program.js';
import type { Heard, Judge, Subject, Verdict } from '../../check/check-program.js';
import { termsOf } from '../../check/terms.js';
import type { Terms } from '../../check/terms.js';
import { canTake } from '../../programs/able.js';
import { Processor } from './processor.js';
import type { Claim, Step, System } from './scenario.js';

/** What came of a run. Its program, played again on the kernel, shows the same. */
export interface Played {
  readonly program: Program;
  readonly steps: readonly Step[];
  /** The oracle's; a run that is not judged conforms, and one that is `undecided` ran on. */
  readonly verdict: Verdict;
  /** What the scenario claims, after the claim that it came to its end. */
  readonly claims: readonly Claim[];
}

/**
 * One run of a system, step by step: what is to be executed, on whatever kernel, and what is seen of it, which the oracle judges at once.
 * With `terms` null nothing is judged.
 */
export class Run {
  readonly boot: BootConfig;
  readonly #stimuli: Stimulus[] = [];
  readonly #steps: Step[] = [];
  readonly #processor: Processor;
  /** Null where nothing is judged, or nothing more. */
  #judge: Judge | null;
  #undecided: Verdict | null = null;
  #seen: Seen | null = null;
  #verdict: Verdict | null = null;
  #stopped: string | null = null;

  constructor(
    private readonly system: System,
    terms: Terms | null,
  ) {
    this.boot = system.boot;
    this.#processor = new Processor(system);
    this.#judge = terms === null ? null : judgeOf({ boot: system.boot, stimuli: this.#stimuli }, terms);
  }

  /** The next stimulus; null where the run is over. */
  next(): Stimulus | null {
    if (this.#seen === null || this.#verdict !== null || this.#stopped !== null) return null;
    if (this.#stimuli.length >= MAX_STIMULI) return this.#stop(`it did not end within ${String(MAX_STIMULI)} steps`);
    try {
      const stimulus = this.system.disturb?.(this.#stimuli.length, this.#seen) ?? this.#processor.next(this.#seen);
      if (stimulus !== null) this.#stimuli.push(stimulus);
      return stimulus;
    } catch (error) {
      return this.#stop(error instanceof Error ? error.message : String(error));
    }
  }

  /** The number of the stimulus that came last, from 0. */
  get step(): number {
    return this.#stimuli.length - 1;
  }

  #stop(why: string): null {
    this.#stopped = why;
    return null;
  }

  /** Takes in what is heard of a kernel after the boot, or after the stimulus that came last. */
  take(heard: Heard): void {
    if ('is' in heard) this.#verdict = this.#judge?.(heard) ?? heard;
    else this.#takeObservation(heard);
  }

  #takeObservation(observation: Observation): void {
    const by = this.#seen?.running ?? 'idle';
    const stimulus = this.#stimuli.at(-1);
    if (stimulus !== undefined) this.#steps.push({ by, stimulus, seen: observation.seen });
    this.#seen = observation.seen;
    this.#verdict = this.#judge?.(observation) ?? null;
    if (this.#verdict?.is === 'undecided') {
      // Of what follows nothing is said; the programs run on, and their claims are asked.
      this.#undecided = this.#verdict;
      this.#verdict = this.#judge = null;
    }
    if (this.#verdict === null)
      try {
        this.#processor.take(observation.seen);
      } catch (error) {
        this.#stop(error instanceof Error ? error.message : String(error));
      }
  }

  end(): Played {
    const hasEnded = this.#verdict === null && this.#stopped === null;
    // That the machine idles is not enough: so it does where each client waits for an answer.
    const waiting = hasEnded ? this.#processor.unended(this.system.ends) : [];
    const why = this.#stopped === null ? '' : `: ${this.#stopped}`;
    return {
      program: { boot: this.boot, stimuli: this.#stimuli },
      steps: this.#steps,
      verdict: this.#verdict ?? this.#undecided ?? { is: 'conforms' },
      claims: [
        {
          says: `the programs come to their end${why}${waiting.length === 0 ? '' : `, but for ${waiting.join(', ')}`}`,
          holds: hasEnded && waiting.length === 0,
        },
        ...(hasEnded ? this.system.claims(this.#steps) : []),
      ],
    };
  }
}

/** Runs a system on a kernel in this process. */
export const play = (system: System, kernel: KernelUnderTest, terms: Terms | null): Played => {
  const run = new Run(system, terms);
  run.take(exchangeWith(kernel, { boot: run.boot }, -1));
  for (let stimulus = run.next(); stimulus !== null; stimulus = run.next())
    run.take(exchangeWith(kernel, stimulus, run.step));
  return run.end();
};

/** Runs a system on a kernel wherever it is. */
export const playOn = async (system: System, subject: Subject): Promise<Played> => {
  const run = new Run(system, termsOf(subject.manifest));
  run.take(await subject.exchange({ boot: run.boot }, -1));
  for (let stimulus = run.next(); stimulus !== null; stimulus = run.next())
    run.take(
      canTake(subject.manifest, stimulus)
        ? await subject.exchange(stimulus, run.step)
        : { is: 'cannot', says: `its manifest does not say that it can take ${stimulus.do}` },
    );
  return run.end();
};
