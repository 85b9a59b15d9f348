import { LINE, keepingSystem } from './roles/keeping.js';
import type { Blow, Troubles } from './roles/keeping.js';
import type { Scenario } from './runtime/scenario.js';

// Each fault at each step (L.7-8), one a run: the same server, of which at step n of the run a client is killed, in whatever call it is, or the thread of the
// server is exchanged; or to the n-th fault the pager answers late, or with nothing. Seed after seed is the next of them.

/** What befalls at a step: it comes with an interrupt, after which the thread that hears of it runs at once. */
const BLOWS: readonly Blow[] = [{ kill: 0 }, { kill: 1 }, 'restart'];
/** How the pager fails: later than a client waits, or at once and with nothing. */
const FAILURES = [
  { lateMs: 80, isEmpty: false },
  { lateMs: 0, isEmpty: true },
];
const PROMPT = { lateMs: 0, isEmpty: false };

const troublesOf = (seed: number): Troubles => {
  const [kind, n] = [seed % (BLOWS.length + FAILURES.length), Math.floor(seed / (BLOWS.length + FAILURES.length))];
  const isBlow = kind < BLOWS.length;
  let faults = 0;
  return {
    onInterrupt: () => (isBlow ? BLOWS[kind] : null),
    pager: () => (faults++ === n && !isBlow ? FAILURES[kind - BLOWS.length] : PROMPT),
    disturb: (step) => (isBlow && step === n ? { do: 'interrupt', line: LINE } : null),
  };
};

export const oneCrashScenario: Scenario = {
  name: 'one-crash',
  pages: [7, 8],
  says: 'whichever fault comes, at whichever step, once: seed n is the next fault or the next step',
  needs: ['sigma', 'ipc', 'tasks', 'timeouts', 'interrupts', 'strings'],
  isByChance: true,
  make: (seed) => keepingSystem(troublesOf(seed)),
};
