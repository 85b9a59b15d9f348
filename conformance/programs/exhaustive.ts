import {
  firstNode,
  renamedStimulus,
  stimulusKey,
  symmetryOf,
  systemScopeOf,
  systemScopes,
} from '../../model/explorer/system/index.js';
import type { SystemScope } from '../../model/explorer/system/index.js';
import { reference } from '../../spec/index.js';
import type { Program } from '../../spec/vocabulary/index.js';

// Small scope, exhaustively: every program of so many stimuli of a scope after its prelude, and with it every shorter one, for a kernel is judged after every step.
// Programs that renamings make of one another are one. Nothing else is left out: that the model reaches a state twice says nothing of what a kernel keeps.

/** Every program of so many stimuli in a scope. */
export interface Extent {
  readonly scope: string;
  readonly length: number;
}

/** How many programs there may be at most, those that symmetry leaves out included. */
export const PROGRAM_BOUND = 20_000_000;

/** What there is to run. */
export interface Enumeration {
  readonly scope: SystemScope;
  /** Every list of so many stimuli. */
  readonly sequences: number;
  /** Those of which none is a renaming of another: so many are run. */
  readonly programs: number;
  /** The programs among the lists from number `from` to `to`, that of `to` not included. */
  readonly between: (from: number, to: number) => Generator<Program>;
}

/** What becomes of the place of each stimulus in the list of the scope under each renaming but that which renames nothing. */
const permutationsOf = (scope: SystemScope): readonly (readonly number[])[] => {
  const at = new Map(scope.stimuli.map((x, i) => [stimulusKey(x), i]));
  return symmetryOf(scope, firstNode(scope, reference).state)
    .slice(1)
    .map((by) => scope.stimuli.map((x) => at.get(stimulusKey(renamedStimulus(by, x))) ?? -1));
};

/** Whether no renaming makes a list of it that comes before it. */
const isFirst = (digits: readonly number[], permutations: readonly (readonly number[])[]): boolean =>
  permutations.every((moved) => {
    const other = digits.findIndex((digit) => moved[digit] !== digit);
    return other < 0 || moved[digits[other]] > digits[other];
  });

/** Why a scope cannot be enumerated so far, in a line; or the enumeration. */
export const enumerate = ({ scope: name, length }: Extent): Enumeration | string => {
  const scope = systemScopeOf(name);
  if (scope === undefined)
    return `no scope is called ${name}; there are ${systemScopes.map((it) => it.name).join(', ')}`;
  const { boot, prelude, stimuli } = scope;
  const sequences = stimuli.length ** length;
  if (sequences > PROGRAM_BOUND)
    return `${name} has ${String(stimuli.length)} stimuli: of length ${String(length)} that makes ${sequences.toLocaleString('en')} programs, more than ${PROGRAM_BOUND.toLocaleString('en')}`;
  const permutations = permutationsOf(scope);
  // by Burnside's lemma: of each renaming, how many lists it leaves as they are
  const kept = permutations.map((moved) => moved.filter((to, from) => to === from).length ** length);
  const programs = kept.reduce((sum, count) => sum + count, sequences) / (permutations.length + 1);
  return {
    scope,
    sequences,
    programs,
    *between(from, to) {
      for (let number = from; number < to; number++) {
        const digits = Array.from(
          { length },
          (_, at) => Math.floor(number / stimuli.length ** (length - 1 - at)) % stimuli.length,
        );
        if (isFirst(digits, permutations))
          yield { boot, stimuli: [...prelude, ...digits.map((digit) => stimuli[digit])] };
      }
    },
  };
};
