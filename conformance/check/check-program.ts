import { Unspecified, advance, blame, historyOf, start } from '../../model/index.js';
import type { Blame, Envelope, Observation, Refusal } from '../../model/index.js';
import type { KernelUnderTest, Program } from '../../spec/vocabulary/index.js';

/** What became of one program on one kernel. */
export type Verdict =
  | { readonly is: 'conforms' }
  /** The specification has no rule for a stimulus of the program yet: nothing is said of the kernel. */
  | { readonly is: 'unspecified'; readonly says: string }
  | {
      readonly is: 'diverges';
      readonly blame: Blame;
      readonly refusal: Refusal;
      readonly observations: readonly Observation[];
    }
  /** The kernel broke its contract: it threw. */
  | { readonly is: 'broken'; readonly step: number; readonly says: string };

/** Told of each step that was allowed: the rules applied, and whether a thread executed the stimulus. */
export type OnStep = (rules: readonly string[], executed: boolean) => void;

const observe = (kernel: KernelUnderTest, seen: Observation['seen']): Observation =>
  kernel.view === undefined ? { seen } : { seen, view: kernel.view() };
const says = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** Runs a program on a kernel in this process, step by step, up to the first observation that the specification refuses. */
export const checkProgram = (kernel: KernelUnderTest, program: Program, onStep: OnStep = () => undefined): Verdict => {
  const observations: Observation[] = [];
  let envelope: Envelope | null;
  try {
    envelope = start(program.boot, observe(kernel, kernel.boot(program.boot)));
  } catch (error) {
    return { is: 'broken', step: -1, says: says(error) };
  }
  if (envelope === null)
    return {
      is: 'broken',
      step: -1,
      says: 'after boot the machine is not as the contract says: thread 0.0 runs, sigma-zero is the identity',
    };
  for (const [step, stimulus] of program.stimuli.entries()) {
    let observation: Observation;
    try {
      observation = observe(kernel, kernel.step(stimulus));
    } catch (error) {
      // the model as a kernel says so itself
      return error instanceof Unspecified
        ? { is: 'unspecified', says: error.message }
        : { is: 'broken', step, says: says(error) };
    }
    observations.push(observation);
    try {
      const advanced = advance(envelope, stimulus, observation);
      if (advanced.is === 'refused') {
        const refusal: Refusal = { kind: advanced.kind };
        return { is: 'diverges', blame: blame(historyOf(program, observations), refusal), refusal, observations };
      }
      envelope = advanced.envelope;
      onStep(advanced.outcomes[0].rules, observation.seen.ignored !== true);
    } catch (error) {
      if (error instanceof Unspecified) return { is: 'unspecified', says: error.message };
      throw error;
    }
  }
  return { is: 'conforms' };
};

/** What shrinking keeps: the rule and the kind of difference, or that the contract is broken. */
export const signatureOf = (verdict: Verdict): string | null => {
  switch (verdict.is) {
    case 'conforms':
    case 'unspecified':
      return null;
    case 'diverges':
      return `${verdict.blame.rule} (${verdict.blame.kind})`;
    case 'broken':
      return 'contract broken';
  }
};
