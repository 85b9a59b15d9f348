import type { ThreadId } from '../../spec/vocabulary/index.js';
import { withHearer } from './runtime/hearer.js';
import type { Hearing } from './runtime/hearer.js';
import type { Played } from './runtime/play.js';
import type { Step, System } from './runtime/scenario.js';

// A system with an interrupt at each step of each of its copies in turn (L.27, L.56): what a copy leaves half done nobody may see, and nothing is lost.

/** Where in a run: before which step an interrupt is announced, and at which copy step from there on it comes. */
export interface Moment {
  readonly step: number;
  readonly k: number;
}
/** The system, with a line of its own that a thread more of task 0 hears, raised at that moment. */
const withInterrupt = (system: System, moment: Moment | null): Hearing => {
  const hearing = withHearer(system, 0, 0, function* () {
    // It waits for the next.
  });
  const disturb: System['disturb'] = (step, seen) =>
    step === moment?.step
      ? { do: 'during', k: moment.k, event: { do: 'interrupt', line: hearing.line } }
      : (system.disturb?.(step, seen) ?? null);
  return { ...hearing, disturb };
};

const isThread = (it: unknown, [task, lthread]: readonly number[]): boolean =>
  Array.isArray(it) && it[0] === task && it[1] === lthread;
/** Whether the copy that begins at the moment was interrupted before either side of it had its result. */
const isInterrupted = (steps: readonly Step[], { step }: Moment, to: readonly number[], hearer: ThreadId): boolean => {
  const { running: sender } = steps[step].seen;
  if (sender === 'idle') return false;
  const first = steps.slice(step + 1).find(({ seen: { running, result } }) => {
    if (result?.call !== 'ipc') return false;
    return (
      isThread(running, hearer) || isThread(running, sender) || (isThread(running, to) && isThread(result.from, sender))
    );
  });
  return first !== undefined && isThread(first.seen.running, hearer);
};

/** Plays a system as it is, but for a thread that waits for interrupts, and then once for each step of each of its copies; ends early where a play is not to be had. */
export async function* interruptedCopies(
  make: () => System,
  playSystem: (system: System) => Promise<Played | null>,
): AsyncGenerator<Played & { readonly isInterrupted: boolean }> {
  const calm = await playSystem(withInterrupt(make(), null));
  if (calm === null) return;
  yield { ...calm, isInterrupted: false };
  for (const [step, { stimulus }] of calm.steps.entries()) {
    if (stimulus.do !== 'ipc' || stimulus.send?.strings === undefined || stimulus.send.to === 'nobody') continue;
    for (let k = 0, isInside = true; isInside; k++) {
      const system = withInterrupt(make(), { step, k });
      const played = await playSystem(system);
      if (played === null) return;
      isInside = isInterrupted(played.steps, { step, k }, stimulus.send.to, system.hearer);
      yield { ...played, isInterrupted: isInside };
    }
  }
}
