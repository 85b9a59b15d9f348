import {
  OUTCOME_BOUND,
  Unspecified,
  advance,
  asOpaque,
  blame,
  envelopeBehind,
  historyOf,
  start,
  step,
} from '../../model/index.js';
import type { Blame, Envelope, Observation, Outcome, Refusal } from '../../model/index.js';
import type { BootConfig, KernelUnderTest, Program, Stimulus, ViewPart } from '../../spec/vocabulary/index.js';
import { termsOf } from './terms.js';
import type { Terms } from './terms.js';
import { hardwareJudge } from './hardware.js';

/** What became of one program on one kernel. */
export type Verdict =
  | { readonly is: 'conforms' }
  /** The specification has no rule for a stimulus of the program yet: nothing is said of the kernel. */
  | { readonly is: 'unspecified'; readonly says: string }
  /** More states or outcomes are allowed than are followed: nothing is said of what the kernel does from stimulus `step` on. */
  | { readonly is: 'undecided'; readonly step: number; readonly says: string }
  /** The kernel does not know a stimulus, and says so. */
  | { readonly is: 'cannot'; readonly says: string }
  | {
      readonly is: 'diverges';
      readonly blame: Blame;
      readonly refusal: Refusal;
      readonly observations: readonly Observation[];
    }
  /**
   * The kernel broke its contract at stimulus `step` (-1 is the boot): it threw, died, fell silent or spoke rubbish. `lost`: its process has to
   * be started again, so that to try another program is dear.
   */
  | { readonly is: 'broken'; readonly step: number; readonly says: string; readonly lost: boolean; readonly due?: Due };

/** What a kernel that broke its contract had shown before, and one of the outcomes that were allowed in place of that. */
export interface Due {
  readonly observations: readonly Observation[];
  readonly outcome: Outcome;
}

/** A choice of a kernel. */
export interface Taken {
  readonly rule: string;
  readonly members: number;
  readonly alternative: number | null;
}
/** The choices on the first way in which the step may have gone; an alternative shows if it was taken on all ways that are left. */
const takenOf = (outcomes: readonly Outcome[]): readonly Taken[] =>
  outcomes[0].choices.map(({ rule, members, alternative }, at) => ({
    rule,
    members,
    alternative: outcomes.every(
      ({ choices }) => choices.at(at)?.rule === rule && choices[at].alternative === alternative,
    )
      ? alternative
      : null,
  }));

/** A step that was allowed. */
export interface AllowedStep {
  /** The rules applied, in order. */
  readonly rules: readonly string[];
  /** The choices that were open, and which alternative the kernel took; null where that has not shown yet. */
  readonly choices: readonly Taken[];
  /** Whether a thread executed the stimulus. */
  readonly executed: boolean;
  /** The properties of the hardware that were checked after it. */
  readonly properties: readonly string[];
}
/** Told of each step that was allowed. */
export type OnStep = (step: AllowedStep) => void;

/** What a kernel is told: to boot, or a stimulus. */
export type Said = { readonly boot: BootConfig } | Stimulus;
/** What is heard of it: what it shows or, where it breaks its contract or cannot go on, the verdict. */
export type Heard = Observation | Verdict;

/** What is checked: a kernel in this process, or one elsewhere. A program has one verdict on it, on the terms of its manifest or on others. */
export interface Subject {
  readonly manifest: KernelUnderTest['manifest'];
  check(program: Program, onStep?: OnStep, terms?: Terms): Verdict | Promise<Verdict>;
  /** For programs that are made while they run: one exchange at a time, which a verdict ends. */
  exchange(said: Said, step: number): Heard | Promise<Heard>;
  /** Ends whatever runs on its behalf. */
  close(): void;
}

/** The fold over what is heard of a program, boot first: null as long as everything is allowed. Behind a divergence it goes on from what was allowed. */
export type Judge = (heard: Heard) => Verdict | null;

/** The first rule that was applied and is one of these. */
const ruleBeyond = (outcomes: readonly Outcome[], beyond: ReadonlySet<string>): string | undefined => {
  if (beyond.size === 0) return undefined;
  for (const { rules } of outcomes) for (const name of rules) if (beyond.has(name)) return name;
  return undefined;
};

/** The observation, of its view only the parts that are to be looked at. */
const lookedAt = ({ seen, view = {} }: Observation, shows: readonly ViewPart[]): Observation =>
  shows.length === 0 ? { seen } : { seen, view: Object.fromEntries(shows.map((part) => [part, view[part]])) };

