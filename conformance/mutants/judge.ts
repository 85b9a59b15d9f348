import { explore } from '../../model/explorer/index.js';
import { RECEPTIVE, exploreSystem, systemScopes } from '../../model/explorer/system/index.js';
import { reference } from '../../spec/index.js';
import type { Program } from '../../spec/vocabulary/index.js';
import { checkProperties } from '../check/properties.js';
import { compareRuns } from '../check/runs.js';
import { hash, randomFrom } from '../programs/random.js';
import { wrongRuleScopes } from './scopes.js';

/** What a wrong rule is tried on. */
export interface Trial {
  /** Scopes of address spaces, and of the whole system up to so many states. */
  readonly sigma: readonly string[];
  readonly scopes: readonly string[];
  readonly stateBound: number;
  /** Programs whose every step is checked, and how many of them are compared with their variations. */
  readonly programs: readonly Program[];
  readonly compared: number;
  /** Whether all of it is done, so that every property which catches the rule is known; else the first ends it. */
  readonly isWhole: boolean;
}
/** A property that failed, or `system/receptive`, and on what. */
export interface Catch {
  readonly property: string;
  readonly on: string;
}

/** The properties that a trial of the rules finds broken; none, of the reference. The rules are those of the bundle that this file is in. */
export const judge = ({ sigma, scopes, stateBound, programs, compared, isWhole }: Trial): readonly Catch[] => {
  const caught = new Map<string, Catch>();
  const isOver = (): boolean => !isWhole && caught.size > 0;
  const add = (property: string, on: string): void => {
    if (!caught.has(property)) caught.set(property, { property, on });
  };
  /** An edit that names what its file does not have is a mistake of ours. */
  const refuse = (message: string | null | undefined): void => {
    if (message?.endsWith('is not defined') === true) throw new ReferenceError(message);
  };
  /** A step that cannot be taken is a breach as well: a state and a stimulus have no outcome. */
  const attempt = (on: string, look: () => readonly string[]): void => {
    if (isOver()) return;
    try {
      for (const property of look()) add(property, on);
    } catch (error) {
      if (!(error instanceof Error) || error instanceof ReferenceError) throw error;
      refuse(error.message);
      add(RECEPTIVE, on);
    }
  };
  const known = [...systemScopes, ...wrongRuleScopes];
  for (const name of sigma) attempt(name, () => explore(name).violations.map(({ property }) => property));
  for (const name of scopes) {
    const scope = known.find((it) => it.name === name);
    if (scope === undefined) throw new RangeError(`no scope ${name}`);
    attempt(name, () =>
      exploreSystem(scope, { stateBound, untilViolation: !isWhole }).violations.map(({ property, error }) => {
        refuse(error);
        return property;
      }),
    );
  }
  for (const [at, program] of programs.entries()) {
    const random = randomFrom(hash(at, 1, 1));
    attempt(`program ${String(at)}`, () => {
      // Once in a while a kernel that is always as late as it may be.
      const isLate = at % 3 === 0;
      const choose = (members: number): number => (isLate ? 0 : random.below(members));
      const { breaches, error } = checkProperties(program, reference, choose);
      refuse(error?.message);
      return [...breaches.map(({ property }) => property), ...(error === null ? [] : [RECEPTIVE])];
    });
    if (at < compared) attempt(`runs of program ${String(at)}`, () => [...compareRuns(program, reference, at).broken]);
  }
  return [...caught.values()];
};
