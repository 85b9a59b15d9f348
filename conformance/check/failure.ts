import type { Program, Seen, View } from '../../spec/vocabulary/index.js';
import { explain } from '../report/explain.js';
import { signatureOf } from './check-program.js';
import type { Verdict } from './check-program.js';

/** What a kernel showed of a program up to where it was refused: enough to draw the run where the kernel is not at hand. */
export interface Shown {
  /** The stimulus that broke the rule, from 0; -1 is the boot. */
  readonly step: number;
  /** What it let see after each stimulus; the last was refused, or its inside was. */
  readonly seen: readonly Seen[];
  /** What it showed of its inside there, but for its hardware, which is large. */
  readonly view?: View;
}

/** A failure, shrunk. */
export interface Failure {
  readonly signature: string;
  readonly lot: number;
  readonly program: Program;
  /** What went wrong, told to a person. */
  readonly explanation: string;
  /** What the kernel showed; of one that broke its contract there is nothing. */
  readonly shown?: Shown;
  /** The name of its file, if it was stored before this run. */
  readonly file?: string;
}

const shownIn = (verdict: Verdict): Shown | null => {
  if (verdict.is !== 'diverges') return null;
  const { blame, observations } = verdict;
  const view = observations.at(-1)?.view;
  const visible = view === undefined ? [] : Object.entries(view).filter(([part]) => part !== 'hardware');
  return {
    step: blame.step,
    seen: observations.map(({ seen }) => seen),
    ...(visible.length > 0 && { view: Object.fromEntries(visible) }),
  };
};

/** A program that failed in some lot, with all that there is to say of it; null if it did not fail. */
export const failureOf = (program: Program, verdict: Verdict, lot: number): Failure | null => {
  const signature = signatureOf(verdict);
  const shown = shownIn(verdict);
  return signature === null
    ? null
    : { signature, lot, program, explanation: explain(program, verdict), ...(shown !== null && { shown }) };
};