/** The checker: one pure fold, fed by kernels in this process and elsewhere alike. */
export const judgeOf = (
  program: Program,
  { rules, latenessMs, beyond, shows, opaque, bound }: Terms,
  onStep: OnStep = () => undefined,
): Judge => {
  const observations: Observation[] = [];
  /** The stimuli at which it diverged, and the properties that were broken, each of which is told of once. */
  const passed = new Set<number>();
  const broken = new Set<string>();
  let envelope: Envelope | null = null;
  const judgeHardware = hardwareJudge(program.boot);
  const refused = (refusal: Refusal): Verdict => {
    const history = historyOf(program, observations, { latenessMs, rules, opaque, passed });
    if (refusal.kind === 'property') broken.add(refusal.property);
    else passed.add(observations.length - 1);
    return { is: 'diverges', blame: blame(history, refusal), refusal, observations: [...observations] };
  };
  const due = (): Due | null => {
    if (envelope === null) return null;
    try {
      const stimulus = asOpaque(program.stimuli[observations.length], opaque);
      const [outcome] = step(envelope[0], stimulus, rules, false, 1);
      return { observations: [...observations], outcome };
    } catch (error) {
      if (error instanceof Unspecified) return null;
      throw error;
    }
  };
  return (heard) => {
    if ('is' in heard) {
      const instead = heard.is === 'broken' ? due() : null;
      return instead === null ? heard : { ...heard, due: instead };
    }
    const hidden = shows?.find((part) => heard.view?.[part] === undefined);
    if (hidden !== undefined) {
      const says = `its manifest says that it shows ${hidden}, and its view does not`;
      return { is: 'broken', step: envelope === null ? -1 : observations.length, says, lost: false };
    }
    const observation = shows === null ? heard : lookedAt(heard, shows);
    if (envelope === null) {
      envelope = start(program.boot, observation, latenessMs, opaque);
      const says = 'after boot the machine is not as the contract says: thread 0.0 runs, sigma-zero is the identity';
      if (envelope === null) return { is: 'broken', step: -1, says, lost: false };
      const { refusal } = judgeHardware(observation, broken);
      return refusal === null ? null : refused(refusal);
    }
    const stimulus = asOpaque(program.stimuli[observations.length], opaque);
    observations.push(observation);
    try {
      const advanced = advance(envelope, stimulus, observation, rules, false, bound);
      const left = ruleBeyond(advanced.outcomes, beyond);
      if (left !== undefined) return { is: 'unspecified', says: `${left} is no rule of a profile that it claims` };
      if (advanced.is === 'refused') {
        envelope = envelopeBehind(advanced.outcomes, observation);
        return refused({ kind: advanced.kind });
      }
      if (advanced.is === 'undecided') {
        const says =
          advanced.tooMany === 'outcomes'
            ? `the step could end in more than ${String(OUTCOME_BOUND)} ways`
            : `more than ${String(bound)} states would be allowed`;
        return { is: 'undecided', step: observations.length - 1, says };
      }
      envelope = advanced.envelope;
      const { checked: properties, refusal } = judgeHardware(observation, broken);
      if (refusal !== null) return refused(refusal);
      onStep({
        rules: advanced.outcomes[0].rules,
        choices: takenOf(advanced.outcomes),
        executed: observation.seen.ignored !== true,
        properties,
      });
      return null;
    } catch (error) {
      if (error instanceof Unspecified) return { is: 'unspecified', says: error.message };
      throw error;
    }
  };
};

const observe = (kernel: KernelUnderTest, seen: Observation['seen']): Observation =>
  kernel.view === undefined ? { seen } : { seen, view: kernel.view() };

/** Tells a kernel in this process something, which is stimulus number `step` of its program, or -1 the boot. */
export const exchangeWith = (kernel: KernelUnderTest, said: Said, step: number): Heard => {
  try {
    return observe(kernel, 'boot' in said ? kernel.boot(said.boot) : kernel.step(said));
  } catch (error) {
    // by name, for a kernel from a file has copies of these classes of its own; the model as a kernel says itself where the specification does not speak
    if (error instanceof Error && error.name === 'Unspecified') return { is: 'unspecified', says: error.message };
    if (error instanceof Error && error.name === 'CannotDo') return { is: 'cannot', says: error.message };
    const says = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { is: 'broken', step, says, lost: false };
  }
};

/** Runs a program on a kernel in this process, step by step, up to the first observation that the specification refuses. */
export const checkProgram = (
  kernel: KernelUnderTest,
  program: Program,
  onStep?: OnStep,
  terms: Terms = termsOf(kernel.manifest),
): Verdict => {
  const judge = judgeOf(program, terms, onStep);
  for (let step = -1; step < program.stimuli.length; step++) {
    const heard = exchangeWith(kernel, step < 0 ? { boot: program.boot } : program.stimuli[step], step);
    const verdict = judge(heard);
    if (verdict !== null) return verdict;
  }
  return { is: 'conforms' };
};

/** A kernel in this process as a subject. */
export const inProcess = (kernel: KernelUnderTest): Subject => {
  const own = termsOf(kernel.manifest);
  return {
    manifest: kernel.manifest,
    check: (program, onStep, terms = own) => checkProgram(kernel, program, onStep, terms),
    exchange: (said, step) => exchangeWith(kernel, said, step),
    close: () => undefined,
  };
};

/** What shrinking keeps: the rule and the kind of difference, or that the contract is broken. */
export const signatureOf = (verdict: Verdict): string | null => {
  switch (verdict.is) {
    case 'conforms':
    case 'unspecified':
    case 'undecided':
    case 'cannot':
      return null;
    case 'diverges':
      return `${verdict.blame.rule} (${verdict.blame.kind})`;
    case 'broken':
      return 'contract broken';
  }
};
