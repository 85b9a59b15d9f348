import type { State, Tid } from '../../spec/index.js';
import type { Result } from '../../spec/vocabulary/index.js';
import { lastApplication } from '../history.js';
import type { Dated, Moment } from '../history.js';
import { changedParts, samePart } from '../part.js';
import type { Part } from '../part.js';
import { samePhase } from '../same.js';
import type { Application } from '../step.js';

export const writes =
  (part: Part) =>
  ({ before, after }: Application): boolean =>
    changedParts(before, after).some((changed) => samePart(changed, part));
export const threadAt = (s: State, slot: number): State['threads'][number] => s.threads[slot] ?? null;
export const writesPhase =
  (slot: number) =>
  ({ before, after }: Application): boolean => {
    const [a, b] = [threadAt(before, slot), threadAt(after, slot)];
    return a === null || b === null ? a !== b : !samePhase(a.phase, b.phase);
  };
export const slotOf = (s: State, id: Tid): number => id % (s.world.tasks * s.world.lthreads);

export const derivationOf = (moment: Moment): readonly Application[] => moment.outcome?.derivation ?? [];
/** The application itself, at the step of `moment`. */
export const here = (moment: Moment, application: Application): Dated => ({ application, step: moment.step });
export const firstOf = (moment: Moment): Dated => here(moment, derivationOf(moment)[0]);

/** The kernel ended the call of `caller` after its send phase, where a receive phase was due. */
export const blameGap = (
  nearest: Moment,
  caller: Tid | undefined,
  due: Result | undefined,
  got: Result | undefined,
): Dated | null => {
  if (
    due?.call !== 'ipc' ||
    got?.call !== 'ipc' ||
    due.phase !== 'receive' ||
    got.phase !== 'send' ||
    got.cause !== 'ok'
  )
    return null;
  return lastApplication(
    nearest,
    ({ rule, work }) => rule.name === 'ipc/enter-receive' && work.do === 'sent' && work.from === caller,
  );
};
