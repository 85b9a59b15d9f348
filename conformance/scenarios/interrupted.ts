import type { ThreadId } from '../../spec/vocabulary/index.js';
import type { Played } from './runtime/play.js';
import type { Step, System } from './runtime/scenario.js';
import { exchangeRegisters, receive } from './runtime/thread.js';
import type { Thread } from './runtime/thread.js';

// A system with an interrupt at each step of each of its copies in turn (L.27, L.56): what a copy leaves half done nobody may see, and nothing is lost.

/** Where in a run: before which step an interrupt is announced, and at which copy step from there on it comes. */
export interface Moment {
  readonly step: number;
  readonly k: number;
}
/** The program that hears of the interrupts. No system has as many. */
const HEARER_AT = 4096;

/** The system, with a line of its own that a thread more of task 0 hears, raised at that moment. */
const withInterrupt = (system: System, moment: Moment | null): System & { readonly hearer: ThreadId } => {
  const { boot, programs } = system;
  const line = boot.lines ?? 0;
  const hearer: ThreadId = [0, boot.lthreads];
  function* hear(): Thread {
    yield* receive({ line }, { timeoutMs: 0 });
    while (true) yield* receive({ line });
  }
  function* first(): Thread {
    yield* exchangeRegisters(hearer[1], { ip: HEARER_AT });
    yield* programs[0]?.() ?? [];
  }
  const disturb: System['disturb'] = (step, seen) =>
    step === moment?.step
      ? { do: 'during', k: moment.k, event: { do: 'interrupt', line } }
      : (system.disturb?.(step, seen) ?? null);
  return {
    ...system,
    boot: { ...boot, lthreads: boot.lthreads + 1, lines: line + 1 },
    programs: { ...programs, 0: first, [HEARER_AT]: hear },
    disturb,
    hearer,
  };
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
